package dev.buzon.client.smtp;

import dev.buzon.client.net.Connection;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Printable;
import dev.buzon.client.net.WireLog;
import dev.buzon.protocol.smtp.SmtpCommand;
import dev.buzon.protocol.smtp.SmtpPrinter;
import dev.buzon.protocol.smtp.SmtpReply;
import dev.buzon.protocol.smtp.SmtpReplyDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Commands out and replies in, over one connection; what goes out waits until somebody reads, so
 * that a group of commands is one write (RFC 2920 §3.1). A whole reply must come within its limit.
 */
final class SmtpWire implements AutoCloseable {
    private final Connection connection;
    private final WireLog log;
    private final Duration readLimit;
    private SmtpReplyDecoder decoder = new SmtpReplyDecoder();

    SmtpWire(Connection connection, WireLog log, Duration readLimit) {
        this.connection = connection;
        this.log = log;
        this.readLimit = readLimit;
    }

    /** Puts a command where the next read will send it. */
    void send(SmtpCommand command) {
        byte[] line = SmtpPrinter.octets(command);
        connection.write(line);
        log.sent(Printable.text(blotted(command, line)));
        Arrays.fill(line, (byte) 0);
    }

    /** Puts a line of a SASL exchange where the next read will send it. */
    void respond(String base64) {
        connection.write((base64 + "\r\n").getBytes(StandardCharsets.US_ASCII));
        log.sent(base64.equals("*") ? "*" : "***");
    }

    /** Sends octets of a message, and those before them. */
    void content(ByteBuffer octets) throws SubmissionException {
        byte[] part = new byte[octets.remaining()];
        octets.get(part);
        connection.write(part);
        flush();
    }

    /** Tells the log that so many octets of a message went out. */
    void contentSent(long octets) {
        log.sent("(%,d octets)".formatted(octets));
    }

    /** Sends what waits. */
    void flush() throws SubmissionException {
        try {
            connection.flush();
        } catch (NetException e) {
            throw SubmissionException.of(e);
        }
    }

    /** The next reply. */
    SmtpReply reply() throws SubmissionException {
        return reply(readLimit);
    }

    /** The next reply, within this time or the read limit, whichever is shorter. */
    SmtpReply replySoon(Duration limit) throws SubmissionException {
        return reply(limit.compareTo(readLimit) < 0 ? limit : readLimit);
    }

    /** The next reply, within this time. */
    SmtpReply reply(Duration limit) throws SubmissionException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<SmtpReplyDecoder.Received> received = decoder.read(connection.input());
            if (received.isPresent()) {
                return switch (received.get()) {
                    case SmtpReplyDecoder.Received.Reply(var reply) -> {
                        tell(reply);
                        yield reply;
                    }
                    case SmtpReplyDecoder.Received.Fault() ->
                            throw violation("that is no reply of a mail server");
                };
            }
            try {
                if (!connection.fill(Duration.ofNanos(deadlineNanos - System.nanoTime()))) {
                    close();
                    throw new SubmissionException.ConnectionLost(
                            connection.server() + " closed the connection", null);
                }
            } catch (NetException e) {
                close(); // an answer that comes late must not be taken for that to another command
                throw SubmissionException.of(e);
            }
        }
    }

    /**
     * Makes sure that nothing came that nobody asked for; to be called when no answer is owed.
     *
     * @throws SubmissionException.Violation when something did
     */
    void quiet() throws SubmissionException.Violation {
        if (connection.input().hasRemaining()) {
            throw violation("octets that nobody asked for");
        }
    }

    /** Begins TLS; octets that came in clear behind the answer are a reason to stop. */
    void secure() throws SubmissionException {
        try {
            connection.secure();
            decoder = new SmtpReplyDecoder();
        } catch (NetException e) {
            throw SubmissionException.of(e);
        }
    }

    Connection connection() {
        return connection;
    }

    /** How long an answer may take. */
    Duration readLimit() {
        return readLimit;
    }

    SubmissionException.Violation violation(String why) {
        close();
        log.event("closed: " + why);
        return new SubmissionException.Violation(
                connection.server() + " does not speak SMTP as it should: " + why);
    }

    @Override
    public void close() {
        connection.close();
    }

    private void tell(SmtpReply reply) {
        if (reply.code() == 334) {
            log.received("334 (a challenge)");
            return;
        }
        String status = reply.status().map(text -> text + " ").orElse("");
        for (int i = 0; i < reply.lines().size(); i++) {
            char mark = i < reply.lines().size() - 1 ? '-' : ' ';
            log.received(Printable.text(reply.code() + "" + mark + status + reply.lines().get(i)));
        }
    }

    private static String blotted(SmtpCommand command, byte[] line) {
        return command instanceof SmtpCommand.Auth(var mechanism, var initial)
                ? "AUTH " + mechanism + (initial.isPresent() ? " ***" : "")
                : new String(line, StandardCharsets.UTF_8).strip();
    }
}
