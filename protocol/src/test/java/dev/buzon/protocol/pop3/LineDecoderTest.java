package dev.buzon.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.pop3.LineDecoder.Input;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDecoderTest {
    @Test
    void linesEndInCrlfOrLoneLf() {
        assertThat(decode("STAT\r\nNOOP\nQUIT\r\n", false)).containsExactly("STAT", "NOOP", "QUIT");
    }

    @Test
    void commandOf255OctetsIsTakenAndOneOf256IsNot() {
        String fits = "USER " + "a".repeat(248);
        assertThat(decode(fits + "\r\nNOOP\r\n", false)).containsExactly(fits, "NOOP");
        assertThat(decode(fits + "a\r\nNOOP\r\n", false)).containsExactly("TooLong", "NOOP");
    }

    @Test
    void authLineMayBeAsLongAsATokenIs() {
        String line = "auth XOAUTH2 " + "A".repeat(60_000);
        assertThat(decode(line + "\r\nNOOP\r\n", false)).containsExactly(line, "NOOP");
        String over = "AUTH XOAUTH2 " + "A".repeat(70 * 1024);
        assertThat(decode(over + "\r\nNOOP\r\n", false)).containsExactly("TooLong", "NOOP");
    }

    @Test
    void saslResponseMayBeLongAndItsEndIsFound() {
        assertThat(decode("B".repeat(12_286) + "\r\n", true)).containsExactly("B".repeat(12_286));
        assertThat(decode("B".repeat(70 * 1024) + "\r\nX\r\n", true))
                .containsExactly("TooLong", "X");
    }

    @Test
    void lineWithoutEndIsGivenUp() {
        LineDecoder decoder = new LineDecoder();
        ByteBuffer in = ByteBuffer.wrap("x".repeat(10 * 1024).getBytes(StandardCharsets.US_ASCII));
        assertThat(decoder.next(in, false)).isInstanceOf(Input.Endless.class);
    }

    @Test
    void lineWithoutEndIsGivenUpHoweverItComes() {
        LineDecoder decoder = new LineDecoder();
        Input input = new Input.More();
        int octets = 0;
        while (input instanceof Input.More) {
            input = decoder.next(ByteBuffer.wrap(new byte[] {'x', 'x', 'x'}), false);
            octets += 3;
        }
        assertThat(input).isInstanceOf(Input.Endless.class);
        assertThat(octets).isLessThan(LineDecoder.ENDLESS_LIMIT + 10);
    }

    /** What comes out whole, which must also come out octet by octet. */
    private static List<String> decode(String text, boolean sasl) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> whole = new ArrayList<>();
        drain(new LineDecoder(), ByteBuffer.wrap(octets), sasl, whole);
        for (int size : new int[] {1, 2, 3, 7, 100, 4096}) {
            List<String> pieces = new ArrayList<>();
            LineDecoder decoder = new LineDecoder();
            for (int at = 0; at < octets.length; at += size) {
                drain(
                        decoder,
                        ByteBuffer.wrap(octets, at, Math.min(size, octets.length - at)).slice(),
                        sasl,
                        pieces);
            }
            assertThat(pieces).as("in pieces of " + size).isEqualTo(whole);
        }
        return whole;
    }

    private static void drain(
            LineDecoder decoder, ByteBuffer in, boolean sasl, List<String> found) {
        while (true) {
            switch (decoder.next(in, sasl)) {
                case Input.Line(byte[] line) ->
                        found.add(new String(line, StandardCharsets.ISO_8859_1));
                case Input.TooLong() -> found.add("TooLong");
                case Input.Endless() -> found.add("Endless");
                case Input.More() -> {
                    return;
                }
            }
        }
    }
}
