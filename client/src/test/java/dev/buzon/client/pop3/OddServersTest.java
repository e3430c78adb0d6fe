package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.WireLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Servers that mean well and do it differently (CONFORMANCE D.2). */
class OddServersTest {
    @Test
    void capaThatHangsOrCutsIsDoneWithoutAndRemembered() throws Exception {
        for (String answer : List.of("(wait)", "(close)", "+OK\r\nUIDL\r\n(wait)")) {
            try (Peer peer = new Peer(Drops.small(1).but("CAPA", answer))) {
                Quirks learned;
                try (Pop3Session pop = Limits.hurried(peer.clear()).open()) {
                    assertThat(pop.list()).hasSize(1);
                    learned = pop.quirks();
                }
                assertThat(learned.capaHangs()).isTrue();
                assertThat(peer.connections()).isEqualTo(2);
                try (Pop3Session pop = peer.clear().quirks(learned).open()) {
                    assertThat(pop.list()).hasSize(1);
                }
                assertThat(peer.connections()).isEqualTo(3);
            }
        }
    }

    @Test
    void capabilitiesThatMatterAreAskedForAgainAfterLogin() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nUSER\r\n.\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\nUSER\r\nPIPELINING\r\n.\r\n");
                    talk.line();
                    talk.line();
                    talk.send("+OK\r\n1 5\r\n.\r\n+OK\r\n1 a\r\n.\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.capabilities().pipelining()).isTrue();
            assertThat(pop.list()).hasSize(1);
        }
    }

    @Test
    void uidlIsTriedThoughItIsNotListed() throws Exception {
        Drops drops = Drops.small(1).but("CAPA", "+OK\r\nUSER\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.list().getFirst().uid()).contains("uid-1");
            assertThat(pop.quirks().uidlMissing()).isFalse();
        }
    }

    @Test
    void uidlThatFailsIsNotAServerWithoutUidl() throws Exception {
        Drops drops = Drops.small(1).but("UIDL", "-ERR [SYS/TEMP] index\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThatThrownBy(pop::list).isInstanceOf(Pop3Exception.TemporaryFailure.class);
            assertThat(pop.quirks().uidlMissing()).isFalse();
        }
    }

    @Test
    void listThatIsRefusedInAGroupLeavesTheSessionInStep() throws Exception {
        Drops drops = Drops.small(3).with("PIPELINING").but("LIST", "-ERR not now\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThatThrownBy(pop::list).isInstanceOf(Pop3Exception.Refused.class);
            assertThat(pop.stat().count()).isEqualTo(3);
        }
    }

    @Test
    void statusInAnyCaseAndWithACommaIsAStatus() throws Exception {
        Drops drops =
                Drops.small(0)
                        .but("STAT", "+ok, 3 179 octets\r\n")
                        .but("NOOP", "-Err\r\n")
                        .but("LIST", "+Ok,\r\n1 5 x\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.stat()).isEqualTo(new Drop(3, 179));
            pop.noop();
            assertThat(pop.list()).singleElement().extracting(Listed::octets).isEqualTo(5L);
        }
    }

    @Test
    void countsThatDisagreeDoNoHarm() throws Exception {
        Drops drops =
                Drops.small(1)
                        .but("STAT", "+OK 2147483647 1\r\n")
                        .but("UIDL", "+OK\r\n1 a\r\n2 b\r\n3 c\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.stat().count()).isEqualTo(Integer.MAX_VALUE);
            assertThat(pop.list()).extracting(Listed::number).containsExactly(1);
        }
    }

    @Test
    void nothingDependsOnTheNameOfAProduct() throws Exception {
        List<List<String>> traces = new ArrayList<>();
        for (String name : List.of("Dovecot ready.", "Microsoft Exchange Server 2003", "Gpop")) {
            Drops drops = Drops.small(2).with("PIPELINING").with("IMPLEMENTATION " + name);
            Peer.Play play =
                    talk -> {
                        talk.send("+OK " + name + "\r\n");
                        drops.commands(talk);
                    };
            try (Peer peer = new Peer(play);
                    Pop3Session pop = peer.clear().open()) {
                pop.commit(pop.retrieve(pop.list(), new Taken()).done());
                traces.add(peer.heard());
            }
        }
        assertThat(traces).hasSize(3);
        assertThat(traces.get(1)).isEqualTo(traces.getFirst());
        assertThat(traces.get(2)).isEqualTo(traces.getFirst());
    }

    @Test
    void utf8AndLanguageAreAskedForBeforeLoginWhereOffered() throws Exception {
        Drops drops = Drops.small(0).with("UTF8 USER").with("LANG");
        try (Peer peer = new Peer(drops.with("PIPELINING"));
                Pop3Session pop =
                        peer.clear()
                                .language("es")
                                .credentials(
                                        new Credentials.Password("josé", LoginTest.secret("x")))
                                .open()) {
            assertThat(pop.list()).isEmpty();
            assertThat(peer.heard().subList(0, 4))
                    .containsExactly("CAPA", "LANG es", "UTF8", "USER jos\u00c3\u00a9");
        }
        try (Peer peer = new Peer(Drops.small(0));
                Pop3Session pop = peer.clear().language("es").open()) {
            assertThat(pop.list()).isEmpty();
            assertThat(peer.heard()).doesNotContain("UTF8", "LANG es");
        }
        try (Peer peer = new Peer(Drops.small(0).with("UTF8"));
                Pop3Session pop = peer.clear().utf8(false).open()) {
            assertThat(pop.list()).isEmpty();
            assertThat(peer.heard()).doesNotContain("UTF8");
        }
    }

    @Test
    void maildropThatNeedsUtf8IsAskedAgainInThatMode() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nUTF8\r\nPIPELINING\r\n.\r\n");
                    talk.line();
                    talk.answer("+OK\r\n-ERR [UTF8] not without\r\n");
                    talk.line();
                    talk.line();
                    talk.answer("+OK\r\n+OK\r\n+OK\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().utf8(false).open()) {
            assertThat(pop.capabilities().pipelining()).isTrue();
            assertThat(peer.heard())
                    .containsExactly(
                            "CAPA", "USER ana", "PASS clave", "UTF8", "USER ana", "PASS clave");
        }
    }

    @Test
    void everyWaitHasAnEnd() throws Exception {
        try (Peer silent = new Peer(Peer.Talk::untilGone)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> Limits.hurried(silent.clear()).open())
                    .isInstanceOf(Pop3Exception.TimedOut.class)
                    .hasMessageContaining("silent");
            assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(3).toNanos());
        }
        Peer.Play drip =
                talk -> {
                    while (true) {
                        talk.send("+");
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                };
        try (Peer peer = new Peer(drip)) {
            assertThatThrownBy(() -> Limits.hurried(peer.clear()).open())
                    .isInstanceOf(Pop3Exception.TimedOut.class);
        }
    }

    @Test
    void wholeSessionCanBeLimited() throws Exception {
        String line = "x".repeat(70) + "\r\n";
        Peer.Play endless =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n1 100000000\r\n.\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\n");
                    while (true) {
                        talk.send(line);
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                };
        try (Peer peer = new Peer(endless)) {
            Pop3 door = peer.clear().limits(TimeLimits.USUAL.total(Duration.ofMillis(700)));
            try (Pop3Session pop = door.open()) {
                List<Listed> all = pop.list();
                assertThatThrownBy(() -> pop.retrieve(all, new Taken()))
                        .isInstanceOf(Pop3Exception.TruncatedMessage.class)
                        .hasRootCauseInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void logHoldsEveryLineAndNoSecret() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        Drops drops = Drops.small(1).with("SASL PLAIN").but("AUTH", "-ERR no\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().log(WireLog.to(log::add)).open()) {
            pop.retrieve(pop.list(), new Taken());
            pop.commit();
        }
        assertThat(log)
                .contains(
                        "S: +OK hello",
                        "C: CAPA",
                        "S: SASL PLAIN",
                        "C: AUTH PLAIN ***",
                        "S: -ERR no",
                        "C: USER ana",
                        "C: PASS ***",
                        "C: RETR 1",
                        "C: QUIT")
                .anyMatch(line -> line.startsWith("S: (a message, "))
                .noneMatch(line -> line.contains("clave") || line.contains("AGFuYQBjbGF2ZQ"));
    }
}
