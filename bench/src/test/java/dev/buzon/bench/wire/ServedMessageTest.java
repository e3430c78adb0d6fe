package dev.buzon.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A verifier that cannot fail is worth nothing: every kind of damage is found. */
final class ServedMessageTest {
    private static final String TRACE = "Return-Path: <x@example.org>\r\nReceived: from a by b\r\n";
    private static final int USER = 7;
    private static final int INDEX = 12;

    @ParameterizedTest
    @ValueSource(
            ints = {
                400, 401, 402, 403, 404, 405, 477, 478, 479, 480, 481, 482, 555, 556, 557, 558, 559,
                7000, 200_000
            })
    void whatWasMadeIsRecognised(int octets) throws IOException {
        SeededMessage made = made(octets);
        ServedMessage served = serve(answer(made));
        assertThat(served.content())
                .isEqualTo(join(TRACE.getBytes(StandardCharsets.US_ASCII), made.plain()));
        served.verify(USER);
        assertThat(served.index()).isEqualTo(INDEX);
        assertThat(served.octets()).isEqualTo(TRACE.length() + octets);
    }

    @Test
    void someLinesBeginWithADotAndAreStuffed() {
        SeededMessage made = made(7000);
        assertThat(new String(made.plain(), StandardCharsets.US_ASCII)).contains("\r\n.");
        assertThat(made.stuffedOctets()).isGreaterThan(made.octets() + 3);
    }

    @Test
    void anyFlippedBitIsFound() throws IOException {
        byte[] good = made(500).plain();
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            ServedMessage served = unframed(bad);
            assertThatThrownBy(() -> served.verify(USER))
                    .as("bit %d", bit)
                    .isInstanceOf(WrongAnswer.class);
        }
    }

    @Test
    void aMissingLineIsFound() throws IOException {
        byte[] good = made(2000).plain();
        ServedMessage served =
                unframed(
                        join(
                                Arrays.copyOf(good, 1000),
                                Arrays.copyOfRange(good, 1078, good.length)));
        assertThatThrownBy(() -> served.verify(USER))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("shorter or longer");
    }

    @Test
    void aCutMessageWithATerminatorIsFound() throws IOException {
        SeededMessage made = made(2000);
        String stuffed =
                new String(made.stuffed(), 0, made.stuffedOctets(), StandardCharsets.US_ASCII);
        String cut =
                stuffed.substring(0, stuffed.lastIndexOf("\r\n", stuffed.length() - 8) + 2)
                        + ".\r\n";
        ServedMessage served = serve(join(ok(), cut.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> served.verify(USER))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("shorter or longer");
    }

    @Test
    void aMissingTerminatorIsFound() {
        SeededMessage made = made(2000);
        byte[] cut = Arrays.copyOf(made.stuffed(), made.stuffedOctets() - 3);
        assertThatThrownBy(() -> serve(join(ok(), cut))).isInstanceOf(EOFException.class);
    }

    @Test
    void aDotThatWasNotDoubledIsFound() {
        assertThatThrownBy(() -> serve("+OK\r\n.x\r\n.\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("not doubled");
        assertThatThrownBy(() -> serve("+OK\r\n.\rx\r\n.\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("not doubled");
    }

    @Test
    void aBareLineFeedIsFound() {
        assertThatThrownBy(() -> serve("+OK\r\na\nb\r\n.\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("without CR");
    }

    @Test
    void aMessageOfAnotherUserIsFound() throws IOException {
        ServedMessage served = serve(answer(made(500)));
        assertThatThrownBy(() -> served.verify(USER + 1))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("another user");
    }

    @Test
    void foreignMailIsNotTakenForOurs() throws IOException {
        ServedMessage served =
                serve(
                        "+OK\r\nSubject: x\r\n\r\nX-Buzon-Bench: \r\n.\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> served.verify(USER)).isInstanceOf(WrongAnswer.class);
    }

    @Test
    void aRefusalIsAnError() {
        assertThatThrownBy(
                        () -> serve("-ERR no such message\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("no such message");
    }

    @Test
    void anEmptyMessageHasNoOctets() throws IOException {
        assertThat(serve("+OK\r\n.\r\n".getBytes(StandardCharsets.US_ASCII)).octets()).isZero();
    }

    private static SeededMessage made(int octets) {
        SeededMessage message = new SeededMessage(octets);
        message.make(USER, INDEX);
        return message;
    }

    private static byte[] ok() {
        return "+OK\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] answer(SeededMessage made) {
        return join(
                ok(),
                TRACE.getBytes(StandardCharsets.US_ASCII),
                Arrays.copyOf(made.stuffed(), made.stuffedOctets()));
    }

    /** Passes octets to the verifier without a server that could stumble over them first. */
    private static ServedMessage unframed(byte[] content) throws IOException {
        ServedMessage served = new ServedMessage();
        served.append(content, 0, content.length);
        return served;
    }

    private static ServedMessage serve(byte[] answer) throws IOException {
        byte[] greeting = ok();
        try (ScriptedServer server = new ScriptedServer(List.of(greeting, ok(), ok(), answer));
                Wire wire = new Wire()) {
            Pop3Caller caller = new Pop3Caller(wire);
            caller.login(server.endpoint(), new byte[] {'u'}, new byte[] {'p'});
            caller.putRetr(1);
            caller.send();
            ServedMessage served = new ServedMessage();
            caller.readRetr(served);
            return served;
        }
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
