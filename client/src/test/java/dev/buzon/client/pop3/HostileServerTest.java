package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.Printable;
import dev.buzon.client.net.WireLog;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Servers that mean harm: everything ends in a clear error, within bounds. */
class HostileServerTest {
    private static final String BLOCK = "x".repeat(64 * 1024);

    @Test
    void linesWithoutEndAreCutOff() throws Exception {
        for (String start : List.of("", "+OK\r\n")) {
            Peer.Play play =
                    talk -> {
                        talk.send(start);
                        while (true) {
                            talk.send(BLOCK);
                        }
                    };
            try (Peer peer = new Peer(play)) {
                assertThatThrownBy(() -> peer.clear().open())
                        .isInstanceOf(Pop3Exception.Violation.class);
            }
        }
    }

    @Test
    void capabilitiesWithoutEndAreCutOff() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\n");
                    while (true) {
                        talk.send("X-MORE AND MORE\r\n".repeat(500));
                    }
                };
        try (Peer peer = new Peer(play)) {
            assertThatThrownBy(() -> peer.clear().open())
                    .isInstanceOf(Pop3Exception.Violation.class)
                    .hasMessageContaining("listing without end");
        }
    }

    @Test
    void listingsWithoutEndAreCutOff() throws Exception {
        for (String line :
                List.of("1 1\r\n", "1 " + "1".repeat(18) + " " + "y".repeat(60_000) + "\r\n")) {
            String block = line.repeat(Math.max(1, 60_000 / line.length()));
            Peer.Play play =
                    talk -> {
                        talk.send("+OK\r\n");
                        talk.answer("-ERR\r\n");
                        talk.answer("+OK\r\n");
                        talk.answer("+OK\r\n");
                        talk.answer("+OK\r\n");
                        while (true) {
                            talk.send(block);
                        }
                    };
            try (Peer peer = new Peer(play);
                    Pop3Session pop = peer.clear().open()) {
                assertThatThrownBy(pop::list)
                        .isInstanceOf(Pop3Exception.Violation.class)
                        .hasMessageContaining("listing without end");
            }
        }
    }

    @Test
    void messageWithoutEndIsCutOffSoonAfterItsSize() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n1 100000\r\n.\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\n");
                    while (true) {
                        talk.send(BLOCK);
                    }
                };
        long[] octets = {0};
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            OutputStream count =
                    new OutputStream() {
                        @Override
                        public void write(int octet) {
                            octets[0]++;
                        }

                        @Override
                        public void write(byte[] from, int at, int length) {
                            octets[0] += length;
                        }
                    };
            assertThatThrownBy(() -> pop.retrieve(all, (_, in) -> in.transferTo(count)))
                    .isInstanceOf(Pop3Exception.Violation.class)
                    .hasMessageContaining("announced were 100,000");
        }
        assertThat(octets[0]).isLessThanOrEqualTo(MessageStream.mostOctets(100_000));
    }

    @Test
    void countsBeyondBeliefAreErrorsAndNotMemory() throws Exception {
        for (String lie : List.of("-5 -1", "99999999999999999999 1", "2147483648 1", "1")) {
            try (Peer peer = new Peer(Drops.small(1).but("STAT", "+OK " + lie + "\r\n"));
                    Pop3Session pop = peer.clear().open()) {
                assertThatThrownBy(pop::stat).isInstanceOf(Pop3Exception.Violation.class);
            }
        }
        for (String lie : List.of("-5 1", "1 -1", "0 1", "x", "1 99999999999999999999")) {
            try (Peer peer = new Peer(Drops.small(1).but("LIST", "+OK\r\n" + lie + "\r\n.\r\n"));
                    Pop3Session pop = peer.clear().open()) {
                assertThatThrownBy(pop::list).as(lie).isInstanceOf(Pop3Exception.Violation.class);
            }
        }
    }

    @Test
    void identifierOfAHundredThousandOctetsIsTooLong() throws Exception {
        Drops drops = Drops.small(1).but("UIDL", "+OK\r\n1 " + "u".repeat(100_000) + "\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThatThrownBy(pop::list).isInstanceOf(Pop3Exception.Violation.class);
        }
    }

    @Test
    void identifiersAreOpaqueAndShownOnlyPrintable() throws Exception {
        String evil = "../../etc/passwd\u001b]0;owned\u0007";
        Drops drops = Drops.small(1).but("UIDL", "+OK\r\n1 " + evil + "\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            Optional<String> uid = pop.list().getFirst().uid();
            assertThat(uid).contains(evil);
            assertThat(Printable.text(uid.orElseThrow())).doesNotContain("\u001b", "\u0007");
        }
    }

    @Test
    void nothingThatSteersATerminalReachesAPerson() throws Exception {
        String evil = "\u001b[2J\u0007\u009b31m" + "A".repeat(10_000);
        Drops drops =
                Drops.small(1)
                        .with("X-EVIL " + evil)
                        .but("STAT", "-ERR " + evil + "\r\n")
                        .but("NOOP", "-ERR [SYS/TEMP/" + evil + "] " + evil + "\r\n");
        List<String> log = new ArrayList<>();
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().log(WireLog.to(log::add)).open()) {
            assertThatThrownBy(pop::stat)
                    .isInstanceOfSatisfying(
                            Pop3Exception.Refused.class,
                            e -> {
                                assertThat(e.getMessage()).doesNotContain("\u001b", "\u009b");
                                assertThat(e.serverText()).doesNotContain("\u001b", "\u009b");
                                assertThat(e.getMessage()).hasSizeLessThan(1_000);
                            });
            pop.noop();
        }
        assertThat(log)
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl))
                .allMatch(line -> line.length() < 1_000);
    }

    @Test
    void otherProtocolsAreNoPop3() throws Exception {
        for (String greeting :
                List.of("220 smtp\r\n", "* OK imap\r\n", "HTTP/1.1 200 OK\r\n", "\r\n")) {
            try (Peer peer =
                    new Peer(talk -> {
                        talk.send(greeting);
                        talk.untilGone();
                    })) {
                assertThatThrownBy(() -> peer.clear().open())
                        .isInstanceOf(Pop3Exception.Violation.class);
                assertThat(peer.heard()).isEmpty();
            }
        }
    }

    @Test
    void answersBeforeTheQuestionEndTheConnection() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK hello\r\n+OK and more\r\n.\r\n+OK\r\n+OK\r\n");
                    talk.untilGone();
                };
        try (Peer peer = new Peer(play)) {
            assertThatThrownBy(() -> peer.clear().open())
                    .isInstanceOf(Pop3Exception.Violation.class);
            assertThat(peer.heard()).isEmpty();
        }
    }
}
