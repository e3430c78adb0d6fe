package dev.buzon.reader.show;

/** Characters that mean something in HTML, written so that they mean themselves. */
final class Escaped {
    private Escaped() {}

    /** Fit for text and for attributes in either kind of quotes. */
    static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                case '\n', '\t' -> escaped.append(c);
                default -> {
                    if (c >= ' ' && (c < 0x7f || c > 0x9f)) {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
