package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What QUIT means, and what its silence means (C-008). */
class CommitTest {
    @Test
    void quitWithoutAnswerLeavesDeletionsUnknown() throws Exception {
        for (String end : List.of("(close)", "(wait)", "+O(close)")) {
            for (Drops drops : List.of(Drops.small(2), Drops.small(2).with("PIPELINING"))) {
                try (Peer peer = new Peer(drops.but("QUIT", end));
                        Pop3Session pop = Limits.hurried(peer.clear()).open()) {
                    List<Listed> all = pop.list();
                    pop.delete(all.subList(0, 1));
                    assertThatThrownBy(() -> pop.commit(all.subList(1, 2)))
                            .as(end)
                            .isInstanceOf(Pop3Exception.CommitUnknown.class);
                }
            }
        }
    }

    @Test
    void refusedQuitIsARefusedCommit() throws Exception {
        Drops drops = Drops.small(1).but("QUIT", "-ERR [SYS/TEMP] some not removed\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThatThrownBy(() -> pop.commit(pop.list()))
                    .isInstanceOfSatisfying(
                            Pop3Exception.CommitRefused.class,
                            e -> {
                                assertThat(e.serverText()).isEqualTo("some not removed");
                                assertThat(e.serverCode()).contains("SYS/TEMP");
                            });
        }
    }

    @Test
    void refusedDeletionIsToldAndTheOthersGo() throws Exception {
        Drops drops = Drops.small(5).with("PIPELINING").but("DELE 3", "-ERR read-only\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            Answers answers = pop.commit(pop.list());
            assertThat(answers.done()).extracting(Listed::number).containsExactly(1, 2, 4, 5);
            assertThat(answers.refused()).extracting(r -> r.message().number()).containsExactly(3);
            assertThat(peer.heard()).endsWith("QUIT");
        }
    }

    @Test
    void connectionThatEndsBeforeQuitIsSentDeletedNothing() throws Exception {
        try (Peer peer = new Peer(Drops.small(1).but("DELE", "(close)"));
                Pop3Session pop = peer.clear().open()) {
            assertThatThrownBy(() -> pop.commit(pop.list()))
                    .isInstanceOf(Pop3Exception.ConnectionLost.class);
        }
    }

    @Test
    void whatWasReadIsForgottenBeforeQuitWhereAPersonSaidSo() throws Exception {
        try (Peer peer = new Peer(Drops.small(3))) {
            Pop3 door = peer.clear().quirks(Quirks.none().deletesWhatWasRead(true));
            try (Pop3Session pop = door.open()) {
                List<Listed> all = pop.list();
                pop.retrieve(all, new Taken());
                pop.delete(all.subList(0, 1));
                pop.commit(all.subList(1, 2));
            }
            assertThat(peer.heard()).endsWith("DELE 1", "RSET", "DELE 1", "DELE 2", "QUIT");
        }
        try (Peer peer = new Peer(Drops.small(3));
                Pop3Session pop = peer.clear().open()) {
            pop.commit();
            assertThat(peer.heard()).doesNotContain("RSET");
        }
    }

    @Test
    void closingAndRollingBackNeverDelete() throws Exception {
        try (Peer peer = new Peer(Drops.small(1))) {
            try (Pop3Session pop = peer.clear().open()) {
                pop.delete(pop.list());
            }
            assertThat(peer.heard()).doesNotContain("QUIT");
            try (Pop3Session pop = peer.clear().open()) {
                pop.delete(pop.list());
                pop.rollback();
            }
            assertThat(peer.heard()).endsWith("DELE 1", "RSET", "QUIT");
        }
    }

    @Test
    void octetsThatNobodyAskedForEndTheSessionBeforeItDeletes() throws Exception {
        Drops drops = Drops.small(1).but("NOOP", "+OK\r\n+OK\r\n");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            pop.noop();
            assertThatThrownBy(() -> pop.commit(all)).isInstanceOf(Pop3Exception.Violation.class);
            assertThat(peer.heard()).endsWith("NOOP");
        }
    }

    @Test
    void cancelFreesWhoeverWaits() throws Exception {
        try (Peer peer = new Peer(Drops.small(1).but("STAT", "(wait)"));
                Pop3Session pop = peer.clear().open()) {
            Thread canceller =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!peer.heard().contains("STAT")) {
                                    Thread.onSpinWait();
                                }
                                pop.cancel();
                            });
            assertThatThrownBy(pop::stat).isInstanceOf(Pop3Exception.Cancelled.class);
            canceller.join();
            assertThatThrownBy(pop::list).isInstanceOf(IOException.class);
        }
    }
}
