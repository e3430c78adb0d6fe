package dev.buzon.reader.write;

import dev.buzon.reader.mime.FileName;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names and types of attachments as their part's header says them (RFC 2183, RFC 2231). */
final class AttachedNames {
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,90}");

    /** Octets of a name in one piece of it (RFC 2231 §3): three characters each at most. */
    private static final int PIECE_OCTETS = 18;

    private static final String HEX = "0123456789ABCDEF";

    private AttachedNames() {}

    /** A type that a part may have here: nothing that would be read as a structure. */
    static String type(Attachment one) {
        String type = one.type().strip().toLowerCase(java.util.Locale.ROOT);
        boolean fit =
                TYPE.matcher(type).matches()
                        && !type.startsWith("multipart/")
                        && !type.startsWith("message/");
        return fit ? type : "application/octet-stream";
    }

    /** The name in ASCII for those who know no better; what is not ASCII becomes {@code _}. */
    static String parameter(String parameter, String name) {
        String safe = safe(name);
        StringBuilder ascii = new StringBuilder();
        safe.codePoints()
                .map(c -> c < ' ' || c > 0x7e || c == '"' || c == '\\' ? '_' : c)
                .forEach(ascii::appendCodePoint);
        return ";\r\n " + parameter + "=\"" + ascii + "\"";
    }

    /** The name as it is, when the one in ASCII is another one. */
    static String extended(String parameter, String name) {
        String safe = safe(name);
        if (parameter(parameter, name).equals(";\r\n " + parameter + "=\"" + safe + "\"")) {
            return "";
        }
        byte[] octets = safe.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder();
        boolean one = octets.length <= PIECE_OCTETS;
        for (int from = 0, piece = 0; from < octets.length; from += PIECE_OCTETS, piece++) {
            out.append(";\r\n ").append(parameter).append(one ? "*=" : "*" + piece + "*=");
            out.append(piece == 0 ? "UTF-8''" : "");
            for (int at = from; at < Math.min(octets.length, from + PIECE_OCTETS); at++) {
                percent(octets[at], out);
            }
        }
        return out.toString();
    }

    private static void percent(byte octet, StringBuilder out) {
        boolean plain = octet > 0 && (isAlphanumeric(octet) || ".-_".indexOf(octet) >= 0);
        if (plain) {
            out.append((char) octet);
        } else {
            out.append('%').append(HEX.charAt((octet >> 4) & 15)).append(HEX.charAt(octet & 15));
        }
    }

    private static boolean isAlphanumeric(byte octet) {
        return Character.isLetterOrDigit(octet);
    }

    private static String safe(String name) {
        String safe = FileName.safe(name);
        return safe.isEmpty() ? "attachment" : safe;
    }
}
