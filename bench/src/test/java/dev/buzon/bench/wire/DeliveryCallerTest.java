package dev.buzon.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeliveryCallerTest {
    private static final byte[][] TWO = {ascii("a@example.org"), ascii("b@example.org")};

    /**
     * Lines of a message of 400 octets, its terminator included: so many does the scripted server
     * read before it answers the last of them.
     */
    private static final int LINES = lines();

    @Test
    void lmtpWaitsForAnAnswerForEachRecipient() throws Exception {
        try (ScriptedServer server = server("250 2.0.0 a\r\n250 2.0.0 b\r\n");
                Wire wire = new Wire()) {
            deliver(wire, server, DeliveryCaller.Protocol.LMTP);
            assertThat(server.heard())
                    .startsWith(
                            "LHLO bench.example.org\r\nMAIL FROM:<bench@example.org>\r\nRCPT TO:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nX-Buzon-Bench: ")
                    .endsWith("\r\n.\r\n");
        }
    }

    @Test
    void aRecipientWithoutItsCopyIsAnError() throws Exception {
        try (ScriptedServer server = server("250 2.0.0 a\r\n452 4.2.2 b is full\r\n");
                Wire wire = new Wire()) {
            assertThatThrownBy(() -> deliver(wire, server, DeliveryCaller.Protocol.LMTP))
                    .isInstanceOf(WrongAnswer.class)
                    .hasMessage("the message was answered: 452 4.2.2 b is full");
        }
    }

    @Test
    void smtpAnswersOnce() throws Exception {
        try (ScriptedServer server = server("250 2.0.0 both\r\n");
                Wire wire = new Wire()) {
            deliver(wire, server, DeliveryCaller.Protocol.SMTP);
            assertThat(server.heard()).startsWith("EHLO ");
        }
    }

    @Test
    void aRefusedRecipientIsAnError() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.saying(
                                "220 x\r\n", "250 x\r\n", "250 ok\r\n", "550 5.1.1 who?\r\n");
                Wire wire = new Wire()) {
            assertThatThrownBy(() -> deliver(wire, server, DeliveryCaller.Protocol.LMTP))
                    .isInstanceOf(WrongAnswer.class)
                    .hasMessage("RCPT was answered: 550 5.1.1 who?");
        }
    }

    private static void deliver(Wire wire, ScriptedServer server, DeliveryCaller.Protocol protocol)
            throws IOException {
        SeededMessage message = new SeededMessage(400);
        message.make(1, 2);
        DeliveryCaller caller = new DeliveryCaller(wire, protocol);
        caller.open(server.endpoint());
        caller.deliver(TWO, message);
    }

    /**
     * A server that offers PIPELINING, so that the envelope comes in one piece, and answers it line
     * by line.
     */
    private static ScriptedServer server(String last) throws IOException {
        List<String> answers =
                new ArrayList<>(
                        List.of(
                                "220 x LMTP\r\n",
                                "250-x\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
                                "250 ok\r\n",
                                "250 ok\r\n",
                                "250 ok\r\n",
                                "354 go\r\n"));
        for (int line = 1; line < LINES; line++) {
            answers.add("");
        }
        answers.add(last);
        return ScriptedServer.saying(answers.toArray(String[]::new));
    }

    private static int lines() {
        SeededMessage message = new SeededMessage(400);
        message.make(1, 2);
        int lines = 0;
        for (int at = 0; at < message.stuffedOctets(); at++) {
            lines += message.stuffed()[at] == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
