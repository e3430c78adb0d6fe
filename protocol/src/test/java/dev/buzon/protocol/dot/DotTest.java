package dev.buzon.protocol.dot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.dot.DotUnstuffer.LineEnd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DotTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final byte[] ALPHABET = {'.', '.', '\r', '\n', '\r', '\n', 'a', 0, (byte) 0xff};

    record Read(String content, String rest, boolean ended, boolean loneCr, boolean loneLf) {}

    // Not a text block: CSV with the escapes \r \n \0 written out.
    @ParameterizedTest
    @CsvSource({
        "'', .\\r\\n",
        "foo, foo\\r\\n.\\r\\n",
        "foo\\r\\n, foo\\r\\n.\\r\\n",
        ".foo\\r\\n, ..foo\\r\\n.\\r\\n",
        ".\\r\\n, ..\\r\\n.\\r\\n",
        "a\\r\\n.\\r\\n..\\r\\n, a\\r\\n..\\r\\n...\\r\\n.\\r\\n",
        "a.b\\r\\nc., a.b\\r\\nc.\\r\\n.\\r\\n",
        "\\r\\n\\r\\n., \\r\\n\\r\\n..\\r\\n.\\r\\n"
    })
    void aLineThatBeginsWithADotGetsOneMore(String content, String wire) { // RFC 1939 §3, S-008
        for (LineEnds ends : LineEnds.values()) {
            assertThat(stuff(unescape(content), ends, 999, 999)).isEqualTo(unescape(wire));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a\\nb, KEPT, a\\nb\\r\\n.\\r\\n",
        "a\\n.b, KEPT, a\\n.b\\r\\n.\\r\\n",
        "a\\rb\\n, KEPT, a\\rb\\n\\r\\n.\\r\\n",
        "a\\nb, LONE_LF_TO_CRLF, a\\r\\nb\\r\\n.\\r\\n",
        "a\\n.b\\n, LONE_LF_TO_CRLF, a\\r\\n..b\\r\\n.\\r\\n",
        "a\\rb\\r, LONE_LF_TO_CRLF, a\\rb\\r\\r\\n.\\r\\n",
        "a\\rb\\r, ALL_TO_CRLF, a\\r\\nb\\r\\n.\\r\\n",
        "a\\r.\\r, ALL_TO_CRLF, a\\r\\n..\\r\\n.\\r\\n",
        "\\n\\r\\r\\n, ALL_TO_CRLF, \\r\\n\\r\\n\\r\\n.\\r\\n"
    })
    void loneLineEndsAreTreatedAsAsked(String content, LineEnds ends, String wire) { // S-011, P-004
        assertThat(stuff(unescape(content), ends, 999, 999)).isEqualTo(unescape(wire));
    }

    @ParameterizedTest
    @EnumSource
    void stuffingDoesNotDependOnBufferLimits(LineEnds ends) { // P-046
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            String content = random(random, random.nextInt(60));
            String whole = stuff(content, ends, 999, 999);
            for (int size = 1; size <= 17; size++) {
                assertThat(stuff(content, ends, size, 999)).as(seed(content)).isEqualTo(whole);
                assertThat(stuff(content, ends, 999, size)).as(seed(content)).isEqualTo(whole);
                assertThat(stuff(content, ends, size, 18 - size))
                        .as(seed(content))
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void unstuffingIsTheInverseOfStuffing() {
        Random random = new Random(SEED);
        for (int round = 0; round < 2000; round++) {
            String content = random(random, random.nextInt(60)) + "\r\n";
            String wire = stuff(content, LineEnds.KEPT, 999, 999) + "NOOP";
            for (int size = 1; size <= 17; size += 4) {
                Read read = unstuff(wire, LineEnd.CRLF_ONLY, 18 - size, size);
                assertThat(read.content).as(seed(content)).isEqualTo(content);
                assertThat(read.rest).isEqualTo("NOOP");
                assertThat(read.ended).isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unstuffingDoesNotDependOnBufferLimits(LineEnd lineEnd) {
        Random random = new Random(SEED);
        for (int round = 0; round < 500; round++) {
            String wire = random(random, random.nextInt(60));
            Read whole = unstuff(wire, lineEnd, 999, 999);
            for (int size = 1; size <= 17; size++) {
                assertThat(unstuff(wire, lineEnd, size, 999)).as(seed(wire)).isEqualTo(whole);
                assertThat(unstuff(wire, lineEnd, 999, size)).as(seed(wire)).isEqualTo(whole);
                assertThat(unstuff(wire, lineEnd, size, 18 - size)).as(seed(wire)).isEqualTo(whole);
            }
            for (int split = 0; split <= wire.length(); split++) {
                assertThat(unstuffSplit(wire, lineEnd, split)).as(seed(wire)).isEqualTo(whole);
            }
        }
    }

    @Test
    void longTextWithoutLineEndsIsCopiedAsItIs() { // P-047: 100,000 octets, NUL and 0xff
        String line = "\0\u00ff" + "x.".repeat(50_000) + "\r\n";
        String wire = stuff(line, LineEnds.KEPT, 4096, 8192);
        assertThat(wire).isEqualTo(line + ".\r\n");
        assertThat(unstuff(wire, LineEnd.CRLF_ONLY, 4096, 1000).content).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({
        "..a\\r\\n...\\r\\n.b\\r\\n.\\r\\nQ, .a\\r\\n..\\r\\nb\\r\\n, Q, false, false",
        ".\\r\\nQ, '', Q, false, false",
        "\\r\\n.\\r\\nQ, \\r\\n, Q, false, false",
        "a\\r\\n.\\r\\r\\n.\\r\\n, a\\r\\n\\r\\r\\n, '', true, false"
    })
    void stuffedDotsAreTakenAway(String wire, String content, String rest, boolean cr, boolean lf) {
        assertThat(unstuff(unescape(wire), LineEnd.CRLF_ONLY, 999, 999)) // S-008
                .isEqualTo(new Read(unescape(content), unescape(rest), true, cr, lf));
    }

    @ParameterizedTest
    @CsvSource({
        "\\n.\\n",
        "\\n.\\r\\n",
        "\\r\\n.\\n",
        "\\r.\\r",
        "\\r.\\r\\n",
        "\\n.\\r",
        "\\r.\\n",
        "\\r\\n\\0.\\r\\n",
        "\\r\\n.\\r\\r\\n",
        "\\r\\n.\\0\\r\\n",
        "\\n\\n.\\r\\n",
        "\\r\\n.\\r"
    })
    void onlyCrlfDotCrlfEndsTheData(String sequence) { // S-009
        String wire = "a" + unescape(sequence) + "MAIL FROM:<b@c>\r\n";
        Read read = unstuff(wire, LineEnd.CRLF_ONLY, 999, 999);
        assertThat(read.ended).isFalse();
        assertThat(read.content).contains("MAIL FROM:<b@c>");
        assertThat(read.loneCr || read.loneLf).isEqualTo(!sequence.contains("\\0"));
    }

    @ParameterizedTest
    @CsvSource({
        "a\\r\\n.\\nQ, a\\r\\n, Q",
        "a\\n.\\nQ, a\\n, Q",
        "a\\n.\\r\\nQ, a\\n, Q",
        "a\\n..b\\n.\\n, a\\n.b\\n, ''"
    })
    void aClientTakesALoneLfAsLineEnd(String wire, String content, String rest) {
        Read read = unstuff(unescape(wire), LineEnd.LONE_LF_TOO, 999, 999);
        assertThat(read).isEqualTo(new Read(unescape(content), rest, true, false, true));
    }

    @Test
    void nothingCanBeAddedToAFinishedText() {
        DotStuffer stuffer = new DotStuffer(LineEnds.KEPT);
        assertThat(stuffer.finish(ByteBuffer.allocate(10))).isTrue();
        assertThatThrownBy(() -> stuffer.stuff(ByteBuffer.allocate(1), ByteBuffer.allocate(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String stuff(String content, LineEnds ends, int inSize, int outSize) {
        DotStuffer stuffer = new DotStuffer(ends);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        ByteBuffer out = ByteBuffer.allocateDirect(outSize);
        byte[] octets = content.getBytes(ISO_8859_1);
        for (int at = 0; at < octets.length; at += inSize) {
            ByteBuffer in = ByteBuffer.wrap(octets, at, Math.min(inSize, octets.length - at));
            while (in.hasRemaining()) {
                stuffer.stuff(in, out);
                drain(out, wire);
            }
        }
        while (!stuffer.finish(out)) {
            drain(out, wire);
        }
        drain(out, wire);
        return wire.toString(ISO_8859_1);
    }

    private static Read unstuff(String wire, LineEnd lineEnd, int inSize, int outSize) {
        DotUnstuffer unstuffer = new DotUnstuffer(lineEnd);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] octets = wire.getBytes(ISO_8859_1);
        int at = 0;
        while (at < octets.length && !unstuffer.ended()) {
            int length = Math.min(inSize, octets.length - at);
            at += unstuffPiece(unstuffer, ByteBuffer.wrap(octets, at, length), outSize, content);
        }
        return read(unstuffer, content, wire.substring(at));
    }

    private static Read unstuffSplit(String wire, LineEnd lineEnd, int split) {
        DotUnstuffer unstuffer = new DotUnstuffer(lineEnd);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] octets = wire.getBytes(ISO_8859_1);
        int at = unstuffPiece(unstuffer, ByteBuffer.wrap(octets, 0, split), 7, content);
        ByteBuffer second = ByteBuffer.wrap(octets, at, octets.length - at);
        at += unstuffPiece(unstuffer, second, 7, content);
        return read(unstuffer, content, wire.substring(at));
    }

    private static int unstuffPiece(
            DotUnstuffer unstuffer, ByteBuffer in, int outSize, ByteArrayOutputStream content) {
        ByteBuffer out = ByteBuffer.allocateDirect(outSize);
        int start = in.position();
        while (!unstuffer.unstuff(in, out) && in.hasRemaining()) {
            drain(out, content);
        }
        drain(out, content);
        return in.position() - start;
    }

    private static Read read(DotUnstuffer unstuffer, ByteArrayOutputStream content, String rest) {
        return new Read(
                content.toString(ISO_8859_1),
                rest,
                unstuffer.ended(),
                unstuffer.loneCr(),
                unstuffer.loneLf());
    }

    private static void drain(ByteBuffer from, ByteArrayOutputStream to) {
        from.flip();
        while (from.hasRemaining()) {
            to.write(from.get());
        }
        from.clear();
    }

    private static String random(Random random, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(octets, ISO_8859_1);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }

    private static String seed(String text) {
        return "seed " + SEED + ", text " + text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
