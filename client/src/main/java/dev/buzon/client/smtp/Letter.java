package dev.buzon.client.smtp;

import dev.buzon.client.smtp.SubmissionException.Fault;
import dev.buzon.client.smtp.SubmissionException.Unsendable;
import dev.buzon.message.HeaderEdit;
import dev.buzon.message.HeaderScan;
import dev.buzon.message.Surrogate;
import dev.buzon.protocol.smtp.Mailbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A message that was looked at from beginning to end and is fit to be sent: lines end in CRLF
 * (whatever they ended in before), Bcc is gone, Date and Message-ID are there (RFC 6409 §8). Only
 * the header is in memory; the body is read again, from the same source, each time it is sent.
 *
 * <p>A header that is not in ASCII is encoded (RFC 2047), so that any server can take it; only an
 * address that is not in ASCII stays, and needs SMTPUTF8 (RFC 6531). Bodies are never changed but
 * for their line ends.
 */
public final class Letter {
    /** The longest line without its CRLF (RFC 5322 §2.1.1, S-045). */
    public static final int LINE_OCTETS = 998;

    /** Where the octets of a message are, to be read as often as it takes. */
    @FunctionalInterface
    public interface Source {
        /** The octets from the beginning. */
        InputStream open() throws IOException;
    }

    private final Source source;
    private final HeaderScan original;
    private final byte[] header;
    private final long bodyOctets;
    private final boolean eightBit;
    private final boolean utf8Header;

    private Letter(
            Source source,
            HeaderScan original,
            byte[] header,
            long bodyOctets,
            boolean eightBit,
            boolean utf8Header) {
        this.source = source;
        this.original = original;
        this.header = header;
        this.bodyOctets = bodyOctets;
        this.eightBit = eightBit;
        this.utf8Header = utf8Header;
    }

    /** The message in a file, which must stay as it is until it is sent. */
    public static Letter in(Path file) throws IOException {
        return from(() -> Files.newInputStream(file), Clock.system(ZoneId.systemDefault()));
    }

    /** The message in these octets. */
    public static Letter of(byte[] octets) throws Unsendable {
        byte[] own = octets.clone();
        try {
            return from(() -> new ByteArrayInputStream(own), Clock.system(ZoneId.systemDefault()));
        } catch (Unsendable e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("octets in memory can be read", e);
        }
    }

    /**
     * The message from a source.
     *
     * @param clock says the Date of a message that has none
     * @throws Unsendable when it is not fit to be sent
     * @throws IOException when it cannot be read
     */
    public static Letter from(Source source, Clock clock) throws IOException {
        BodyOctets body = new BodyOctets(source.open());
        ByteBuffer part = ByteBuffer.allocate(BodyOctets.PART_OCTETS);
        try (body) {
            while (body.read(part)) {
                part.clear();
            }
        }
        if (body.form().headerTooLong()) {
            throw new Unsendable(Fault.LONG_HEADER, "");
        }
        if (body.hasNul()) {
            throw new Unsendable(Fault.NUL, "");
        }
        HeaderScan original = HeaderScan.of(body.form().header());
        byte[] edited =
                HeaderEdit.forSubmission(
                        body.form().header(), OffsetDateTime.now(clock), messageId(original));
        byte[] header = inAscii(edited);
        long longest = Math.max(longestLine(header), body.longestLine());
        if (longest > LINE_OCTETS) {
            throw new Unsendable(Fault.LONG_LINE, Long.toString(longest));
        }
        boolean utf8Header = !isAscii(header);
        return new Letter(
                source, original, header, body.octets(), utf8Header || body.eightBit(), utf8Header);
    }

