package dev.buzon.reader.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Octets to characters by the charset they are said to be in, as mail needs it: supersets stand for
 * what is said (windows-1252 for iso-8859-1), UTF-7 is refused, and what is not said or not known
 * is UTF-8 when it can be, else windows-1252.
 */
final class Charsets {
    /** Longer names are none. */
    private static final int NAME_MAX = 40;

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Names mail uses, and the charset that is meant or holds more (WHATWG Encoding §4.2). */
    private static final Map<String, String> MEANT =
            Map.ofEntries(
                    Map.entry("iso-8859-1", "windows-1252"),
                    Map.entry("latin1", "windows-1252"),
                    Map.entry("cp-1252", "windows-1252"),
                    Map.entry("iso-8859-9", "windows-1254"),
                    Map.entry("iso-8859-8-i", "iso-8859-8"),
                    Map.entry("iso-8859-8-e", "iso-8859-8"),
                    Map.entry("utf8", "utf-8"),
                    Map.entry("unicode-1-1-utf-8", "utf-8"),
                    Map.entry("gb2312", "gb18030"),
                    Map.entry("gbk", "gb18030"),
                    Map.entry("ks_c_5601-1987", "x-windows-949"),
                    Map.entry("euc-kr", "x-windows-949"),
                    Map.entry("shift_jis", "windows-31j"),
                    Map.entry("shift-jis", "windows-31j"),
                    Map.entry("x-sjis", "windows-31j"),
                    Map.entry("tis-620", "x-windows-874"),
                    Map.entry("windows-874", "x-windows-874"),
                    Map.entry("big5", "big5-hkscs"),
                    Map.entry("x-mac-roman", "x-macroman"),
                    Map.entry("macintosh", "x-macroman"));

    private Charsets() {}

    /** The text of octets that are said to be in this charset; the name may be empty. */
    static Text decode(byte[] octets, String said) {
        String name = said.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("us-ascii") || name.equals("ascii")) {
            return guess(octets, said, !isAscii(octets) && !name.isEmpty());
        }
        if (name.contains("utf-7") || name.length() > NAME_MAX) {
            return guess(octets, said, true);
        }
        Charset charset;
        try {
            charset = Charset.forName(MEANT.getOrDefault(name, name));
        } catch (IllegalCharsetNameException | java.nio.charset.UnsupportedCharsetException no) {
            return guess(octets, said, !isAscii(octets));
        }
        return charset.equals(UTF_8) ? utf8(octets, said) : inCharset(octets, charset, said);
    }

    private static Text guess(byte[] octets, String said, boolean warn) {
        List<Warning> warnings =
                warn ? List.of(new Warning(Warning.Code.CHARSET_GUESSED, said)) : List.of();
        try {
            return new Text(clean(strict(octets, UTF_8)), warnings);
        } catch (CharacterCodingException notUtf8) {
            return new Text(clean(new String(octets, WINDOWS_1252)), warnings);
        }
    }

    private static Text utf8(byte[] octets, String said) {
        try {
            return new Text(clean(strict(octets, UTF_8)), List.of());
        } catch (CharacterCodingException notUtf8) {
            boolean some = hasUtf8(octets);
            return new Text(
                    clean(new String(octets, some ? UTF_8 : WINDOWS_1252)),
                    List.of(new Warning(Warning.Code.CHARSET_WRONG, said)));
        }
    }

    private static Text inCharset(byte[] octets, Charset charset, String said) {
        try {
            return new Text(clean(strict(octets, charset)), List.of());
        } catch (CharacterCodingException other) {
            boolean silent = charset.equals(WINDOWS_1252); // five octets of it are no characters
            return new Text(
                    clean(new String(octets, charset)),
                    silent ? List.of() : List.of(new Warning(Warning.Code.CHARSET_WRONG, said)));
        }
    }

    private static String strict(byte[] octets, Charset charset) throws CharacterCodingException {
        CharBuffer text =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(octets));
        return text.toString();
    }

    private static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0 || octet == 0x1b) { // ESC: a charset that switches
                return false;
            }
        }
        return true;
    }

    /** Whether there is at least one character of several octets that is well-formed UTF-8. */
    private static boolean hasUtf8(byte[] octets) {
        String text = new String(octets, UTF_8);
        return text.chars().anyMatch(c -> c >= 0x80 && c != 0xfffd);
    }

    /** Line ends become LF, NUL and a byte order mark go. */
    static String clean(String text) {
        String clean = text.startsWith("\ufeff") ? text.substring(1) : text;
        clean = clean.indexOf('\0') >= 0 ? clean.replace("\0", "") : clean;
        return clean.indexOf('\r') >= 0 ? clean.replace("\r\n", "\n").replace('\r', '\n') : clean;
    }

    /** A field's octets: UTF-8 (RFC 6532) when they are, else windows-1252. */
    static String field(byte[] octets) {
        try {
            return strict(octets, UTF_8);
        } catch (CharacterCodingException notUtf8) {
            return new String(octets, WINDOWS_1252);
        }
    }

    /** The charset an HTML document names for itself near its beginning, or an empty name. */
    static String ofHtml(byte[] octets) {
        String start =
                new String(octets, 0, Math.min(octets.length, 2048), StandardCharsets.ISO_8859_1)
                        .toLowerCase(Locale.ROOT);
        int meta = start.indexOf("<meta");
        int at = meta < 0 ? -1 : start.indexOf("charset=", meta);
        if (at < 0) {
            return "";
        }
        int from = at + "charset=".length();
        while (from < start.length() && "\"' ".indexOf(start.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < start.length() && "\"' ;/>".indexOf(start.charAt(to)) < 0) {
            to++;
        }
        String name = start.substring(from, to);
        return name.startsWith("utf-16") ? "utf-8" : name; // it could not have been read
    }
}
