package dev.buzon.server.smtp;

import dev.buzon.message.HeaderEdit;
import dev.buzon.message.HeaderScan;
import dev.buzon.message.Surrogate;
import dev.buzon.message.Trace;
import dev.buzon.message.WireForm;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.SmtpEnvelope;
import dev.buzon.protocol.smtp.SmtpOutcome;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message between the wire and the store: its octets go through, its header gets what a post
 * office adds, and in the end it is delivered to all its recipients in one durable step. A failure
 * of the store is remembered and told at the end, so that the conversation stays in step.
 */
final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("delivery");

    /**
     * The longest line that is taken from other servers, without its CRLF (RFC 5321 §4.5.3.1.6
     * wants 998).
     */
    private static final long RECEPTION_LINE_OCTETS = 64 * 1024;

    /** The longest line of what our own people write (RFC 5322 §2.1.1). */
    private static final long SUBMISSION_LINE_OCTETS = 998;

    private static final int PIECE_OCTETS = 32 * 1024;

    /**
     * Whose message it is, as the connection knows it.
     *
     * @param peer the client's address without brackets; empty on a Unix socket
     * @param cipherSuite the TLS cipher suite, if there is TLS
     * @param id our identifier of the message, for Received, Message-ID and logs
     */
    record Origin(Optional<String> peer, Optional<String> cipherSuite, String id) {}

    private final Desk desk;
    private final Origin origin;
    private final SmtpEnvelope envelope;
    private final Arrival arrival;
    private final WireForm form;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_OCTETS);
    private Optional<StoreException> failure = Optional.empty();
    private byte[] header = {};
    private boolean headerWritten;

    /** Opens a place for a message. */
    Intake(Desk desk, Origin origin, SmtpEnvelope envelope) throws StoreException {
        this.desk = desk;
        this.origin = origin;
        this.envelope = envelope;
        this.arrival = desk.store().receive();
        this.form =
                new WireForm(
                        WireForm.Input.CRLF,
                        WireForm.HeaderGoes.HELD_BACK,
                        desk.rules().headerOctets());
    }

    /** Takes octets of the content; after a failure they go nowhere. */
    void write(ByteBuffer content) {
        while (content.hasRemaining()) {
            form.pass(content, piece);
            drain();
        }
    }

    private void drain() {
        piece.flip();
        try {
            if (piece.hasRemaining() && failure.isEmpty() && !form.headerTooLong()) {
                writeHeader();
                arrival.write(piece);
            }
        } catch (StoreException e) {
            failure = Optional.of(e);
        }
        piece.clear();
    }

    /** The content is complete: is it a message that can be taken? */
    private SmtpOutcome complete() {
        while (!form.finish(piece)) {
            drain();
        }
        drain();
        if (form.headerTooLong()) {
            return SmtpOutcome.BAD_CONTENT;
        }
        HeaderScan scan = HeaderScan.of(form.header());
        if (scan.beginsWithFold()) {
            return SmtpOutcome.BAD_CONTENT; // it would go on with the Received field put before it
        }
        if (scan.received() > desk.rules().receivedHops()) {
            LOG.warn(
                    "{}: {} goes round in circles: {} hops",
                    origin.id(),
                    envelope.from(),
                    scan.received());
            return SmtpOutcome.LOOP;
        }
        return switch (desk.kind()) {
            case RECEPTION ->
                    form.longestLine() > RECEPTION_LINE_OCTETS ? SmtpOutcome.BAD_CONTENT : kept();
            case SUBMISSION -> submitted(scan);
            case LMTP -> kept();
        };
    }

    private SmtpOutcome submitted(HeaderScan scan) {
        if (form.longestLine() > SUBMISSION_LINE_OCTETS) {
            return SmtpOutcome.BAD_CONTENT;
        }
        try {
            HeaderScan.Authors authors = scan.authors();
            if (!authors.readable()) {
                return SmtpOutcome.SENDER_NOT_OWNED; // whatever a mail program makes of it
            }
            for (String author : authors.addresses()) {
                Optional<Mailbox> mailbox = Mailbox.parse(author);
                if (mailbox.isEmpty()
                        || !Senders.owns(desk.directory(), envelope.user(), mailbox.get())) {
                    return SmtpOutcome.SENDER_NOT_OWNED;
                }
            }
        } catch (StoreException e) {
            failure = Optional.of(e);
        }
        return kept();
    }

    /** Everything so far is in the hands of the store, or it said no. */
    private SmtpOutcome kept() {
        try {
            if (failure.isEmpty()) {
                writeHeader();
                return SmtpOutcome.ACCEPTED;
            }
        } catch (StoreException e) {
            failure = Optional.of(e);
        }
        return failed(failure.get());
    }

    /** What a failure of the store says on the wire; the log gets the reason. */
    private SmtpOutcome failed(StoreException e) {
        LOG.error(
                "{}: a message from {} could not be stored: {}",
                origin.id(),
                envelope.from(),
                e.getMessage(),
                e);
        return SmtpOutcome
                .TEMPORARY_FAILURE; // whatever is wrong with our disk, the sender keeps the message
        // and tries again
    }

    private void writeHeader() throws StoreException {
        if (headerWritten) {
            return;
        }
        headerWritten = true;
        OffsetDateTime now = desk.clock().instant().atZone(desk.zone()).toOffsetDateTime();
        byte[] received = Trace.received(hop(now));
        byte[] given = form.header();
        byte[] edited =
                switch (desk.kind()) {
                    case SUBMISSION ->
                            HeaderEdit.forSubmission(
                                    given, now, origin.id() + "@" + desk.hostname());
                    case RECEPTION, LMTP -> HeaderEdit.withoutReturnPath(given);
                };
        header = new byte[received.length + edited.length];
        System.arraycopy(received, 0, header, 0, received.length);
        System.arraycopy(edited, 0, header, received.length, edited.length);
        arrival.write(ByteBuffer.wrap(header));
    }

    private Trace.Hop hop(OffsetDateTime now) {
        boolean extended = !envelope.with().equals("SMTP");
        Trace.With with =
                new Trace.With(
                        extended ? desk.kind().greeting() : Trace.Greeting.HELO,
                        envelope.parameters().smtpUtf8(),
                        origin.cipherSuite(),
                        envelope.user().isPresent());
        Optional<String> only =
                envelope.recipients().size() == 1
                        ? Optional.of(envelope.recipients().getFirst().path().toString())
                        : Optional.empty();
        return new Trace.Hop(
                envelope.client(), origin.peer(), desk.hostname(), with, origin.id(), only, now);
    }

    /**
     * Delivers to all recipients in one durable step, if the message can be taken; one outcome for
     * each of the envelope.
     */
    List<SmtpOutcome> deliver() {
        SmtpOutcome complete = complete();
        if (complete != SmtpOutcome.ACCEPTED) {
            return every(complete);
        }
        try {
            List<Recipients.Found> found = new ArrayList<>();
            for (SmtpEnvelope.Recipient recipient : envelope.recipients()) {
                found.add(Recipients.find(desk, recipient.path(), 0));
            }
            return desk.kind() == Desk.Kind.LMTP || allHaveRoom(found)
                    ? store(found)
                    : every(SmtpOutcome.OVER_QUOTA);
        } catch (StoreException e) {
            return every(failed(e));
        }
    }

    /**
     * Over SMTP one answer stands for all recipients: if one has no room, nobody gets it now and
     * the sender tries again. Counted as the store counts it, with what is put before the message:
     * or the others would get another copy each time.
     */
    private boolean allHaveRoom(Collection<Recipients.Found> found) throws StoreException {
        for (Recipients.Found one : found) {
            if (one.local().isPresent() && !hasRoom(one.local().get())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasRoom(Recipients.Local local) throws StoreException {
        int prefix = prefix(local.address()).length;
        return Recipients.hasRoom(desk, local.account(), prefix + arrival.octets());
    }

    private List<SmtpOutcome> store(List<Recipients.Found> found) throws StoreException {
        Map<Address, Arrival.Delivery> deliveries =
                new LinkedHashMap<>(); // one copy a person, however many names
        for (Recipients.Found one : found) {
            one.local()
                    .ifPresent(local ->
                            deliveries.computeIfAbsent(
                                    local.account().address(),
                                    account -> delivery(account, local.address())));
        }
        Optional<Octets> surrogate =
                ascii(header) ? Optional.empty() : Optional.of(Octets.of(Surrogate.of(header)));
        List<Arrival.Outcome> stored =
                arrival.deliver(
                        new Arrival.Facts(header.length, surrogate),
                        List.copyOf(deliveries.values()));
        Map<Address, SmtpOutcome> outcomes = new LinkedHashMap<>();
        int at = 0;
        for (Address account : deliveries.keySet()) {
            outcomes.put(account, outcome(stored.get(at++)));
        }
        LOG.info(
                "{}: {} octets by {} from {} to {}: {}",
                origin.id(),
                arrival.octets(),
                origin.peer().orElse("a local socket"),
                envelope.from(),
                deliveries.keySet(),
                outcomes.values());
        return found.stream()
                .map(one ->
                        one.local()
                                .map(Recipients.Local::account)
                                .map(Account::address)
                                .map(outcomes::get)
                                .orElse(one.outcome()))
                .toList();
    }

    private Arrival.Delivery delivery(Address account, String usedAddress) {
        byte[] prefix = prefix(usedAddress);
        Optional<Octets> surrogate =
                ascii(prefix)
                        ? Optional.empty()
                        : Optional.of(Octets.of(Surrogate.ofFields(prefix)));
        return new Arrival.Delivery(account, Octets.of(prefix), surrogate, Arrival.Folder.INBOX);
    }

    /** The fields that final delivery puts first (S-014, S-015). */
    private byte[] prefix(String usedAddress) {
        String from =
                switch (envelope.from()) {
                    case ReversePath.Nobody() -> "";
                    case ReversePath.Sender(var mailbox) -> mailbox.toString();
                };
        byte[] returnPath = Trace.returnPath(from);
        byte[] deliveredTo = Trace.deliveredTo(usedAddress);
        byte[] prefix = new byte[returnPath.length + deliveredTo.length];
        System.arraycopy(returnPath, 0, prefix, 0, returnPath.length);
        System.arraycopy(deliveredTo, 0, prefix, returnPath.length, deliveredTo.length);
        return prefix;
    }

    private static SmtpOutcome outcome(Arrival.Outcome outcome) {
        return switch (outcome) {
            case Arrival.Outcome.Stored _ -> SmtpOutcome.ACCEPTED;
            case Arrival.Outcome.OverQuota() -> SmtpOutcome.OVER_QUOTA;
            case Arrival.Outcome.Unknown() -> SmtpOutcome.UNKNOWN_RECIPIENT;
        };
    }

    private List<SmtpOutcome> every(SmtpOutcome outcome) {
        return envelope.recipients().stream().map(_ -> outcome).toList();
    }

    private static boolean ascii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    /** Drops what was not delivered. */
    @Override
    public void close() {
        arrival.close();
    }
}