    /**
     * From whom and to whom, as the header says it: Sender or else From; To, Cc and Bcc. For a
     * message that is sent on with Resent fields those count (RFC 5322 §3.6.6).
     *
     * @throws Unsendable when the header does not say it, or not in a way that can be understood
     */
    public Envelope envelope() throws Unsendable {
        boolean resent =
                original.has("Resent-To")
                        || original.has("Resent-Cc")
                        || original.has("Resent-Bcc");
        String prefix = resent ? "Resent-" : "";
        List<String> recipients = new ArrayList<>();
        for (String name : List.of("To", "Cc", "Bcc")) {
            HeaderScan.Mailboxes mailboxes = original.mailboxes(prefix + name);
            for (String address : mailboxes.addresses()) {
                Envelope.mailbox(address);
            }
            if (!mailboxes.wellFormed()) {
                throw new Unsendable(
                        Fault.BAD_ADDRESS, String.join(", ", original.values(prefix + name)));
            }
            recipients.addAll(mailboxes.addresses());
        }
        return Envelope.of(sender(prefix).toString(), recipients);
    }

    /**
     * Who sends it, as the header says it.
     *
     * @throws Unsendable when it does not say it
     */
    public Mailbox sender() throws Unsendable {
        return sender("");
    }

    private Mailbox sender(String prefix) throws Unsendable {
        String field = original.has(prefix + "Sender") ? "Sender" : "From";
        HeaderScan.Mailboxes mailboxes = original.mailboxes(prefix + field);
        if (mailboxes.addresses().size() != 1 || !mailboxes.wellFormed()) {
            throw new Unsendable(Fault.NO_SENDER, "");
        }
        return Envelope.mailbox(mailboxes.addresses().getFirst());
    }

    /** The Message-ID with its angle brackets; the same each time it is sent. */
    public String messageId() {
        return HeaderScan.of(header).values("Message-ID").getFirst();
    }

    /** The values of all fields of this name, unfolded; of Bcc too, which is not sent. */
    public List<String> values(String field) {
        return original.values(field);
    }

    /** Octets of the message as it is sent, before dots are doubled. */
    public long octets() {
        return header.length + bodyOctets;
    }

    /** Whether octets above 127 are in it. */
    public boolean eightBit() {
        return eightBit;
    }

    /** Whether its header needs SMTPUTF8. */
    public boolean utf8Header() {
        return utf8Header;
    }

    /** The message as it is sent, from the beginning. */
    WireContent content() throws IOException {
        return new WireContent(header.clone(), new BodyOctets(source.open()), octets());
    }

    /** Copies the message as it is sent. */
    public void writeTo(java.nio.channels.WritableByteChannel out) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(BodyOctets.PART_OCTETS);
        try (WireContent content = content()) {
            while (content.remaining() > 0) {
                content.read(part);
                part.flip();
                while (part.hasRemaining()) {
                    out.write(part);
                }
                part.clear();
            }
        }
    }

    private static String messageId(HeaderScan header) {
        List<String> from = header.mailboxes("From").addresses();
        String domain =
                from.isEmpty()
                        ? "localhost"
                        : from.getFirst().substring(from.getFirst().lastIndexOf('@') + 1);
        boolean fit = domain.matches("[A-Za-z0-9.-]{1,255}");
        return UUID.randomUUID() + "@" + (fit ? domain : "localhost");
    }

    /** The header with what is not ASCII encoded, as long as every address can stay as it is. */
    private static byte[] inAscii(byte[] header) throws Unsendable {
        if (isAscii(header)) {
            return header;
        }
        byte[] encoded = Surrogate.of(header);
        HeaderScan scan = HeaderScan.of(encoded);
        String text = new String(encoded, StandardCharsets.US_ASCII);
        if (!text.contains(Surrogate.INVALID)
                && !text.contains("\r\nDowngraded-")
                && !text.startsWith("Downgraded-")
                && scan.has("Message-ID")) {
            return encoded;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(header));
            return header;
        } catch (CharacterCodingException _) {
            throw new Unsendable(Fault.HEADER_CHARACTERS, "");
        }
    }

    private static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    private static long longestLine(byte[] header) {
        int longest = 0;
        int start = 0;
        for (int at = 0; at < header.length; at++) {
            if (header[at] == '\n') {
                longest = Math.max(longest, at - 1 - start);
                start = at + 1;
            }
        }
        return longest;
    }
}
