package dev.buzon.bench.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * POP3 sessions, one after the other (RFC 1939). Requests are put and sent by hand so that a caller
 * may pipeline them (RFC 2449 §6.6); every status must be +OK.
 */
public final class Pop3Caller {
    private static final byte[] STLS = ascii("STLS\r\n");
    private static final byte[] USER = ascii("USER ");
    private static final byte[] PASS = ascii("PASS ");
    private static final byte[] STAT = ascii("STAT\r\n");
    private static final byte[] UIDL = ascii("UIDL\r\n");
    private static final byte[] RETR = ascii("RETR ");
    private static final byte[] DELE = ascii("DELE ");
    private static final byte[] QUIT = ascii("QUIT\r\n");
    private static final byte[] CRLF = ascii("\r\n");

    /** Longest unique-id: RFC 1939 §7. */
    private static final int UIDL_OCTETS_MAX = 70;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Wire wire;
    private int numberAt;

    /** Speaks over {@code wire}. */
    public Pop3Caller(Wire wire) {
        this.wire = wire;
    }

    /** The wire below. */
    public Wire wire() {
        return wire;
    }

    /**
     * Connects, reads the greeting, starts TLS if the endpoint says STLS, and logs in with USER and
     * PASS.
     */
    public void login(Endpoint endpoint, byte[] user, byte[] password) throws IOException {
        wire.connect(endpoint);
        expectOk("the greeting");
        if (endpoint.protection() == Endpoint.Protection.STLS) {
            wire.put(STLS);
            wire.flush();
            expectOk("STLS");
            wire.startTls(false);
        }
        argument(USER, user);
        expectOk("USER");
        argument(PASS, password);
        expectOk("PASS");
    }

    private void argument(byte[] verb, byte[] value) throws IOException {
        wire.put(verb);
        wire.put(value);
        wire.put(CRLF);
        wire.flush();
    }

    /** What STAT said. */
    public record Stat(int messages, long octets) {}

    /** Asks for the count and the size of the maildrop (RFC 1939 §5). */
    public Stat stat() throws IOException {
        wire.put(STAT);
        wire.flush();
        int length = expectOk("STAT");
        numberAt = 4;
        int messages = Math.toIntExact(number(length, "STAT"));
        long octets = number(length, "STAT");
        return new Stat(messages, octets);
    }

    /**
     * Reads the number at {@link #numberAt} of the last line, and passes one space or the end
     * behind it.
     */
    private long number(int length, String what) throws WrongAnswer {
        long number = 0;
        int first = numberAt;
        for (; numberAt < length; numberAt++) {
            int digit = wire.input[wire.lineStart + numberAt] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        if (numberAt == first
                || numberAt - first > 18
                || (numberAt < length && wire.input[wire.lineStart + numberAt] != ' ')) {
            throw new WrongAnswer(what + " without its numbers: " + wire.lineText(length));
        }
        numberAt++;
        return number;
    }

    /**
     * Asks for all unique-ids and checks the listing: numbers 1 to {@code expected}, 1 to 70
     * printable characters each (RFC 1939 §7).
     *
     * @return a digest of the listing, the same whenever the listing is the same
     */
    public long uidl(int expected) throws IOException {
        wire.put(UIDL);
        wire.flush();
        expectOk("UIDL");
        long digest = FNV_OFFSET;
        int messages = 0;
        while (true) {
            int length = wire.line();
            if (length == 1 && wire.input[wire.lineStart] == '.') {
                break;
            }
            messages++;
            numberAt = 0;
            if (number(length, "UIDL") != messages) {
                throw new WrongAnswer("UIDL with a gap in its numbers");
            }
            if (length - numberAt < 1 || length - numberAt > UIDL_OCTETS_MAX) {
                throw new WrongAnswer(
                        "UIDL with a unique-id of " + (length - numberAt) + " octets");
            }
            digest = digest(digest, wire.lineStart + numberAt, wire.lineStart + length);
        }
        if (messages != expected) {
            throw new WrongAnswer("UIDL with another number of messages than STAT");
        }
        return digest;
    }

    private long digest(long before, int from, int to) throws WrongAnswer {
        long digest = before;
        for (int at = from; at < to; at++) {
            int octet = wire.input[at];
            if (octet < 0x21 || octet > 0x7e) {
                throw new WrongAnswer("UIDL with a character that is not allowed");
            }
            digest = (digest ^ octet) * FNV_PRIME;
        }
        return (digest ^ '\n') * FNV_PRIME;
    }

    /** Puts RETR; nothing is sent before {@link #send}. */
    public void putRetr(int number) throws IOException {
        wire.put(RETR);
        wire.putNumber(number);
        wire.put(CRLF);
    }

    /** Puts DELE; nothing is sent before {@link #send}. */
    public void putDele(int number) throws IOException {
        wire.put(DELE);
        wire.putNumber(number);
        wire.put(CRLF);
    }

    /** Sends what was put. */
    public void send() throws IOException {
        wire.flush();
    }

    /** Reads the answer to one RETR. */
    public void readRetr(ServedMessage message) throws IOException {
        expectOk("RETR");
        message.read(wire);
    }

    /** Reads the answer to one DELE. */
    public void readDele() throws IOException {
        expectOk("DELE");
    }

    /** Says QUIT; +OK and the end of the connection must follow (RFC 1939 §6). */
    public void quit() throws IOException {
        wire.put(QUIT);
        wire.flush();
        expectOk("QUIT");
        wire.expectEnd();
    }

    private int expectOk(String what) throws IOException {
        int length = wire.line();
        byte[] line = wire.input;
        int start = wire.lineStart;
        if (length < 3
                || line[start] != '+'
                || line[start + 1] != 'O'
                || line[start + 2] != 'K'
                || (length > 3 && line[start + 3] != ' ')) {
            throw new WrongAnswer(what + " was answered: " + wire.lineText(length));
        }
        return length;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
