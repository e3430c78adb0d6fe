package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.script.Mail;
import dev.buzon.e2e.script.OctetString;
import dev.buzon.protocol.pop3.Action;
import dev.buzon.protocol.pop3.LineDecoder;
import dev.buzon.protocol.pop3.Listing;
import dev.buzon.protocol.pop3.LoginOutcome;
import dev.buzon.protocol.pop3.Offer;
import dev.buzon.protocol.pop3.Reply;
import dev.buzon.protocol.pop3.Session;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.Trouble;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is announced is what comes, for messages that nobody would write by hand. */
class FramingTest {
    private static final int MESSAGES = 150;
    private static final int PATIENCE_MS = 15_000;
    private static final String[] PIECES = {
        ".",
        "..",
        "\r\n",
        "\n",
        "\r\n.\r\n",
        "\n.\n",
        "x",
        "Subject: a\r\n",
        "\r\n\r\n",
        "\n\n",
        "\u00e9",
        "\0",
        "\u00ff",
        "y".repeat(1200),
        " ",
        "To: b@example.test\r\n"
    };

    private final long seed = Long.getLong("seed", System.nanoTime());

    @Test
    void announcedSizesAreWhatComes() throws IOException {
        var random = new Random(seed);
        try (var office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "secreto");
            for (var mail : Mail.values()) {
                office.deliver("ana@example.test", OctetString.octets(mail.stored()));
            }
            for (var i = 0; i < MESSAGES; i++) {
                office.deliver("ana@example.test", OctetString.octets(message(random)));
            }
            for (var utf8 : List.of(false, true)) {
                try (var pop3 = new Pop3(office.port("pop3"))) {
                    if (utf8) {
                        pop3.say("UTF8");
                    }
                    pop3.logIn();
                    check(pop3);
                    pop3.say("QUIT"); // the lock goes before the answer comes
                }
            }
        }
    }

    private void check(Pop3 pop3) throws IOException {
        pop3.say("LIST");
        var total = 0L;
        var sizes = pop3.lines();
        for (var line : sizes) {
            var words = line.split(" ", -1);
            pop3.say("RETR " + words[0]);
            var octets = pop3.lines().stream().mapToLong(FramingTest::octets).sum();
            assertThat(octets)
                    .as("message %s, -Dseed=%d", words[0], seed)
                    .isEqualTo(Long.parseLong(words[1]));
            total += octets;
        }
        assertThat(pop3.say("STAT")).isEqualTo("+OK " + sizes.size() + " " + total);
    }

    private static long octets(String line) {
        return line.length() + 2L - (line.startsWith(".") ? 1 : 0);
    }

    private static String message(Random random) {
        var text = new StringBuilder();
        var pieces = 1 + random.nextInt(20);
        for (var i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @Test
    void everyOneOfAThousandMessagesIsListed() throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "secreto");
            for (var i = 0; i < 1000; i++) {
                office.deliver("ana@example.test", OctetString.octets(Mail.F4.stored()));
            }
            try (var pop3 = new Pop3(office.port("pop3"))) {
                pop3.logIn();
                assertThat(pop3.say("STAT")).isEqualTo("+OK 1000 30000");
                pop3.say("LIST");
                assertThat(pop3.lines()).hasSize(1000).contains("1 30", "1000 30");
                pop3.say("UIDL");
                assertThat(pop3.lines().stream().map(line -> line.split(" ", -1)[1]).distinct())
                        .hasSize(1000);
            }
        }
    }

    /** The first message that is read will be gone: so nobody has read one until RETR does. */
    @Test
    void pollOfTwentyThousandMessagesReadsNone() throws IOException {
        try (var office = InMemoryPostOffice.start()) {
            office.account("ana@example.test", "secreto");
            for (var i = 0; i < 20_000; i++) {
                office.deliver("ana@example.test", OctetString.octets(Mail.F4.stored()));
            }
            office.expect(Trouble.BODY_GONE);
            try (var pop3 = new Pop3(office.port("pop3"))) {
                pop3.logIn();
                assertThat(pop3.say("STAT")).isEqualTo("+OK 20000 600000");
                pop3.say("LIST");
                assertThat(pop3.lines()).hasSize(20_000);
                pop3.say("UIDL");
                assertThat(pop3.lines()).hasSize(20_000);
                assertThat(pop3.sayAnything("RETR 1")).startsWith("-ERR [SYS/TEMP]");
                assertThat(pop3.say("RETR 1")).isEqualTo("+OK 30 octets");
            }
        }
    }

    @Test
    void capabilityLinesAreShortAndTagsHaveNoDot() throws IOException {
        try (var office = InMemoryPostOffice.start();
                var pop3 = new Pop3(office.port("pop3"))) {
            pop3.say("CAPA");
            assertThat(pop3.lines())
                    .hasSizeGreaterThan(5)
                    .allMatch(line -> line.length() <= 510)
                    .noneMatch(line -> line.split(" ", -1)[0].contains("."));
        }
    }

    @Test
    void totalsGoBeyondThirtyTwoBits() {
        var offer =
                new Offer(
                        true,
                        SaslOffer.withoutTls(true),
                        false,
                        Optional.empty(),
                        dev.buzon.protocol.pop3.Language.EN,
                        Offer.Expire.NEVER,
                        Offer.LoginDelay.NONE,
                        "1",
                        Offer.Limits.USUAL);
        var session = new Session(offer, () -> new ScramNonce("nonce"));
        session.on(line("USER ana"));
        session.on(line("PASS secreto"));
        session.loginEnded(new LoginOutcome.Accepted(new Huge(), Offer.UserTerms.NONE));
        assertThat(session.on(line("STAT")))
                .isEqualTo(new Action.Answer(Reply.ok("3 12884901888")));
        assertThat(session.on(line("LIST 2")))
                .isEqualTo(new Action.Answer(Reply.ok("2 4294967296")));
    }

    private static LineDecoder.Input line(String text) {
        return new LineDecoder.Input.Line(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Three messages of four gibibytes. */
    private record Huge() implements Listing {
        private static final long OCTETS = 1L << 32;

        @Override
        public int count() {
            return 3;
        }

        @Override
        public long totalOctets(boolean utf8) {
            return count() * OCTETS;
        }

        @Override
        public long octets(int number, boolean utf8) {
            return OCTETS;
        }

        @Override
        public String uidl(int number) {
            return "u" + number;
        }

        @Override
        public boolean readOnly() {
            return false;
        }
    }

    /** A client that keeps octets as they are. */
    private static final class Pop3 implements Closeable {
        private final Socket socket;
        private final BufferedInputStream in;

        Pop3(int port) throws IOException {
            socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
            line();
        }

        void logIn() throws IOException {
            say("USER ana");
            say("PASS secreto");
        }

        /** Says it, and gives the first line of the answer. */
        String say(String command) throws IOException {
            var answer = sayAnything(command);
            assertThat(answer).as(command).startsWith("+OK");
            return answer;
        }

        /** The same, whatever the status. */
        String sayAnything(String command) throws IOException {
            socket.getOutputStream()
                    .write((command + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return line();
        }

        /** The lines up to the lone dot, still stuffed. */
        List<String> lines() throws IOException {
            var lines = new ArrayList<String>();
            for (var line = line(); !line.equals("."); line = line()) {
                lines.add(line);
            }
            return lines;
        }

        private String line() throws IOException {
            var line = new ByteArrayOutputStream();
            var last = 0;
            while (true) {
                var octet = in.read();
                if (octet < 0) {
                    throw new EOFException("the server has ended the connection");
                }
                if (octet == '\n' && last == '\r') {
                    var text = OctetString.of(line.toByteArray());
                    return text.substring(0, text.length() - 1);
                }
                line.write(octet);
                last = octet;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
