package dev.buzon.reader.mime;

/** Text from outside on one line, without what changes how the rest of a line is read. */
final class Cleaned {
    private Cleaned() {}

    /**
     * The text without control, invisible and direction-changing characters; blanks are one space
     * each, none at the ends; at most {@code max} characters.
     */
    static String line(String text, int max) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), max));
        int at = 0;
        while (at < text.length() && line.length() < max) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (isBlank(c)) {
                if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                    line.append(' ');
                }
            } else if (!isHidden(c)) {
                line.appendCodePoint(c);
            }
        }
        return line.toString().strip();
    }

    private static boolean isBlank(int c) {
        return c == '\t' || c == '\n' || c == '\r' || Character.isSpaceChar(c);
    }

    /** Whether a character is not seen itself but changes what is seen, or is none at all. */
    static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> !isJoiner(c);
            default ->
                    c == 0x115f // Hangul fillers and the braille blank are empty boxes
                            || c == 0x1160
                            || c == 0x3164
                            || c == 0xffa0
                            || c == 0x2800
                            || c == 0x34f;
        };
    }

    /** Joiners make letters of Indic and Arabic scripts, and emoji, what they are. */
    private static boolean isJoiner(int c) {
        return c == 0x200d || c == 0x200c;
    }

    /** Whether the text has such characters. */
    static boolean hasHidden(String text) {
        return text.codePoints().anyMatch(c -> c != '\t' && c != '\n' && c != '\r' && isHidden(c));
    }
}
