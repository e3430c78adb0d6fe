package dev.buzon.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a header, found in its octets. Takes anything: lines without a colon, a fold at the
 * very beginning, NUL, 8-bit octets, blanks before the colon (RFC 5322 §4.5.8). Each octet belongs
 * to exactly one field or to what follows the header. Work and memory grow with the octets only.
 */
public final class HeaderScan {
    /**
     * One field with all its lines.
     *
     * @param name its name as written; empty for lines that are no field (no colon, or a name with
     *     octets that a name cannot have)
     * @param start where it begins
     * @param valueStart where its value begins, behind the colon; {@code start} when it has no name
     * @param end where the next one begins
     */
    record Field(String name, int start, int valueStart, int end) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    /**
     * Who a header says wrote the message (RFC 5322 §3.6.2), for comparison with who is logged in.
     *
     * @param addresses the addresses of all From fields, as written, without display names
     * @param readable whether they are all there is: false when a From field has something that is
     *     no address, or a group (RFC 6854), which a mail program could show as one
     */
    public record Authors(List<String> addresses, boolean readable) {
        public Authors {
            addresses = List.copyOf(addresses);
        }
    }

    private final byte[] octets;
    private final List<Field> fields = new ArrayList<>();
    private final int end;

    private HeaderScan(byte[] octets) {
        this.octets = octets;
        int at = 0;
        while (at < octets.length && !isCrlf(at)) {
            int fieldEnd = lineEnd(at);
            while (fieldEnd < octets.length && FieldText.isBlank((char) octets[fieldEnd])) {
                fieldEnd = lineEnd(fieldEnd);
            }
            fields.add(field(at, fieldEnd));
            at = fieldEnd;
        }
        this.end = at;
    }

    /** The fields up to the first empty line, or up to the end when there is none. */
    public static HeaderScan of(byte[] header) {
        return new HeaderScan(header.clone());
    }

    /** How many fields have this name, in any case. */
    public int count(String name) {
        return (int) fields.stream().filter(field -> field.is(name)).count();
    }

    /** Whether there is a field of this name, in any case. */
    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.is(name));
    }

    /**
     * The values of all fields of this name, unfolded, without blanks around them; read as UTF-8,
     * or as Latin-1 when they are not.
     */
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.is(name))
                .map(field -> text(field).text())
                .toList();
    }

    /** How many Received fields there are: more than a limit is a loop (RFC 5321 §6.3, S-016). */
    public int received() {
        return count("Received");
    }

    /** The addresses of the Delivered-To fields (RFC 9228 §4), without angle brackets. */
    public List<String> deliveredTo() {
        return values("Delivered-To").stream().map(HeaderScan::withoutBrackets).toList();
    }

    /** Who wrote the message, for S-041. */
    public Authors authors() {
        List<String> addresses = new ArrayList<>();
        boolean readable = true;
        for (String value : values("From")) {
            for (AddressList.Part part : AddressList.parse(value)) {
                switch (part) {
                    case AddressList.Mailbox mailbox -> {
                        readable &= mailbox.wellFormed();
                        addresses.add(mailbox.address());
                    }
                    case AddressList.GroupStart _, AddressList.GroupEnd _ -> readable = false;
                }
            }
        }
        return new Authors(addresses, readable);
    }

    /**
     * The addresses in all fields of this name, as written and in order, also those inside groups,
     * without display names.
     *
     * @param wellFormed whether every one of them can be read without a doubt
     */
    public record Mailboxes(List<String> addresses, boolean wellFormed) {
        public Mailboxes {
            addresses = List.copyOf(addresses);
        }
    }

    /** Whom the fields of this name name (RFC 5322 §3.6.3): To, Cc, Bcc, Sender and the like. */
    public Mailboxes mailboxes(String name) {
        List<String> addresses = new ArrayList<>();
        boolean wellFormed = true;
        for (String value : values(name)) {
            for (AddressList.Part part : AddressList.parse(value)) {
                if (part instanceof AddressList.Mailbox mailbox) {
                    wellFormed &= mailbox.wellFormed();
                    addresses.add(mailbox.address());
                }
            }
        }
        return new Mailboxes(addresses, wellFormed);
    }

    /**
     * Whether the first line is a fold of nothing: it would become part of a field that is put
     * before it.
     */
    public boolean beginsWithFold() {
        return octets.length > 0 && FieldText.isBlank((char) octets[0]);
    }

    List<Field> fields() {
        return fields;
    }

    FieldText text(Field field) {
        return FieldText.of(octets, field.valueStart(), field.end());
    }

    byte[] octets() {
        return octets;
    }

    /** Where the fields end: the empty line's position, or the number of octets. */
    int end() {
        return end;
    }

    private static String withoutBrackets(String address) {
        boolean bracketed = address.startsWith("<") && address.endsWith(">");
        return bracketed ? address.substring(1, address.length() - 1) : address;
    }

    private boolean isCrlf(int at) {
        return at + 1 < octets.length && octets[at] == '\r' && octets[at + 1] == '\n';
    }

    private int lineEnd(int from) {
        int at = from;
        while (at < octets.length && !isCrlf(at)) {
            at++;
        }
        return Math.min(at + 2, octets.length);
    }

    private Field field(int start, int fieldEnd) {
        int nameEnd = start;
        while (nameEnd < fieldEnd && octets[nameEnd] > ' ' && octets[nameEnd] != ':') {
            nameEnd++; // octets of 0x80 or more are negative
        }
        int colon = nameEnd;
        while (colon < fieldEnd && FieldText.isBlank((char) octets[colon])) {
            colon++;
        }
        boolean named = nameEnd > start && colon < fieldEnd && octets[colon] == ':';
        if (!named) {
            return new Field("", start, start, fieldEnd);
        }
        String name = new String(octets, start, nameEnd - start, ISO_8859_1);
        return new Field(name, start, colon + 1, fieldEnd);
    }
}
