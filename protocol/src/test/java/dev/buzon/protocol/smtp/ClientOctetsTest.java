package dev.buzon.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.dot.DotStuffer;
import dev.buzon.protocol.dot.LineEnds;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What our client's side puts on the wire, whatever it is given (RFC 5321 §2.3.8, S-011). */
class ClientOctetsTest {
    private static final int ROUNDS = 2000;
    private static final String[] PIECES = {
        ".",
        "..",
        "\r",
        "\n",
        "\r\n",
        "\r\n.\r\n",
        "\n.\n",
        "\r.\r",
        "\r\r\n",
        "x",
        "\0",
        "\u00ff",
        "yy"
    };
    private static final String[] ADDRESSES = {
        "ana@example.test",
        "\"a b\"@example.test",
        "\"a\\\"b\"@[192.0.2.1]",
        "n\u00famero@ej\u00e9mplo.test",
        "a\r\nb@example.test",
        "a\n@example.test",
        "\"\\\r\"@example.test",
        "a@b\rc.test"
    };

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void noLoneLineEndAndNoBareDotLeavesUs() {
        for (var round = 0; round < ROUNDS; round++) {
            var content = pieces();
            var wire = stuffed(content);
            assertThat(wire)
                    .as("-Dseed=%d", seed)
                    .endsWith("\r\n.\r\n".substring(content.isEmpty() ? 2 : 0));
            var lines = lines(wire);
            assertThat(lines.removeLast()).isEqualTo(".");
            assertThat(lines)
                    .as("-Dseed=%d", seed)
                    .noneMatch(line -> line.contains("\r") || line.contains("\n"))
                    .noneMatch(line -> line.startsWith(".") && !line.startsWith(".."));
            assertThat(lines.stream().map(l -> l.startsWith(".") ? l.substring(1) : l).toList())
                    .as("-Dseed=%d", seed)
                    .isEqualTo(lines(mended(content)));
        }
    }

    @Test
    void commandsAreOneLineEach() {
        var capabilities =
                SmtpCapabilities.of(
                        SmtpReplies.hello(List.of("host", "PIPELINING", "SMTPUTF8", "8BITMIME")));
        for (var from : ADDRESSES) {
            for (var to : ADDRESSES) {
                var sender = Mailbox.parse(from);
                var recipient = Mailbox.parse(to);
                if (sender.isPresent() && recipient.isPresent()) {
                    var outgoing =
                            new SmtpTransfer.Outgoing(
                                    new ReversePath.Sender(sender.get()),
                                    List.of(
                                            new SmtpCommand.Rcpt(
                                                    new ForwardPath.To(recipient.get()),
                                                    RcptParameters.NONE)),
                                    10,
                                    false,
                                    false);
                    var step = new SmtpTransfer(outgoing, capabilities, false).start();
                    assertThat(step).isInstanceOf(SmtpTransfer.Step.Write.class);
                    if (step instanceof SmtpTransfer.Step.Write(var commands)) {
                        commands.forEach(ClientOctetsTest::isOneLine);
                    }
                }
            }
        }
        assertThat(Optional.of(ADDRESSES[0]).flatMap(Mailbox::parse)).isPresent();
        assertThat(Mailbox.parse(ADDRESSES[4])).isEmpty();
    }

    private static void isOneLine(SmtpCommand command) {
        var text = new String(SmtpPrinter.octets(command), StandardCharsets.UTF_8);
        assertThat(text).endsWith("\r\n");
        assertThat(text.substring(0, text.length() - 2)).doesNotContain("\r", "\n");
    }

    private String pieces() {
        var text = new StringBuilder();
        var count = random.nextInt(12);
        for (var i = 0; i < count; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private String stuffed(String content) {
        var stuffer = new DotStuffer(LineEnds.ALL_TO_CRLF);
        var all = ByteBuffer.wrap(content.getBytes(StandardCharsets.ISO_8859_1));
        var wire = new ByteArrayOutputStream();
        var out = ByteBuffer.allocate(1 + random.nextInt(7));
        while (all.hasRemaining()) {
            var length = 1 + random.nextInt(all.remaining());
            var part = all.slice(all.position(), length);
            all.position(all.position() + length);
            while (part.hasRemaining()) {
                stuffer.stuff(part, out);
                empty(out, wire);
            }
        }
        while (!stuffer.finish(out)) {
            empty(out, wire);
        }
        empty(out, wire);
        return wire.toString(StandardCharsets.ISO_8859_1);
    }

    private static void empty(ByteBuffer out, ByteArrayOutputStream wire) {
        out.flip();
        while (out.hasRemaining()) {
            wire.write(out.get());
        }
        out.clear();
    }

    /** The content with every CR, LF and CRLF a CRLF, and one at its end. */
    private static String mended(String content) {
        var mended = content.replaceAll("\r\n|\r|\n", "\r\n");
        return mended.isEmpty() || mended.endsWith("\r\n") ? mended : mended + "\r\n";
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<>(List.of(text.split("\r\n", -1)));
        lines.removeLast(); // what is behind the last CRLF: nothing
        return lines;
    }
}
