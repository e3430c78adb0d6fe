package dev.buzon.client.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A record as a line: the CRC32C of the rest in eight hexadecimal digits, a blank, a word, and the
 * fields, separated by single blanks. A field is text in UTF-8 with {@code %XX} for whatever is not
 * a printable ASCII character; a lone {@code -} is the empty one.
 */
final class RecordLine {
    /** The longest line that is read; what is longer is damage. */
    static final int LENGTH_MAX = 16 * 1024;

    private static final int SUM = 8;
    static final String HEX = "0123456789abcdef";

    private RecordLine() {}

    /** The line of a record, with its LF. */
    static byte[] print(Change change) {
        return print(text(change));
    }

    /** The line of the first record: what this is, its version and whose it is. */
    static byte[] printHead(String account) {
        return print(Head.WORD + " " + Head.VERSION + " " + escape(account));
    }

    private static byte[] print(String text) {
        byte[] line = (" ".repeat(SUM + 1) + text + "\n").getBytes(StandardCharsets.US_ASCII);
        long sum = sum(line, SUM + 1, line.length - 1);
        for (int i = 0; i < SUM; i++) {
            line[i] = (byte) HEX.charAt((int) (sum >>> (28 - 4 * i)) & 15);
        }
        return line;
    }

    private static long sum(byte[] line, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(line, from, to - from);
        return crc.getValue();
    }

    /** Whether the octets from {@code from} to {@code to}, without LF, carry their own sum. */
    static boolean sound(byte[] line, int from, int to) {
        if (to - from < SUM + 2 || line[from + SUM] != ' ') {
            return false;
        }
        long said = 0;
        for (int i = from; i < from + SUM; i++) {
            int digit = digit(line[i]);
            if (digit < 0) {
                return false;
            }
            said = said << 4 | digit;
        }
        return said == sum(line, from + SUM + 1, to);
    }

    /** What a hexadecimal digit in small letters says, or -1. */
    static int digit(byte octet) {
        if (octet >= '0' && octet <= '9') {
            return octet - '0';
        }
        return octet >= 'a' && octet <= 'f' ? octet - 'a' + 10 : -1;
    }

    /** The first line of a file. */
    record Head(int version, String account) {
        static final String WORD = "buzon-ledger";
        static final int VERSION = 1;
    }

    /** The head in a sound line, if it is one. */
    static Optional<Head> head(byte[] line, int from, int to) {
        RecordFields in = new RecordFields(line, from + SUM + 1, to);
        return in.text().equals(Head.WORD)
                ? Optional.of(new Head(Math.toIntExact(in.number()), in.text()))
                : Optional.empty();
    }

    /**
     * The record in a sound line.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Change parse(byte[] line, int from, int to) {
        RecordFields in = new RecordFields(line, from + SUM + 1, to);
        String word = in.text();
        Change change =
                switch (word) {
                    case "put" -> new Change.Put(entry(in));
                    case "moved" -> new Change.Moved(in.number(), Stage.of(in.text()), in.number());
                    case "gone" -> new Change.Gone(in.number(), in.number());
                    case "listed" ->
                            new Change.Listed(in.number(), in.text(), in.number(), in.flag());
                    case "dropped" -> new Change.Dropped(in.number());
                    case "fact" -> new Change.Fact(in.text(), in.text());
                    default -> throw new IllegalArgumentException("no record " + word);
                };
        in.end();
        return change;
    }

    private static Entry entry(RecordFields in) {
        return new Entry(
                in.number(),
                Stage.of(in.text()),
                in.text(),
                in.number(),
                in.number(),
                in.digest(),
                in.digest(),
                in.flag(),
                in.text(),
                in.number(),
                in.number(),
                Math.toIntExact(in.number()),
                in.number(),
                in.text());
    }

    private static String text(Change change) {
        return switch (change) {
            case Change.Put(var entry) -> text(entry);
            case Change.Moved(var id, var stage, var second) ->
                    "moved " + id + " " + stage.word() + " " + second;
            case Change.Gone(var id, var second) -> "gone " + id + " " + second;
            case Change.Listed(var id, var uid, var announced, var proven) ->
                    "listed " + id + " " + escape(uid) + " " + announced + " " + flag(proven);
            case Change.Dropped(var id) -> "dropped " + id;
            case Change.Fact(var key, var value) -> "fact " + escape(key) + " " + escape(value);
        };
    }

    private static String text(Entry entry) {
        return String.join(
                " ",
                "put",
                Long.toString(entry.id()),
                entry.stage().word(),
                escape(entry.uid()),
                Long.toString(entry.announced()),
                Long.toString(entry.received()),
                hex(entry.contentDigest()),
                hex(entry.headerDigest()),
                flag(entry.proven()),
                escape(entry.receipt()),
                Long.toString(entry.sinceSecond()),
                Long.toString(entry.goneSecond()),
                Integer.toString(entry.failures()),
                Long.toString(entry.triedSecond()),
                escape(entry.why()));
    }

    private static String hex(Optional<Digest> digest) {
        return digest.map(Digest::hex).orElse("-");
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }

    static String escape(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        StringBuilder out = null;
        if (text.equals("-")) {
            return "%2d";
        }
        for (int i = 0; i < text.length() && out == null; i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '%') {
                out = new StringBuilder(2 * text.length());
            }
        }
        return out == null ? text : escape(text.getBytes(StandardCharsets.UTF_8), out);
    }

    private static String escape(byte[] octets, StringBuilder out) {
        for (byte octet : octets) {
            if (octet <= ' ' || octet == 0x7f || octet == '%') {
                out.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
            } else {
                out.append((char) octet);
            }
        }
        return out.toString();
    }
}
