package dev.buzon.testing.pop3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Answers of several lines as they go on the wire, rightly or wrongly framed. */
final class Bodies {
    private static final int KB_64 = 64 * 1024;

    private Bodies() {}

    /** A listing: lines without their ends. */
    static byte[] listing(List<String> lines, Script script) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append("\r\n"));
        text.append(script.has(Quirk.Framing.LF_TERMINATOR) ? ".\n" : ".\r\n");
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A message, whole or in part. */
    static byte[] message(byte[] content, Script script, int id) {
        boolean stuffed = !script.has(Quirk.Framing.DOTS_NOT_STUFFED, id);
        byte[] body = stuffed ? stuffed(content) : content;
        return joined(body, terminator(body, script, id));
    }

    private static byte[] terminator(byte[] body, Script script, int id) {
        if (script.has(Quirk.Framing.NO_TERMINATOR, id)) {
            return new byte[0];
        }
        boolean glued = script.has(Quirk.Framing.TERMINATOR_WITHOUT_LINE_END, id);
        String begin = glued || endsLine(body) ? "" : "\r\n";
        String end = script.has(Quirk.Framing.LF_TERMINATOR, id) ? ".\n" : ".\r\n";
        return (begin + end).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What TOP shows of a message: the header and so many lines, or something else. */
    static byte[] top(byte[] message, int lines, Script script, int id) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        if (script.has(Quirk.LyingTop.WHOLE_MESSAGE, id)) {
            return message;
        }
        if (script.has(Quirk.LyingTop.OTHER_HEADER, id)) {
            text = "X-Rewritten: by the server\r\n" + text.replace("Subject:", "SUBJECT:  ");
        }
        String shown = top(text, lines);
        if (script.has(Quirk.LyingTop.TOO_FEW_LINES, id)) {
            shown = shown.substring(0, endOfLine(shown, shown.length() / 2));
        }
        if (script.has(Quirk.LyingTop.CUT_AT_64_KB, id)) {
            shown = shown.substring(0, Math.min(shown.length(), KB_64));
        }
        return shown.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String top(String text, int lines) {
        int header = text.indexOf("\r\n\r\n");
        if (header < 0) {
            return text;
        }
        int end = header + 4;
        for (int i = 0; i < lines && end < text.length(); i++) {
            end = endOfLine(text, end);
        }
        return text.substring(0, end);
    }

    /** Behind the line that holds this place. */
    private static int endOfLine(String text, int from) {
        int at = text.indexOf("\r\n", from);
        return at < 0 ? text.length() : at + 2;
    }

    private static byte[] stuffed(byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 16);
        boolean lineBegins = true;
        for (byte octet : content) {
            if (lineBegins && octet == '.') {
                out.write('.');
            }
            out.write(octet);
            lineBegins = octet == '\n';
        }
        return out.toByteArray();
    }

    private static boolean endsLine(byte[] octets) {
        return octets.length > 0 && octets[octets.length - 1] == '\n';
    }

    static byte[] withoutCr(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static byte[] part(byte[] octets, int from, int to) {
        return Arrays.copyOfRange(octets, from, to);
    }
}
