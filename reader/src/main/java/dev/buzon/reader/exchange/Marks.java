package dev.buzon.reader.exchange;

import dev.buzon.reader.folder.Flag;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What other programs note in a message's header about it: Thunderbird's X-Mozilla-Status (a number
 * in base 16), and Status and X-Status (letters) of mbox readers.
 */
record Marks(Set<Flag> flags, boolean deleted) {
    private static final int SEEN = 0x0001;
    private static final int REPLIED = 0x0002;
    private static final int STARRED = 0x0004;
    private static final int EXPUNGED = 0x0008;
    private static final int FORWARDED = 0x1000;

    /** Reads them from the beginning of a message. */
    static Marks of(byte[] beginning, int length) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        boolean deleted = false;
        for (String line :
                new String(beginning, 0, length, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            String field = line.strip().toLowerCase(Locale.ROOT);
            if (field.isEmpty()) {
                break;
            }
            int colon = field.indexOf(':');
            String value = colon < 0 ? "" : field.substring(colon + 1).strip();
            if (field.startsWith("x-mozilla-status:")) {
                deleted |= (mozilla(value, flags) & EXPUNGED) != 0;
            } else if (field.startsWith("status:") || field.startsWith("x-status:")) {
                letters(value, flags);
            }
        }
        return new Marks(flags, deleted);
    }

    private static int mozilla(String value, Set<Flag> flags) {
        if (!value.matches("[0-9a-f]{1,8}")) {
            return 0;
        }
        int bits = Integer.parseUnsignedInt(value, 16);
        note(flags, Flag.SEEN, bits & SEEN);
        note(flags, Flag.REPLIED, bits & REPLIED);
        note(flags, Flag.STARRED, bits & STARRED);
        note(flags, Flag.FORWARDED, bits & FORWARDED);
        return bits;
    }

    private static void note(Set<Flag> flags, Flag flag, int bit) {
        if (bit != 0) {
            flags.add(flag);
        }
    }

    private static void letters(String value, Set<Flag> flags) {
        note(flags, Flag.SEEN, value.indexOf('r') + 1);
        note(flags, Flag.REPLIED, value.indexOf('a') + 1);
        note(flags, Flag.STARRED, value.indexOf('f') + 1);
        note(flags, Flag.DRAFT, value.indexOf('t') + 1);
    }
}
