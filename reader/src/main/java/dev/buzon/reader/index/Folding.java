package dev.buzon.reader.index;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as it is compared: small letters without accents. */
final class Folding {
    /** Characters of a key that a list is sorted by. */
    static final int KEY_MAX = 48;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** What programs put before the subject of an answer. */
    private static final Pattern ANSWER =
            Pattern.compile(
                    "(?i)(re|aw|sv|vs|antw|odp|rif|res)(\\[[0-9]{1,3}]|\\([0-9]{1,3}\\))?\\s{0,3}:");

    private static final Pattern FORWARD =
            Pattern.compile("(?i)(fwd?|rv|wg|tr|enc|reenv)(\\[[0-9]{1,3}])?\\s{0,3}:");

    /** How many of them are taken off. */
    private static final int PREFIXES_MAX = 20;

    private Folding() {}

    /** Small letters without accents. */
    static String fold(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        if (small.chars().allMatch(c -> c < 0x80)) {
            return small;
        }
        String apart = Normalizer.normalize(small, Normalizer.Form.NFD);
        return MARKS.matcher(apart).replaceAll("");
    }

    /** The same, letter by letter, so that every letter stays at its place. */
    static String foldInPlace(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.append(Character.toLowerCase(c));
            } else if (Character.isSurrogate(c)) {
                out.append(c);
            } else {
                String apart =
                        Normalizer.normalize(
                                String.valueOf(Character.toLowerCase(c)), Normalizer.Form.NFD);
                out.append(apart.charAt(0));
            }
        }
        return out.toString();
    }

    /** What a list is sorted by. */
    static String key(String text) {
        String folded = fold(cut(text, 4 * KEY_MAX)).strip();
        int letters = 0; // quotes and brackets in front do not count
        while (letters < folded.length() && !Character.isLetterOrDigit(folded.charAt(letters))) {
            letters++;
        }
        return cut(letters == folded.length() ? folded : folded.substring(letters), KEY_MAX);
    }

    /** The first so many characters, not ending with half of one. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        if (length <= 0) {
            return "";
        }
        boolean half = Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, half ? length - 1 : length);
    }

    /** Whether this is the subject of an answer. */
    static boolean isAnswer(String subject) {
        return ANSWER.matcher(subject.strip()).lookingAt();
    }

    /** A subject without what programs put before it. */
    static String plainSubject(String subject) {
        String rest = subject.strip();
        for (int i = 0; i < PREFIXES_MAX; i++) {
            var answer = ANSWER.matcher(rest);
            var forward = FORWARD.matcher(rest);
            if (answer.lookingAt()) {
                rest = rest.substring(answer.end()).strip();
            } else if (forward.lookingAt()) {
                rest = rest.substring(forward.end()).strip();
            } else {
                return rest;
            }
        }
        return rest;
    }
}
