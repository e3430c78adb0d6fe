package dev.buzon.client.pop3;

import dev.buzon.client.net.Connection;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Printable;
import dev.buzon.client.net.WireLog;
import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.CommandPrinter;
import dev.buzon.protocol.pop3.ReplyDecoder;
import dev.buzon.protocol.pop3.ReplyDecoder.Expected;
import dev.buzon.protocol.pop3.ReplyDecoder.Heard;
import dev.buzon.protocol.pop3.StatusLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Commands out and lines of answers in, over one connection; what goes out waits until somebody
 * reads, so that a group of commands is one write (RFC 2449 §6.6). A whole line must come within
 * the read limit, so a server that drips does not hold anybody for ever.
 */
final class Wire implements AutoCloseable {
    /**
     * Heap that a line of a listing needs, with its identifier and what goes with it, in octets.
     */
    private static final long LINE_HEAP_OCTETS = 400;

    /** The most lines of a listing that are read; fewer in a small heap. */
    static final int LISTING_LINES =
            Math.clamp(Runtime.getRuntime().maxMemory() / LINE_HEAP_OCTETS, 1_000, 1_000_000);

    /** The most octets of a listing that are read; fewer in a small heap. */
    static final long LISTING_OCTETS = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

    /** The most lines of an answer to CAPA that are read. */
    static final int CAPA_LINES = 1_000;

    private final Connection connection;
    private final WireLog log;
    private final Duration readLimit;
    private ReplyDecoder decoder = new ReplyDecoder();
    private List<Listed> suspects = List.of();

    Wire(Connection connection, WireLog log, Duration readLimit) {
        this.connection = connection;
        this.log = log;
        this.readLimit = readLimit;
    }

    /** Puts a command where the next read will send it. */
    void send(Command command) {
        byte[] line = CommandPrinter.print(command);
        connection.write(line);
        Arrays.fill(line, (byte) 0);
        log.sent(Printable.text(Blot.command(command)));
    }

    /** Puts a line of a SASL exchange where the next read will send it. */
    void respond(String base64) {
        connection.write(CommandPrinter.response(base64));
        log.sent(base64.equals("*") ? "*" : "***");
    }

    /** The first line of the next answer. */
    StatusLine status() throws Pop3Exception {
        return status(readLimit);
    }

    /** The first line of the next answer, which must come within this time. */
    StatusLine status(Duration limit) throws Pop3Exception {
        return switch (hear(Expected.STATUS, System.nanoTime() + limit.toNanos())) {
            case Heard.Status(var line) -> {
                suspects = List.of();
                yield line;
            }
            case Heard.Violation(var why) -> throw violation(why);
            case Heard.More _, Heard.Challenge _, Heard.Item _, Heard.EndOfListing _ ->
                    throw violation("an answer of the wrong kind");
        };
    }

    /** The same, within this time or the read limit, whichever is shorter. */
    StatusLine statusSoon(Duration limit) throws Pop3Exception {
        return status(limit.compareTo(readLimit) < 0 ? limit : readLimit);
    }

    /** The next line of a SASL exchange: a status or a challenge. */
    Heard statusOrChallenge() throws Pop3Exception {
        Heard heard = hear(Expected.STATUS_OR_CHALLENGE, System.nanoTime() + readLimit.toNanos());
        if (heard instanceof Heard.Violation(var why)) {
            throw violation(why);
        }
        return heard;
    }

    /** Reads the lines of a listing up to its end, within bounds (TRUST C2). */
    void listing(int mostLines, Consumer<String> line) throws Pop3Exception {
        listing(mostLines, readLimit, line);
    }

    private void listing(int mostLines, Duration limitPerLine, Consumer<String> line)
            throws Pop3Exception {
        long octets = 0;
        for (int lines = 0; ; lines++) {
            Heard heard = hear(Expected.LISTING, System.nanoTime() + limitPerLine.toNanos());
            switch (heard) {
                case Heard.Item(var text) -> {
                    octets += text.length() + 2;
                    if (lines >= mostLines || octets > LISTING_OCTETS) {
                        throw violation("a listing without end");
                    }
                    line.accept(text);
                }
                case Heard.EndOfListing() -> {
                    log.received("(%,d lines, %,d octets)".formatted(lines, octets));
                    return;
                }
                case Heard.Violation(var why) -> throw violation(why);
                case Heard.More _, Heard.Status _, Heard.Challenge _ ->
                        throw violation("a listing of the wrong kind");
            }
        }
    }

    /** The lines of an answer to CAPA. */
    List<String> capabilities(Duration limitPerLine) throws Pop3Exception {
        List<String> lines = new ArrayList<>();
        Duration limit = limitPerLine.compareTo(readLimit) < 0 ? limitPerLine : readLimit;
        listing(CAPA_LINES, limit, lines::add);
        lines.forEach(line -> log.received(Printable.text(line)));
        return lines;
    }

    /** The content that follows a positive answer to RETR or TOP. */
    MessageStream content(Listed message) {
        return new MessageStream(connection, this, message, log);
    }

    /** From here to the next status, nonsense is blamed on this message. */
    void suspect(Listed message) {
        suspects = List.of(message);
    }

    /**
     * Makes sure that nothing came that nobody asked for; to be called when no answer is owed.
     *
     * @throws Pop3Exception.Violation when something did
     */
    void quiet() throws Pop3Exception.Violation {
        if (connection.input().hasRemaining()) {
            throw violation("octets that nobody asked for");
        }
    }

    /** Begins TLS; octets that came in clear behind the answer are a reason to stop. */
    void secure() throws Pop3Exception {
        try {
            connection.secure();
            decoder = new ReplyDecoder();
        } catch (NetException e) {
            throw Pop3Exception.of(e);
        }
    }

    Connection connection() {
        return connection;
    }

    void flush() throws Pop3Exception {
        try {
            connection.flush();
        } catch (NetException e) {
            throw Pop3Exception.of(e);
        }
    }

    Pop3Exception.Violation violation(String why) {
        close();
        log.event("closed: " + why);
        return new Pop3Exception.Violation(
                connection.server() + " does not speak POP3 as it should: " + why, suspects);
    }

    @Override
    public void close() {
        connection.close();
    }

    private Heard hear(Expected expected, long deadlineNanos) throws Pop3Exception {
        while (true) {
            Heard heard = decoder.next(connection.input(), expected);
            if (!(heard instanceof Heard.More)) {
                tell(heard);
                return heard;
            }
            try {
                if (!connection.fill(Duration.ofNanos(deadlineNanos - System.nanoTime()))) {
                    close();
                    throw new Pop3Exception.ConnectionLost(
                            connection.server() + " closed the connection", null);
                }
            } catch (NetException e) {
                close(); // an answer that comes late must not be taken for that to another command
                throw Pop3Exception.of(e);
            }
        }
    }

    private void tell(Heard heard) {
        switch (heard) {
            case Heard.Status(var line) ->
                    log.received(
                            Printable.text(
                                    (line.ok() ? "+OK" : "-ERR")
                                            + line.code().map(c -> " [" + c + "]").orElse("")
                                            + " "
                                            + line.text()));
            case Heard.Challenge(var base64) ->
                    log.received("+ (a challenge of " + base64.length() + " characters)");
            case Heard.Violation(var why) -> log.received("(" + why + ")");
            case Heard.More(), Heard.Item _, Heard.EndOfListing() -> {}
        }
    }
}
