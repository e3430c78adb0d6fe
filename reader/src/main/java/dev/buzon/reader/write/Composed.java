package dev.buzon.reader.write;

import dev.buzon.message.MailDate;
import dev.buzon.reader.write.DraftRefusedException.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A draft as octets: seven bits and short lines, but for an attached message that has longer ones.
 * Attachments are read from where they are while the octets are read, so that none of them is ever
 * in memory whole. Lines end with LF, as files of mail on this machine have them; {@link
 * dev.buzon.client.smtp.Letter} makes CRLF of it.
 */
public final class Composed {
    /** What writes messages, as its User-Agent says. */
    static final String AGENT = "Buzon";

    /** The type of a message in a message. */
    static final String MESSAGE = "message/rfc822";

    /** What the octets are for. */
    public enum Form {
        /** To be kept and edited again: with Bcc and what only a draft knows. */
        DRAFT,
        /** To be sent, and to be kept as what was sent: with Bcc, which whoever sends takes out. */
        LETTER
    }

    /** A piece of the octets. */
    private interface Piece {
        InputStream open() throws IOException;
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final Draft draft;
    private final int boundaries;

    private Composed(Draft draft) {
        this.draft = draft;
        this.boundaries = draft.hashCode();
    }

    /**
     * A draft in this form.
     *
     * @param date what its Date says
     * @param version how often it was kept before, for {@link Form#DRAFT}
     * @throws DraftRefusedException when it cannot be kept, or for {@link Form#LETTER} not be sent
     * @throws IOException when an attachment cannot be looked at
     */
    public static Composed of(Draft draft, Form form, OffsetDateTime date, long version)
            throws IOException {
        switch (form) {
            case DRAFT -> DraftCheck.keepable(draft);
            case LETTER -> DraftCheck.sendable(draft);
        }
        Composed composed = new Composed(draft);
        Fields fields = composed.header(form, date, version);
        composed.body(fields);
        return composed;
    }

    private Fields header(Form form, OffsetDateTime date, long version) {
        Fields fields = new Fields();
        fields.people("From", List.of(draft.from()));
        fields.people("To", draft.to());
        fields.people("Cc", draft.cc());
        fields.people("Bcc", draft.bcc());
        if (form == Form.LETTER && draft.to().isEmpty() && draft.cc().isEmpty()) {
            fields.words("To", List.of("undisclosed-recipients:;"));
        }
        fields.text("Subject", draft.subject());
        fields.words("Date", List.of(MailDate.print(date)));
        fields.words("Message-ID", List.of("<" + draft.messageId() + ">"));
        draft.inReplyTo().ifPresent(id -> fields.words("In-Reply-To", List.of("<" + id + ">")));
        if (!draft.references().isEmpty()) {
            fields.words(
                    "References",
                    MessageIds.bounded(draft.references()).stream()
                            .map(id -> "<" + id + ">")
                            .toList());
        }
        if (draft.receipts().read()) {
            fields.people("Disposition-Notification-To", List.of(draft.from()));
        }
        fields.words("User-Agent", List.of(AGENT));
        if (form == Form.DRAFT) {
            fields.raw(DraftMemo.of(draft, version).field());
        }
        fields.words("MIME-Version", List.of("1.0"));
        return fields;
    }

    private void body(Fields fields) throws IOException {
        if (draft.attachments().isEmpty()) {
            text(fields);
            return;
        }
        String boundary = boundary(0);
        fields.raw("Content-Type: multipart/mixed;\r\n boundary=\"" + boundary + "\"");
        add(fields);
        delimiter(boundary, "");
        text(new Fields());
        for (Attachment one : draft.attachments()) {
            delimiter(boundary, "");
            attachment(one);
        }
        delimiter(boundary, "--");
    }

    private void text(Fields fields) {
        String plain = FlowedText.travelling(draft.text());
        Optional<String> html = draft.html();
        if (html.isEmpty()) {
            text(fields, "text/plain; charset=utf-8; format=flowed", plain);
            return;
        }
        String boundary = boundary(1);
        fields.raw("Content-Type: multipart/alternative;\r\n boundary=\"" + boundary + "\"");
        add(fields);
        delimiter(boundary, "");
        text(new Fields(), "text/plain; charset=utf-8; format=flowed", plain);
        delimiter(boundary, "");
        text(new Fields(), "text/html; charset=utf-8", FlowedText.clean(html.get()));
        delimiter(boundary, "--");
    }

    private void text(Fields fields, String type, String text) {
        TransferText encoded = TransferText.of(text);
        fields.raw("Content-Type: " + type);
        fields.raw("Content-Transfer-Encoding: " + encoded.encoding());
        add(fields);
        add(encoded.octets());
    }

    private void attachment(Attachment one) throws IOException {
        boolean message = one.type().equals(MESSAGE) && isSevenBit(one);
        Fields fields = new Fields();
        String type = message ? MESSAGE : AttachedNames.type(one);
        fields.raw("Content-Type: " + type + AttachedNames.parameter("name", one.name()));
        fields.raw("Content-Transfer-Encoding: " + (message ? "7bit" : "base64"));
        fields.raw(
                "Content-Disposition: attachment"
                        + AttachedNames.parameter("filename", one.name())
                        + AttachedNames.extended("filename", one.name()));
        add(fields);
        Attachment.Content content = one.content();
        pieces.add(
                message
                        ? () -> new WithoutReturns(content.open())
                        : () -> new Base64Stream(content.open()));
    }

    /**
     * Whether a message can be in another one as it is: RFC 2046 §5.2.1 allows no encoding there.
     */
    private static boolean isSevenBit(Attachment one) throws IOException {
        try (InputStream in = one.content().open()) {
            return WithoutReturns.isSevenBit(in);
        } catch (java.nio.file.NoSuchFileException _) {
            throw new DraftRefusedException(Why.ATTACHMENT_GONE, "attachments", one.name());
        }
    }

    private void delimiter(String boundary, String end) {
        add(("\n--" + boundary + end + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void add(Fields fields) {
        add(fields.octets());
        add(new byte[] {'\n'});
    }

    private void add(byte[] octets) {
        pieces.add(() -> new ByteArrayInputStream(octets));
    }

    /** {@code =_} is in no text that is encoded; the rest nobody can guess who writes before us. */
    private String boundary(int number) {
        return "=_" + draft.id() + "_" + Integer.toHexString(boundaries) + "_" + number;
    }

    /** Its Message-ID without angle brackets. */
    public String messageId() {
        return draft.messageId();
    }

    /** The octets from the beginning; to be closed. */
    public InputStream open() {
        return new Sequence(pieces.iterator());
    }

    /** All octets, for messages that are known to be small. */
    public byte[] octets() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** One piece after the other, each opened when its turn comes. */
    private static final class Sequence extends InputStream {
        private final Iterator<Piece> rest;
        private InputStream now = InputStream.nullInputStream();

        Sequence(Iterator<Piece> rest) {
            this.rest = rest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = now.read(into, from, length);
            while (count < 0 && rest.hasNext()) {
                now.close();
                now = rest.next().open();
                count = now.read(into, from, length);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            now.close();
        }
    }
}
