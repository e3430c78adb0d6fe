package dev.buzon.reader.folder;

import java.util.EnumSet;
import java.util.Set;

/** What a person or a program did with a message: the letters behind {@code :2,} in its name. */
public enum Flag {
    /** A draft. */
    DRAFT('D', 1),
    /** Marked with a star. */
    STARRED('F', 2),
    /** Forwarded. */
    FORWARDED('P', 4),
    /** Answered. */
    REPLIED('R', 8),
    /** Read. */
    SEEN('S', 16),
    /** Marked for deletion by another program. */
    TRASHED('T', 32);

    private final char letter;
    private final int bit;

    Flag(char letter, int bit) {
        this.letter = letter;
        this.bit = bit;
    }

    /** Its letter in a file's name. */
    public char letter() {
        return letter;
    }

    /** Its bit in {@link #bits}. */
    public int bit() {
        return bit;
    }

    /** These flags as one number. */
    public static int bits(Set<Flag> flags) {
        int bits = 0;
        for (Flag flag : flags) {
            bits |= flag.bit();
        }
        return bits;
    }

    /** The flags in a number that {@link #bits} gave; other bits are passed over. */
    public static Set<Flag> of(int bits) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : values()) {
            if ((bits & flag.bit()) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
