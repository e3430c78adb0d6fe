package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.pop3.Quirks.Pipelining;
import java.util.List;
import org.junit.jupiter.api.Test;

/** QUIT in the same group as the last RETR: when it may be, and what it must not cost. */
class QuitBehindTest {
    private final Taken taken = new Taken();

    private static final String LISTS =
            "+OK\r\n1 9\r\n2 9\r\n3 9\r\n.\r\n+OK\r\n1 a\r\n2 b\r\n3 c\r\n.\r\n";

    /** A server that has heard LIST and UIDL in one group, and then whatever comes. */
    private static Peer.Play then(Peer.Play rest) {
        return talk -> {
            talk.send("+OK\r\n");
            talk.answer("+OK\r\nPIPELINING\r\nUIDL\r\n.\r\n");
            talk.line();
            talk.answer("+OK\r\n+OK\r\n");
            talk.line();
            talk.answer(LISTS);
            rest.with(talk);
        };
    }

    @Test
    void quitIsHeardBeforeTheFirstMessageIsSent() throws Exception {
        Peer.Play play =
                then(talk -> {
                    for (String line : List.of("RETR 1", "RETR 2", "RETR 3", "QUIT")) {
                        assertThat(talk.line()).isEqualTo(line);
                    }
                    talk.send("+OK\r\none\r\n.\r\n+OK\r\ntwo\r\n.\r\n+OK\r\nthree\r\n.\r\n+OK\r\n");
                });
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThat(pop.takesQuitBehind()).isTrue();
            assertThat(pop.retrieveAndQuit(all, taken).complete()).isTrue();
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.WORKS);
            assertThatThrownBy(pop::stat).isInstanceOf(Pop3Exception.class);
        }
        assertThat(taken.texts()).containsOnlyKeys(1, 2, 3);
    }

    @Test
    void notBeforeAPipelineWasAnsweredNorWithAnythingMarkedNorWhereReadingDeletes()
            throws Exception {
        try (Peer peer = new Peer(Drops.small(2));
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThat(pop.takesQuitBehind()).isFalse();
            assertThatThrownBy(() -> pop.retrieveAndQuit(all, taken))
                    .isInstanceOf(IllegalStateException.class);
        }
        try (Peer peer = new Peer(Drops.small(2).with("PIPELINING").but("UIDL", "-ERR\r\n"));
                Pop3Session pop = peer.clear().open()) {
            pop.list();
            assertThat(pop.takesQuitBehind()).isFalse();
        }
        Drops drops = Drops.small(2).with("PIPELINING");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThat(pop.takesQuitBehind()).isTrue();
            pop.delete(all.subList(0, 1));
            assertThat(pop.takesQuitBehind()).isFalse();
        }
        try (Peer peer = new Peer(drops);
                Pop3Session pop =
                        peer.clear().quirks(Quirks.none().deletesWhatWasRead(true)).open()) {
            pop.list();
            assertThat(pop.takesQuitBehind()).isFalse();
        }
    }

    @Test
    void whatWasRefusedForComingTooEarlyTakesAnotherSessionWithoutPipelines() throws Exception {
        Peer.Play play =
                then(talk -> {
                    for (int i = 0; i < 4; i++) {
                        talk.line();
                    }
                    talk.send("+OK\r\none\r\n.\r\n-ERR busy\r\n-ERR busy\r\n+OK\r\n");
                });
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            Answers answers = pop.retrieveAndQuit(all, taken);
            assertThat(answers.done()).containsExactly(all.getFirst());
            assertThat(answers.refused()).isEmpty();
            assertThat(answers.notAsked()).isEqualTo(all.subList(1, 3));
            assertThat(pop.quirks().pipelining()).isEqualTo(Pipelining.BROKEN);
        }
    }

    @Test
    void silenceAfterQuitIsUnknownAndTheMessagesAreThere() throws Exception {
        for (String end : List.of("(close)", "(wait)", "+O(close)")) {
            try (Peer peer = new Peer(Drops.small(2).with("PIPELINING").but("QUIT", end));
                    Pop3Session pop = Limits.hurried(peer.clear()).open()) {
                List<Listed> all = pop.list();
                Taken both = new Taken();
                assertThatThrownBy(() -> pop.retrieveAndQuit(all, both))
                        .as(end)
                        .isInstanceOf(Pop3Exception.CommitUnknown.class);
                assertThat(both.texts()).containsOnlyKeys(1, 2);
            }
        }
    }

    @Test
    void threeRefusalsInARowEndTheBatchAndTheSessionInOrder() throws Exception {
        Drops drops = Drops.small(5).with("PIPELINING").but("RETR", "-ERR [SYS/PERM] no\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.retrieveAndQuit(pop.list(), taken).refused()).hasSize(5);
            assertThat(peer.heard()).endsWith("RETR 5", "QUIT");
        }
    }
}
