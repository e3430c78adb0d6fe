package dev.buzon.bench.wire;

import java.io.IOException;

/**
 * Delivers messages over one SMTP (RFC 5321) or LMTP (RFC 2033) connection. A delivery counts when
 * the answer after the final dot is 250: the server then owes the message, power cut or not.
 * Envelope and DATA go in one write where the server offers PIPELINING (RFC 2920).
 */
public final class DeliveryCaller {
    /** The protocol spoken: LMTP answers after the dot once for every recipient. */
    public enum Protocol {
        /** RFC 5321. */
        SMTP,
        /** RFC 2033. */
        LMTP
    }

    private static final int REPLY_LINES_MAX = 100;
    private static final byte[] MAIL = Pop3Caller.ascii("MAIL FROM:<bench@example.org>\r\n");
    private static final byte[] RCPT = Pop3Caller.ascii("RCPT TO:<");
    private static final byte[] RCPT_END = Pop3Caller.ascii(">\r\n");
    private static final byte[] DATA = Pop3Caller.ascii("DATA\r\n");
    private static final byte[] QUIT = Pop3Caller.ascii("QUIT\r\n");

    private final Wire wire;
    private final Protocol protocol;
    private boolean pipelining;

    /** Speaks {@code protocol} over {@code wire}. */
    public DeliveryCaller(Wire wire, Protocol protocol) {
        this.wire = wire;
        this.protocol = protocol;
    }

    /** The wire below. */
    public Wire wire() {
        return wire;
    }

    /** Connects and says LHLO or EHLO. */
    public void open(Endpoint endpoint) throws IOException {
        wire.connect(endpoint);
        expect(220, "the greeting");
        wire.put(
                Pop3Caller.ascii(
                        (protocol == Protocol.LMTP ? "LHLO" : "EHLO") + " bench.example.org\r\n"));
        wire.flush();
        pipelining = false;
        expect(250, "the greeting back");
    }

    /**
     * Delivers the message just made to all recipients; returns when all of them are acknowledged.
     */
    public void deliver(byte[][] recipients, SeededMessage message) throws IOException {
        wire.put(MAIL);
        step(250, "MAIL");
        for (byte[] recipient : recipients) {
            wire.put(RCPT);
            wire.put(recipient);
            wire.put(RCPT_END);
            step(250, "RCPT");
        }
        wire.put(DATA);
        wire.flush();
        if (pipelining) {
            expect(250, "MAIL");
            for (int answers = 0; answers < recipients.length; answers++) {
                expect(250, "RCPT");
            }
        }
        expect(354, "DATA");
        wire.put(message.stuffed(), 0, message.stuffedOctets());
        wire.flush();
        int answers = protocol == Protocol.LMTP ? recipients.length : 1;
        for (int answer = 0; answer < answers; answer++) {
            expect(250, "the message");
        }
    }

    private void step(int code, String what) throws IOException {
        if (!pipelining) {
            wire.flush();
            expect(code, what);
        }
    }

    /** Says QUIT; 221 and the end of the connection must follow. */
    public void quit() throws IOException {
        wire.put(QUIT);
        wire.flush();
        expect(221, "QUIT");
        wire.expectEnd();
    }

    /** Reads one reply (RFC 5321 §4.2.1), which may have several lines. */
    private void expect(int code, String what) throws IOException {
        for (int lines = 0; lines < REPLY_LINES_MAX; lines++) {
            int length = wire.line();
            int start = wire.lineStart;
            if (length < 3
                    || digit(start) * 100 + digit(start + 1) * 10 + digit(start + 2) != code) {
                throw new WrongAnswer(what + " was answered: " + wire.lineText(length));
            }
            pipelining |=
                    length == 14
                            && wire.lineText(length).substring(4).equalsIgnoreCase("PIPELINING");
            if (length == 3 || wire.input[start + 3] == ' ') {
                return;
            }
        }
        throw new WrongAnswer(what + " was answered by more than " + REPLY_LINES_MAX + " lines");
    }

    private int digit(int at) {
        return wire.input[at] - '0';
    }
}
