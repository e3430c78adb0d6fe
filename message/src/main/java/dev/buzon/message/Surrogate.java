package dev.buzon.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The ASCII stand-in for a header with other octets, for clients that did not ask for UTF-8 (RFC
 * 6856 §2.1, RFC 6858 §2; I-003, I-014). Fields in ASCII stay bit for bit, signatures too; of the
 * others
 *
 * <ul>
 *   <li>unstructured text and display names become encoded words (RFC 2047),
 *   <li>addresses become {@value #INVALID} with the address in the display name: nobody's mail can
 *       be reached by mistake,
 *   <li>parameters of MIME fields are encoded (RFC 2231) or left out,
 *   <li>fields that may have neither get a name that begins with {@code Downgraded-} (RFC 6857 §3)
 *       and become encoded words; lines that are no field become {@code Downgraded-Line}.
 * </ul>
 *
 * <p>The octets are stored with the message and its size is counted from them, so that this
 * function gives the same octets for ever: its output is part of the format of the store. Bodies
 * are not touched. What it writes has lines of 998 octets at most (RFC 5322 §2.1.1); longer ones
 * that came in ASCII stay as they came.
 */
public final class Surrogate {
    /** The address that stands for all that cannot be written in ASCII (RFC 6858 §2.1). */
    public static final String INVALID = "invalid@internationalized-address.invalid";

    /** More unfit addresses in one field are not replaced: the field becomes Downgraded. */
    static final int REPLACED_MAX = 1000;

    /**
     * What unfit fields may add: when the output is 4 times the input and this, they are left out.
     */
    static final int GROWTH_MAX = 64 * 1024;

    private static final Set<String> ADDRESSES =
            Set.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "bcc",
                    "resent-from",
                    "resent-sender",
                    "resent-reply-to",
                    "resent-to",
                    "resent-cc",
                    "resent-bcc",
                    "disposition-notification-to",
                    "return-receipt-to",
                    "errors-to",
                    "mail-followup-to",
                    "mail-reply-to",
                    "approved");
    private static final Set<String> PATHS =
            Set.of("return-path", "delivered-to", "x-original-to", "envelope-to");
    private static final Set<String> WITH_PARAMETERS =
            Set.of("content-type", "content-disposition");
    private static final Set<String> STRUCTURED =
            Set.of(
                    "message-id",
                    "resent-message-id",
                    "in-reply-to",
                    "references",
                    "content-id",
                    "date",
                    "resent-date",
                    "mime-version",
                    "content-transfer-encoding",
                    "original-recipient",
                    "dkim-signature",
                    "domainkey-signature",
                    "arc-seal",
                    "arc-message-signature",
                    "arc-authentication-results",
                    "authentication-results",
                    "received-spf",
                    "autocrypt");

    private Surrogate() {}

    /**
     * The surrogate of this header, with the empty line that ends it.
     *
     * @param header up to its empty line; anything behind that is not looked at
     */
    public static byte[] of(byte[] header) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(header.length + 256);
        writeFields(HeaderScan.of(header), out);
        byte[] fields = out.toByteArray();
        boolean open = fields.length > 0 && !HeaderEdit.endsInCrlf(fields, fields.length);
        out.writeBytes((open ? "\r\n\r\n" : "\r\n").getBytes(US_ASCII));
        return out.toByteArray();
    }

    /** The surrogate of whole fields without an empty line, such as those of {@link Trace}. */
    public static byte[] ofFields(byte[] fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(fields.length + 256);
        writeFields(HeaderScan.of(fields), out);
        return out.toByteArray();
    }

    private static void writeFields(HeaderScan scan, ByteArrayOutputStream out) {
        byte[] octets = scan.octets();
        long limit = 4L * octets.length + GROWTH_MAX;
        for (HeaderScan.Field field : scan.fields()) {
            ByteBuffer whole = ByteBuffer.wrap(octets);
            if (!OctetScan.nonAscii(whole, field.start(), field.end())) {
                out.write(octets, field.start(), field.end() - field.start());
            } else if (out.size() < limit) {
                out.writeBytes(written(field, scan.text(field)).getBytes(US_ASCII));
            }
        }
    }

    private static String written(HeaderScan.Field field, FieldText text) {
        String name = field.name();
        String key = name.toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.length() > FieldWriter.NAME_MAX) {
            return encoded("Downgraded-Line", text);
        }
        if (ADDRESSES.contains(key)) {
            return addresses(name, text);
        }
        if (PATHS.contains(key)) {
            return name
                    + ": "
                    + (key.equals("return-path") ? "<" + INVALID + ">" : INVALID)
                    + "\r\n";
        }
        if (WITH_PARAMETERS.contains(key) && Parameters.canKeep(text)) {
            FieldWriter writer = new FieldWriter(name);
            Parameters.write(text, writer);
            return writer.finish();
        }
        if (key.equals("received")) {
            return received(name, text);
        }
        boolean structured = STRUCTURED.contains(key) || WITH_PARAMETERS.contains(key);
        return encoded(structured ? "Downgraded-" + name : name, text);
    }

    private static String encoded(String name, FieldText text) {
        FieldWriter writer = new FieldWriter(name);
        writer.unstructured(text);
        return writer.finish();
    }

    private static String addresses(String name, FieldText text) {
        List<AddressList.Part> parts = AddressList.parse(text.text());
        long unfit = parts.stream().filter(part -> !isFit(part)).count();
        if (unfit > REPLACED_MAX) {
            return encoded("Downgraded-" + name, text);
        }
        FieldWriter writer = new FieldWriter(name);
        for (int at = 0; at < parts.size(); at++) {
            boolean last = at == parts.size() - 1;
            boolean comma = !last && !(parts.get(at + 1) instanceof AddressList.GroupEnd);
            address(parts.get(at), comma ? "," : "", text.utf8(), writer);
        }
        return writer.finish();
    }

    private static void address(
            AddressList.Part part, String comma, boolean utf8, FieldWriter writer) {
        switch (part) {
            case AddressList.GroupStart(String name) when isFit(part) ->
                    writer.word(" ", name + ":");
            case AddressList.GroupStart(String name) -> {
                writer.phrase(name.replace("\"", ""), utf8);
                writer.word(" ", ":"); // RFC 2047 §5: a blank between an encoded word and a special
            }
            case AddressList.GroupEnd() -> writer.word("", ";" + comma);
            case AddressList.Mailbox mailbox when isFit(part) ->
                    writer.word(" ", mailbox.source() + comma);
            case AddressList.Mailbox(_, String display, String address, boolean wellFormed) -> {
                boolean kept = wellFormed && isFit(address);
                writer.phrase(kept ? display : explained(display, address), utf8);
                writer.word(" ", "<" + (kept ? address : INVALID) + ">" + comma);
            }
        }
    }

    private static String explained(String display, String address) {
        if (display.isEmpty() || address.isEmpty()) {
            return display + address;
        }
        return display + " <" + address + ">";
    }

    private static boolean isFit(AddressList.Part part) {
        return switch (part) {
            case AddressList.GroupStart(String name) -> isFit(name);
            case AddressList.GroupEnd() -> true;
            case AddressList.Mailbox mailbox -> isFit(mailbox.source());
        };
    }

    private static boolean isFit(String text) {
        return FieldText.isPrintable(text) && text.length() <= FieldWriter.WORD_MAX;
    }

    /** A FOR clause that is not ASCII goes, the rest stays (RFC 6857 §3). */
    private static String received(String name, FieldText text) {
        String value = text.text();
        int start = 0;
        while (start < value.length() && !value.regionMatches(true, start, " for <", 0, 6)) {
            start++;
        }
        int end = value.indexOf('>', start);
        String rest = end < 0 ? value : value.substring(0, start) + value.substring(end + 1);
        boolean fit = FieldText.isPrintable(rest);
        return encoded(fit ? name : "Downgraded-" + name, fit ? new FieldText(rest, true) : text);
    }
}
