package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.pop3.Quirks.Pipelining;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Messages in a pipeline and one at a time, from servers that do it well and others. */
class RetrieveTest {
    private final Taken taken = new Taken();

    @Test
    void oneCommandAtATimeWherePipeliningIsNotAnnounced() throws Exception {
        List<Boolean> more = new ArrayList<>();
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("-ERR no CAPA\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n1 20\r\n2 20\r\n.\r\n");
                    talk.answer("+OK\r\n1 a\r\n2 b\r\n.\r\n");
                    for (int i = 1; i <= 2; i++) {
                        talk.line();
                        more.add(talk.socket().getInputStream().available() > 0);
                        talk.send("+OK\r\n" + Drops.content(i) + ".\r\n");
                    }
                    talk.answer("+OK\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.retrieve(pop.list(), taken).complete()).isTrue();
            pop.commit();
            assertThat(more).containsExactly(false, false);
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.AS_ANNOUNCED);
        }
        assertThat(taken.texts())
                .containsEntry(1, Drops.content(1))
                .containsEntry(2, Drops.content(2));
    }

    @Test
    void commandsGoInAGroupWhereItIsAnnounced() throws Exception {
        try (Peer peer =
                        new Peer(talk -> {
                            talk.send("+OK\r\n");
                            talk.answer("+OK\r\nPIPELINING\r\nUIDL\r\n.\r\n");
                            talk.line();
                            talk.line(); // USER and PASS in one group
                            talk.send("+OK\r\n+OK\r\n");
                            talk.line();
                            talk.line(); // LIST and UIDL
                            talk.send("+OK\r\n1 20\r\n2 20\r\n.\r\n");
                            talk.send("+OK\r\n1 a\r\n2 b\r\n.\r\n");
                            talk.line();
                            talk.line(); // both RETR before any answer
                            talk.send("+OK\r\n" + Drops.content(1) + ".\r\n");
                            talk.send("+OK\r\n" + Drops.content(2) + ".\r\n");
                            talk.line();
                            talk.line();
                            talk.line(); // DELE, DELE, QUIT
                            talk.send("+OK\r\n+OK\r\n+OK\r\n");
                        });
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            Answers answers = pop.retrieve(all, taken);
            assertThat(answers.done()).isEqualTo(all);
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.WORKS);
            assertThat(pop.commit(all).done()).isEqualTo(all);
        }
    }

    @Test
    void serverThatWritesBeforeItReadsIsNoDeadlock() throws Exception {
        String message = ("x".repeat(998) + "\r\n").repeat(1_000);
        int count = 200;
        try (Peer peer =
                        new Peer(talk -> {
                            talk.socket().setReceiveBufferSize(4096);
                            talk.send("+OK\r\n");
                            talk.answer("+OK\r\nPIPELINING\r\n.\r\n");
                            talk.line();
                            talk.answer("+OK\r\n+OK\r\n");
                            talk.line();
                            StringBuilder list = new StringBuilder("+OK\r\n");
                            for (int i = 1; i <= count; i++) {
                                list.append(i).append(" 1\r\n"); // and lies about sizes
                            }
                            talk.answer(list + ".\r\n-ERR no UIDL\r\n");
                            talk.line();
                            String answer = "+OK\r\n" + message + ".\r\n";
                            for (int i = 1; i <= count; i++) {
                                talk.send(answer); // a megabyte before the next is read
                                talk.line();
                            }
                        });
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            long[] octets = {0};
            pop.retrieve(
                    all,
                    (_, in) -> octets[0] += in.transferTo(java.io.OutputStream.nullOutputStream()));
            assertThat(octets[0]).isEqualTo(count * (long) message.length());
            assertThatThrownBy(pop::commit).isInstanceOf(Pop3Exception.CommitUnknown.class);
        }
    }

    @Test
    void refusedMessageDoesNotStopTheOthers() throws Exception {
        Drops drops = Drops.small(5).with("PIPELINING").but("RETR 2", "-ERR Download exceed\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            Answers answers = pop.retrieve(pop.list(), taken);
            assertThat(answers.done()).extracting(Listed::number).containsExactly(1, 3, 4, 5);
            assertThat(answers.refused())
                    .singleElement()
                    .satisfies(r -> {
                        assertThat(r.message().number()).isEqualTo(2);
                        assertThat(r.text()).isEqualTo("Download exceed");
                    });
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.WORKS);
            pop.commit(answers.done());
        }
    }

    @Test
    void threeRefusalsInARowEndTheBatchAndNotTheSession() throws Exception {
        Drops drops =
                Drops.small(20).but("RETR", "-ERR too much\r\n").but("RETR 1", "+OK\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            Answers answers = pop.retrieve(pop.list(), taken);
            assertThat(answers.done()).hasSize(1);
            assertThat(answers.refused()).hasSize(3);
            assertThat(answers.notAsked()).hasSize(16);
            assertThat(pop.stat().count()).isEqualTo(20);
        }
    }

    @Test
    void serverThatRefusesWhatCameTooEarlyIsAskedAgainOneByOne() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nPIPELINING\r\nUIDL\r\n.\r\n");
                    talk.line();
                    talk.answer("+OK\r\n+OK\r\n");
                    talk.line();
                    talk.answer(
                            "+OK\r\n1 9\r\n2 9\r\n3 9\r\n.\r\n+OK\r\n1 a\r\n2 b\r\n3 c\r\n.\r\n");
                    talk.line();
                    talk.line();
                    talk.line();
                    talk.send("+OK\r\none\r\n.\r\n-ERR busy\r\n-ERR busy\r\n");
                    talk.answer("+OK\r\ntwo\r\n.\r\n");
                    talk.answer("+OK\r\nthree\r\n.\r\n");
                    talk.answer("+OK\r\n"); // DELE, alone again
                    talk.answer("+OK\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThat(pop.retrieve(all, taken).done()).hasSize(3);
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.BROKEN);
            pop.commit(all.subList(0, 1));
        }
        assertThat(taken.texts()).containsEntry(2, "two\r\n").containsEntry(3, "three\r\n");
    }

    @Test
    void silenceAfterTheFirstOfAGroupIsRememberedAsABrokenPipeline() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nPIPELINING\r\n.\r\n");
                    talk.line();
                    talk.answer("+OK\r\n+OK\r\n");
                    talk.line();
                    talk.answer("+OK\r\n1 9\r\n2 9\r\n.\r\n-ERR\r\n");
                    talk.line();
                    talk.answer("+OK\r\none\r\n.\r\n");
                    talk.untilGone();
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = Limits.hurried(peer.clear()).open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() -> pop.retrieve(all, taken))
                    .isInstanceOf(Pop3Exception.TimedOut.class);
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.BROKEN);
            assertThat(taken.texts()).containsOnlyKeys(1);
        }
    }

    @Test
    void messageThatIsCutIsNeverAnEnd() throws Exception {
        for (String cut :
                List.of("", "Subj", "Subject: x\r\n", "Subject: x\r\n.", "Subject: x\r\n.\r")) {
            Drops drops = Drops.small(1).but("RETR 1", "+OK\r\n" + cut + "(close)");
            try (Peer peer = new Peer(drops);
                    Pop3Session pop = peer.clear().open()) {
                List<Listed> all = pop.list();
                Taken mine = new Taken();
                assertThatThrownBy(() -> pop.retrieve(all, mine))
                        .isInstanceOfSatisfying(
                                Pop3Exception.TruncatedMessage.class,
                                e -> {
                                    assertThat(e.listed()).isEqualTo(all.getFirst());
                                    assertThat(e.timedOut()).isFalse();
                                });
                assertThat(mine.texts()).isEmpty();
            }
        }
    }

    @Test
    void messageThatIsCutIsNoEndForAConsumerThatDoesNotRead() throws Exception {
        Drops drops = Drops.small(1).but("RETR 1", "+OK\r\nSubject(close)");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() ->
                            pop.retrieve(all, (_, in) -> assertThat(in.read()).isEqualTo('S')))
                    .isInstanceOf(Pop3Exception.TruncatedMessage.class);
        }
    }

    @Test
    void resetInsideAMessageIsATruncatedMessage() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    for (String answer : List.of("-ERR\r\n", "+OK\r\n", "+OK\r\n")) {
                        talk.answer(answer);
                    }
                    talk.answer("+OK\r\n1 10\r\n.\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\nSubject: x\r\n");
                    try {
                        reading.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    talk.reset();
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() ->
                            pop.retrieve(
                                    all,
                                    (_, in) -> {
                                        in.read();
                                        reading.countDown();
                                        in.readAllBytes();
                                    }))
                    .isInstanceOf(Pop3Exception.TruncatedMessage.class);
        }
    }

    @Test
    void missingTerminatorEndsInTheReadLimit() throws Exception {
        Drops drops = Drops.small(1).but("RETR 1", "+OK\r\nSubject: x\r\n\r\nbody.(wait)");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = Limits.hurried(peer.clear()).open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() -> pop.retrieve(all, taken))
                    .isInstanceOfSatisfying(
                            Pop3Exception.TruncatedMessage.class,
                            e -> assertThat(e.timedOut()).isTrue());
        }
    }

    @Test
    void loneLineFeedsAreTakenAsTheyCome() throws Exception {
        Drops drops =
                Drops.small(2)
                        .with("PIPELINING")
                        .but("RETR 1", "+OK\nSubject: x\n\n..dot\nbody\n.\n")
                        .but("RETR 2", "+OK\r\nSubject: y\r\n.\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            pop.retrieve(pop.list(), taken);
            pop.commit();
        }
        assertThat(taken.texts())
                .containsEntry(1, "Subject: x\n\n.dot\nbody\n")
                .containsEntry(2, "Subject: y\r\n");
    }

    @Test
    void onlyTheStatusDecidesAndOneDotIsTakenOff() throws Exception {
        Drops drops =
                Drops.small(4)
                        .but("RETR 1", "+OK\r\n..\r\n...\r\n" + ".".repeat(1_001) + "\r\n.\r\n")
                        .but("RETR 2", "+OK 77\r\n+OK\r\n.\r\n")
                        .but("RETR 3", "+OK anything at all -ERR\r\n-ERR no\r\n.\r\n")
                        .but("RETR 4", "+OK\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.retrieve(pop.list(), taken).complete()).isTrue();
        }
        assertThat(taken.texts())
                .containsEntry(1, ".\r\n..\r\n" + ".".repeat(1_000) + "\r\n")
                .containsEntry(2, "+OK\r\n")
                .containsEntry(3, "-ERR no\r\n")
                .containsEntry(4, "");
    }

    @Test
    void sizesThatLieDoNotMatter() throws Exception {
        String large = "x".repeat(9_998) + "\r\n";
        Drops drops = Drops.of(large, "tiny\r\n").but("LIST", "+OK\r\n1 10\r\n2 1000000\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            pop.retrieve(pop.list(), taken);
        }
        assertThat(taken.texts()).containsEntry(1, large).containsEntry(2, "tiny\r\n");
    }

    @Test
    void dotsThatWereNotStuffedMakeAMessageSuspect() throws Exception {
        Drops drops =
                Drops.small(2)
                        .with("PIPELINING")
                        .but("RETR 1", "+OK\r\nSubject: x\r\n\r\none\r\n.\r\ntwo\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() -> pop.retrieve(all, taken))
                    .isInstanceOfSatisfying(
                            Pop3Exception.Violation.class,
                            e -> assertThat(e.suspects()).containsExactly(all.getFirst()));
            assertThatThrownBy(pop::commit).isInstanceOf(IOException.class);
            assertThat(peer.heard()).doesNotContain("QUIT");
        }
    }

    @Test
    void dotsThatWereNotStuffedInTheLastMessageAreFoundBeforeQuit() throws Exception {
        Drops drops =
                Drops.small(1).but("RETR 1", "+OK\r\nSubject: x\r\n\r\none\r\n.\r\ntwo\r\n.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() -> pop.retrieve(all, taken))
                    .isInstanceOfSatisfying(
                            Pop3Exception.Violation.class,
                            e -> assertThat(e.suspects()).isEqualTo(all));
        }
    }

    @Test
    void messageThatSwallowedTheNextIsSuspectWithAllBehindIt() throws Exception {
        Drops drops =
                Drops.small(4)
                        .with("PIPELINING")
                        .but("RETR 2", "+OK\r\nSubject: 2\r\n\r\nno end.\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = Limits.hurried(peer.clear()).open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() -> pop.retrieve(all, taken))
                    .isInstanceOfSatisfying(
                            Pop3Exception.TimedOut.class,
                            e -> assertThat(e.suspects()).isEqualTo(all.subList(1, 3)));
        }
    }

    @Test
    void consumerThatFailsEndsTheBatchAndTheSessionGoesOn() throws Exception {
        try (Peer peer = new Peer(Drops.small(50).with("PIPELINING"));
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThatThrownBy(() ->
                            pop.retrieve(
                                    all,
                                    (m, in) -> {
                                        in.read();
                                        if (m.number() == 3) {
                                            throw new IOException("the disk is full");
                                        }
                                    }))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("the disk is full");
            assertThat(pop.stat().count()).isEqualTo(50);
            assertThat(pop.commit(all.subList(0, 2)).done()).hasSize(2);
        }
    }

    @Test
    void streamIsOfNoUseAfterItsConsumer() throws Exception {
        try (Peer peer = new Peer(Drops.small(2));
                Pop3Session pop = peer.clear().open()) {
            List<java.io.InputStream> kept = new ArrayList<>();
            pop.retrieve(pop.list(), (_, in) -> kept.add(in));
            assertThat(kept)
                    .hasSize(2)
                    .allSatisfy(in -> assertThatThrownBy(in::read).isInstanceOf(IOException.class));
        }
    }

    @Test
    void everyWayOfReadingGivesTheSameOctets() throws Exception {
        String wire = ("..a\r\n" + "x".repeat(3_000) + "\r\n").repeat(60);
        String content = wire.replace("..a", ".a");
        try (Peer peer = new Peer(Drops.of(wire, wire, wire, wire));
                Pop3Session pop = peer.clear().open()) {
            List<String> read = new ArrayList<>();
            pop.retrieve(
                    pop.list(),
                    (m, in) -> {
                        var out = new java.io.ByteArrayOutputStream();
                        if (m.number() == 1) {
                            in.transferTo(out);
                        } else if (m.number() == 2) {
                            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                                out.write(octet);
                            }
                        } else if (m.number() == 3) {
                            out.write(in.read());
                            out.write(in.readNBytes(70_000));
                            in.transferTo(out);
                        } else {
                            out.write(in.readAllBytes());
                        }
                        assertThat(in.read()).isEqualTo(-1);
                        assertThat(in.read(new byte[7])).isEqualTo(-1);
                        read.add(out.toString(StandardCharsets.ISO_8859_1));
                    });
            assertThat(read).hasSize(4).containsOnly(content);
        }
    }
}
