package dev.buzon.client.smtp;

import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.protocol.smtp.SmtpCapabilities;
import dev.buzon.protocol.smtp.SmtpCommand;
import dev.buzon.protocol.smtp.SmtpReply;
import dev.buzon.protocol.smtp.SmtpTransfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connection to a submission server that is ready to take messages, one after the other. Used by
 * one thread; only {@link #cancel} may come from another.
 */
public final class SubmissionSession implements AutoCloseable {
    /** The most recipients of one transfer: what every server takes (RFC 5321 §4.5.3.1.8). */
    public static final int RECIPIENTS = 100;

    /** How long the answer to QUIT is waited for. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final SmtpWire wire;
    private final SmtpCapabilities capabilities;
    private final Optional<Mechanism> mechanism;
    private boolean usable = true;
    private boolean forgetFirst;

    SubmissionSession(SmtpWire wire, SmtpCapabilities capabilities, Optional<Mechanism> mechanism) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.mechanism = mechanism;
    }

    /** What the server offers. */
    public SmtpCapabilities capabilities() {
        return capabilities;
    }

    /** How we logged in; empty without a login. Worth remembering if it was SCRAM (C-016). */
    public Optional<Mechanism> mechanism() {
        return mechanism;
    }

    /** Whether another message can be sent here. */
    public boolean isUsable() {
        return usable;
    }

    /** Sends a message and says what became of it for everyone. */
    public SendReport send(Letter letter, Envelope envelope) {
        return send(letter, envelope, Sending.unwatched());
    }

    /**
     * Sends a message; to more than {@value #RECIPIENTS} recipients in several transfers. Does not
     * throw when the line breaks: the report says what is known of each recipient, and why the
     * session is over.
     */
    public SendReport send(Letter letter, Envelope envelope, Sending sending) {
        List<SendReport.Recipient> fates = new ArrayList<>();
        Optional<SubmissionException> broken = Optional.empty();
        List<Mailbox> all = envelope.recipients();
        for (int from = 0; from < all.size(); from += RECIPIENTS) {
            List<Mailbox> some = all.subList(from, Math.min(all.size(), from + RECIPIENTS));
            Transfer transfer = new Transfer(wire, capabilities, letter, envelope.to(some));
            if (usable && broken.isEmpty()) {
                broken = forget();
            }
            SmtpTransfer.Result result =
                    usable && broken.isEmpty() ? transfer.run(sending) : transfer.notBegun();
            broken = broken.or(transfer::broken);
            usable &= result.reusable() && broken.isEmpty();
            for (int i = 0; i < some.size(); i++) {
                Fate fate = Fate.of(result.fates().get(i));
                forgetFirst |= fate.kind() != Fate.Kind.TAKEN;
                fates.add(new SendReport.Recipient(some.get(i), fate));
            }
        }
        if (!usable) {
            wire.close();
        }
        return new SendReport(fates, broken);
    }

    /** After a refusal the server may still be in the middle of the message (RFC 2920 §3.1). */
    private Optional<SubmissionException> forget() {
        if (!forgetFirst) {
            return Optional.empty();
        }
        try {
            wire.send(new SmtpCommand.Rset());
            SmtpReply reply = wire.reply();
            forgetFirst = false;
            return reply.kind() == SmtpReply.Kind.DONE
                    ? Optional.empty()
                    : Optional.of(SubmissionException.of("go on", reply));
        } catch (SubmissionException e) {
            return Optional.of(e);
        }
    }

    /** Ends whatever this session does, from another thread. */
    public void cancel() {
        wire.connection().cancel();
    }

    /** Says goodbye, and does not wait long for an answer. */
    @Override
    public void close() {
        if (usable) {
            usable = false;
            try {
                wire.send(new SmtpCommand.Quit());
                wire.replySoon(FAREWELL);
            } catch (SubmissionException _) {
                // gone is gone
            }
        }
        wire.close();
    }
}
