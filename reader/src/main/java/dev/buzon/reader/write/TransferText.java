package dev.buzon.reader.write;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A text in seven bits and short lines: as it is, in quoted-printable or in base64 (RFC 2045 §6),
 * whichever is the shortest that holds it.
 */
final class TransferText {
    /** The longest line without its end (RFC 2045 §6.7). */
    static final int LINE_MAX = 76;

    private static final String HEX = "0123456789ABCDEF";

    private final String encoding;
    private final byte[] octets;

    private TransferText(String encoding, byte[] octets) {
        this.encoding = encoding;
        this.octets = octets;
    }

    /** The value of Content-Transfer-Encoding. */
    String encoding() {
        return encoding;
    }

    /** The encoded text; lines end with LF and have 76 octets at most. Not to be changed. */
    byte[] octets() {
        return octets;
    }

    /** A text whose lines end with LF. */
    static TransferText of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (isPlain(plain)) {
            return new TransferText("7bit", plain);
        }
        byte[] quoted = quotedPrintable(plain);
        byte[] base64 = base64(text);
        return quoted.length <= base64.length
                ? new TransferText("quoted-printable", quoted)
                : new TransferText("base64", base64);
    }

    private static boolean isPlain(byte[] octets) {
        int line = 0;
        for (int at = 0; at < octets.length; at++) {
            byte octet = octets[at];
            if (octet == '\n') {
                line = 0;
            } else if ((octet < ' ' && octet != '\t') || octet == 0x7f || ++line > LINE_MAX) {
                return false;
            } else if (line == 1 && startsFrom(octets, at)) {
                return false; // an mbox would put a mark before it
            }
        }
        return octets.length == 0 || octets[octets.length - 1] == '\n';
    }

    private static boolean startsFrom(byte[] octets, int at) {
        return at + 5 <= octets.length
                && new String(octets, at, 5, StandardCharsets.ISO_8859_1).equals("From ");
    }

    private static byte[] base64(String text) {
        byte[] canonical = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] lines = Base64.getMimeEncoder(LINE_MAX, new byte[] {'\n'}).encode(canonical);
        byte[] ended = java.util.Arrays.copyOf(lines, lines.length + 1);
        ended[lines.length] = '\n';
        return ended;
    }

    static byte[] quotedPrintable(byte[] plain) {
        StringBuilder out = new StringBuilder(plain.length + plain.length / 4);
        int column = 0;
        for (int at = 0; at < plain.length; at++) {
            byte octet = plain[at];
            if (octet == '\n') {
                out.append('\n');
                column = 0;
                continue;
            }
            boolean last = at + 1 == plain.length || plain[at + 1] == '\n';
            boolean asIs = asIs(octet, last) && !(column == 0 && startsFrom(plain, at));
            int width = asIs ? 1 : 3;
            if (column + width > (last ? LINE_MAX : LINE_MAX - 1)) {
                out.append("=\n");
                column = 0;
                asIs = asIs && !startsFrom(plain, at);
                width = asIs ? 1 : 3;
            }
            if (asIs) {
                out.append((char) octet);
            } else {
                out.append('=')
                        .append(HEX.charAt((octet >> 4) & 15))
                        .append(HEX.charAt(octet & 15));
            }
            column += width;
        }
        if (column > 0) {
            out.append("=\n"); // the text does not end with a line end, the part does
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean asIs(byte octet, boolean last) {
        boolean blank = octet == ' ' || octet == '\t';
        return blank ? !last : octet > ' ' && octet < 0x7f && octet != '=';
    }
}
