package dev.buzon.reader.write;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Subjects of answers and forwards: one prefix, however many there were and in which language. */
final class Subjects {
    /**
     * What programs put before a subject. One letter alone (Italian R, I) is none: subjects begin
     * with such letters for other reasons.
     */
    private static final Pattern PREFIX =
            Pattern.compile(
                    "(?iu)^\\s*(?:re|aw|antw|sv|vs|ref|res|rif|odp|ynt|fwd|fw|wg|rv|enc|tr|vl|vb)"
                            + "(?:\\s?[\\[(][0-9]{1,4}[\\])])?\\s?[:：]\\s*");

    /** More prefixes than this are left where they are. */
    private static final int PREFIXES_MAX = 50;

    private Subjects() {}

    static String reply(String subject) {
        return "Re: " + plain(subject);
    }

    static String forward(String subject) {
        return "Fwd: " + plain(subject);
    }

    /** The subject without prefixes, on one line, short enough for another one. */
    static String plain(String subject) {
        String rest = oneLine(subject);
        for (int i = 0; i < PREFIXES_MAX; i++) {
            Matcher matcher = PREFIX.matcher(rest);
            if (!matcher.find()) {
                break;
            }
            rest = rest.substring(matcher.end());
        }
        return cut(rest.strip(), DraftCheck.SUBJECT_MAX - "Fwd: ".length());
    }

    /** A text without what ends lines or controls terminals. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ").strip();
    }

    /** At most so many characters, none cut in two. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean between = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, between ? most - 1 : most);
    }
}
