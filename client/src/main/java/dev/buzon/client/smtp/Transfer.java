package dev.buzon.client.smtp;

import dev.buzon.protocol.dot.DotStuffer;
import dev.buzon.protocol.dot.LineEnds;
import dev.buzon.protocol.smtp.ForwardPath;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.protocol.smtp.RcptParameters;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.SmtpCapabilities;
import dev.buzon.protocol.smtp.SmtpCommand;
import dev.buzon.protocol.smtp.SmtpReply;
import dev.buzon.protocol.smtp.SmtpTransfer;
import dev.buzon.protocol.smtp.SmtpTransfer.Step;
import java.io.IOException;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** One message on its way over a connection: the driver of a {@link SmtpTransfer}. */
final class Transfer {
    /**
     * The server may think longer about a whole message than about a command (RFC 5321 §4.5.3.2.6),
     * and who gives up too early sends it twice.
     */
    private static final int PATIENCE = 2;

    private final SmtpWire wire;
    private final Letter letter;
    private final SmtpTransfer transfer;
    private final ByteBuffer part = ByteBuffer.allocate(BodyOctets.PART_OCTETS);
    private final ByteBuffer stuffed = ByteBuffer.allocate(BodyOctets.PART_OCTETS);
    private boolean ended;
    private Optional<SubmissionException> broken = Optional.empty();

    Transfer(SmtpWire wire, SmtpCapabilities server, Letter letter, Envelope envelope) {
        this.wire = wire;
        this.letter = letter;
        boolean utf8 = server.has("SMTPUTF8");
        this.transfer =
                new SmtpTransfer(
                        new SmtpTransfer.Outgoing(
                                from(envelope.from(), utf8),
                                envelope.recipients().stream()
                                        .map(one -> rcpt(one, envelope.reports(), utf8))
                                        .toList(),
                                letter.octets(),
                                letter.eightBit(),
                                letter.utf8Header(),
                                envelope.reports().ret(),
                                envelope.reports().name()),
                        server,
                        false);
    }

    /** Sends it; what is known of each recipient. */
    SmtpTransfer.Result run(Sending sending) {
        try (WireContent content = letter.content()) {
            Step step = transfer.start();
            while (true) {
                switch (step) {
                    case Step.Write(var commands) -> {
                        for (SmtpCommand command : commands) {
                            write(command, content, sending);
                        }
                    }
                    case Step.WriteContent() -> writeStuffed(content, sending);
                    case Step.WriteNothing() ->
                            wire.content(ByteBuffer.wrap(new byte[] {'.', '\r', '\n'}));
                    case Step.Await() -> {}
                    case Step.Done(var result) -> {
                        return result;
                    }
                }
                step = transfer.on(reply());
            }
        } catch (SubmissionException e) {
            return brokenBy(e);
        } catch (IOException e) {
            return brokenBy(new SubmissionException.Unreadable(e));
        }
    }

    /** What is known when it could not even begin. */
    SmtpTransfer.Result notBegun() {
        return transfer.lost();
    }

    /** What ended the session, if something did. */
    Optional<SubmissionException> broken() {
        return broken;
    }

    private SmtpTransfer.Result brokenBy(SubmissionException why) {
        broken = Optional.of(why);
        wire.close();
        return ended ? transfer.lost() : transfer.brokeOff();
    }

    private SmtpReply reply() throws SubmissionException {
        Duration limit = wire.readLimit();
        return wire.reply(ended ? limit.multipliedBy(PATIENCE) : limit);
    }

    private void write(SmtpCommand command, WireContent content, Sending sending)
            throws IOException {
        wire.send(command);
        if (command instanceof SmtpCommand.Bdat(var octets, var last)) {
            // The last octet is kept back: without it the server has no message.
            copy(content, last && octets > 0 ? octets - 1 : octets, sending);
            if (last) {
                end(sending);
                copy(content, content.remaining(), sending);
            }
            wire.contentSent(octets);
        }
    }

    /** So many octets of the message as they are. */
    private void copy(WireContent content, long octets, Sending sending) throws IOException {
        long left = octets;
        while (left > 0) {
            part.clear().limit((int) Math.min(left, part.capacity()));
            content.read(part);
            left -= part.position();
            wire.content(part.flip());
            sending.sent(letter.octets() - content.remaining());
        }
    }

    /** The message with its dots doubled, and the end (RFC 5321 §4.5.2). */
    private void writeStuffed(WireContent content, Sending sending) throws IOException {
        DotStuffer stuffer = new DotStuffer(LineEnds.KEPT);
        while (content.remaining() > 0) {
            part.clear();
            content.read(part);
            part.flip();
            while (part.hasRemaining()) {
                stuffer.stuff(part, stuffed.clear());
                wire.content(stuffed.flip());
            }
            sending.sent(letter.octets() - content.remaining());
        }
        end(sending);
        stuffer.finish(stuffed.clear());
        wire.contentSent(letter.octets());
        wire.content(stuffed.flip());
    }

    private void end(Sending sending) throws IOException {
        sending.ending();
        ended = true;
    }

    private static ReversePath from(ReversePath path, boolean utf8) {
        return path instanceof ReversePath.Sender(var mailbox)
                ? new ReversePath.Sender(carried(mailbox, utf8))
                : path;
    }

    private static SmtpCommand.Rcpt rcpt(Mailbox mailbox, Envelope.Reports reports, boolean utf8) {
        return new SmtpCommand.Rcpt(
                new ForwardPath.To(carried(mailbox, utf8)),
                new RcptParameters(reports.notifyOn(), Optional.empty()));
    }

    /** For a server of ASCII only, a domain in its ASCII form (RFC 5890 §2.3.2.1). */
    private static Mailbox carried(Mailbox mailbox, boolean utf8) {
        if (utf8 || !mailbox.needsUtf8()) {
            return mailbox;
        }
        try {
            return new Mailbox(
                    mailbox.localPart(), IDN.toASCII(mailbox.domain(), IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException _) {
            return mailbox; // and so it is told that it needs SMTPUTF8
        }
    }
}
