package dev.buzon.reader.folder;

import dev.buzon.client.sink.MaildirNames;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The name of a message's file, and whether it lies in {@code new} or in {@code cur}.
 *
 * @param text the whole name, such as {@code 1700000000.M1P2Q3R4.host,S=123:2,RS}
 * @param fresh whether it lies in {@code new}: no reader has seen it yet
 */
public record FileName(String text, boolean fresh) {
    private static final String INFO = ":2,";

    /** The part that stays the same whatever readers do with the message. */
    public String unique() {
        return MaildirNames.unique(text);
    }

    /** Its flags. A name in {@code new} has none, whatever it says. */
    public Set<Flag> flags() {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        if (!fresh) {
            String letters = letters();
            for (Flag flag : Flag.values()) {
                if (letters.indexOf(flag.letter()) >= 0) {
                    flags.add(flag);
                }
            }
        }
        return flags;
    }

    /** The name in {@code cur} with these flags; letters that others put there stay. */
    FileName with(Set<Flag> flags) {
        Set<Character> letters = new TreeSet<>();
        for (char letter : letters().toCharArray()) {
            letters.add(letter);
        }
        for (Flag flag : Flag.values()) {
            if (flags.contains(flag)) {
                letters.add(flag.letter());
            } else {
                letters.remove(flag.letter());
            }
        }
        StringBuilder name = new StringBuilder(base()).append(INFO);
        letters.forEach(name::append);
        return new FileName(name.toString(), false);
    }

    /** The same flags behind another name. */
    FileName renamed(String base) {
        return new FileName(base + text.substring(base().length()), fresh);
    }

    /** The name without its flags. */
    String base() {
        int colon = text.indexOf(':');
        return colon < 0 ? text : text.substring(0, colon);
    }

    private String letters() {
        int colon = text.indexOf(':');
        return colon >= 0 && text.startsWith(INFO, colon)
                ? text.substring(colon + INFO.length())
                : "";
    }
}
