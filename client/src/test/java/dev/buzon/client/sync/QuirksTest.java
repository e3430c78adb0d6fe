package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.testing.pop3.Phase;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import dev.buzon.testing.wire.End;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What servers do, and that each message is here once all the same. */
class QuirksTest {
    @TempDir Path state;

    private Collecting at(Quirk... quirks) {
        return new Collecting(state, quirks);
    }

    private static void assertComplete(SyncReport report) {
        assertThat(report.outcome()).as(report.toString()).isEqualTo(new Outcome.Complete());
    }

    @Test
    void aServerWithTheMinimalCommandsIsEnough() {
        try (Collecting c =
                at(
                                new Quirk.Without(Turn.CAPA),
                                new Quirk.Without(Turn.UIDL),
                                new Quirk.Without(Turn.TOP))
                        .messages(5)) {
            SyncReport report = c.sync().deleteAtOnce().run();
            assertComplete(report);
            assertThat(report.deleted()).isEqualTo(5);
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void withoutIdentifiersNothingComesTwice() {
        try (Collecting c = at(new Quirk.Without(Turn.UIDL)).messages(7)) {
            assertComplete(c.sync().run());
            assertComplete(c.sync().run());
            c.messages(2);
            SyncReport third = c.sync().run();
            assertThat(third.collected()).isEqualTo(2);
            c.assertEachOnce();
            assertThat(c.server().retrievals(1)).isEqualTo(1);
            assertThat(third.notes()).anyMatch(note -> note.contains("no identifiers"));
            assertComplete(c.sync().deleteAtOnce().run());
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void withoutIdentifiersAndHeadersTheContentTells() {
        try (Collecting c =
                at(new Quirk.Without(Turn.UIDL), new Quirk.Without(Turn.TOP)).messages(4)) {
            assertComplete(c.sync().run());
            c.messages(1);
            SyncReport second = c.sync().run();
            assertThat(second.collected()).isEqualTo(1);
            assertThat(second.known()).isEqualTo(4);
            c.assertEachOnce();
        }
    }

    @Test
    void twoMessagesWithOneIdentifierAreBothCollected() {
        try (Collecting c =
                at(
                                new Quirk.Shows(Turn.UIDL, 1, "{n} same"),
                                new Quirk.Shows(Turn.UIDL, 2, "{n} same"))
                        .messages(3)) {
            assertThat(c.sync().run().collected()).isEqualTo(3);
            assertThat(c.sync().run().collected()).isZero();
            c.assertEachOnce();
            assertThat(c.server().retrievals(1)).isEqualTo(1);
            SyncReport last = c.sync().deleteAtOnce().run();
            assertThat(last.deleted()).as(last.toString()).isEqualTo(3);
            c.assertEachOnce();
        }
    }

    @Test
    void anIdentifierThatIsOnlyTheNumberIsNotBelievedBeforeADeletion() {
        Quirk[] numbers = {
            new Quirk.Shows(Turn.UIDL, 1, "{n} {n}"),
            new Quirk.Shows(Turn.UIDL, 2, "{n} {n}"),
            new Quirk.Shows(Turn.UIDL, 3, "{n} {n}")
        };
        try (Collecting c = at(numbers)) {
            c.put("Subject: one\r\n\r\n1\r\n");
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(1);
            // The same identifier, the same size, another message.
            c.put("Subject: two\r\n\r\n2\r\n");
            SyncReport second = c.sync().deleteAtOnce().run();
            assertThat(second.deleted()).as(second.toString()).isEqualTo(1);
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void anIdentifierThatIsUsedAgainDoesNotHideAMessage() {
        try (Collecting c =
                at(
                        new Quirk.Shows(Turn.UIDL, 1, "{n} abc"),
                        new Quirk.Shows(Turn.UIDL, 2, "{n} abc"))) {
            c.put("Subject: one\r\n\r\n1\r\n");
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(1);
            c.put("Subject: two\r\n\r\n2\r\n");
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void whenAllIdentifiersChangeTheHeadersTell() {
        try (Collecting c = at().messages(12)) {
            assertThat(c.sync().run().collected()).isEqualTo(12);
            c.server().behave(new Quirk.UidsRenamed("new-"));
            SyncReport second = c.sync().run();
            assertThat(second.collected()).isZero();
            assertThat(c.server().retrievals(3)).isEqualTo(1);
            assertThat(c.sync().run().collected()).isZero();
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(12);
            c.assertEachOnce();
        }
    }

    @Test
    void whatDisappearsAndReturnsIsNotCollectedAgain() {
        try (Collecting c = at().messages(5)) {
            c.sync().run();
            c.server().behave(new Quirk.Missing(Set.of(2, 3)));
            c.sync().run();
            c.later(Duration.ofDays(25));
            c.server().behave();
            assertThat(c.sync().run().collected()).isZero();
            assertThat(c.server().retrievals(2)).isEqualTo(1);
            SyncReport last = c.sync().deleteAtOnce().run();
            assertThat(last.deleted()).as(last.toString()).isEqualTo(5);
            c.assertEachOnce();
        }
    }

    @Test
    void whatReturnsAfterItWasDeletedIsDeletedAgain() {
        try (Collecting c = at(Quirk.Quitting.IGNORES_DELETES).messages(4)) {
            assertComplete(c.sync().deleteAtOnce().run());
            assertThat(c.left()).hasSize(4);
            c.server().behave();
            SyncReport second = c.sync().deleteAtOnce().run();
            assertThat(second.collected()).isZero();
            assertThat(c.left()).isEmpty();
            c.assertEachOnce();
        }
    }

    @Test
    void deletesThatWereNotConfirmedAreSentAgain() {
        try (Collecting c = at(Quirk.onVisit(1, Quirk.Quitting.DROPPED)).messages(6)) {
            SyncReport report = c.sync().deleteAtOnce().run();
            assertComplete(report);
            assertThat(report.sessions()).isEqualTo(2);
            assertThat(c.left()).isEmpty();
            assertThat(c.server().retrievals(1)).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void deletesWhoseAnswerWasLostAreSettledByTheNextList() {
        try (Collecting c = at(Quirk.onVisit(1, Quirk.Quitting.ANSWER_LOST)).messages(6)) {
            SyncReport report = c.sync().deleteAtOnce().run();
            assertComplete(report);
            assertThat(c.left()).isEmpty();
            c.assertEachOnce();
            assertThat(c.sync().deleteAtOnce().run().deletesOwed()).isZero();
        }
    }

    @Test
    void aRefusedDeletionIsTriedAgainNextTime() {
        try (Collecting c =
                at(Quirk.onVisit(1, new Quirk.Refuses(Turn.DELE, 2, 9, "-ERR no"))).messages(4)) {
            SyncReport first = c.sync().deleteAtOnce().run();
            assertThat(first.deleted()).isEqualTo(3);
            assertThat(first.deletesOwed()).isEqualTo(1);
            assertThat(first.clean()).isFalse();
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(1);
            assertThat(c.left()).isEmpty();
            c.assertEachOnce();
        }
    }

    @Test
    void sizesThatLieAreComparedBeforeAnythingIsDeleted() {
        try (Collecting c =
                at(
                        new Quirk.Shows(Turn.LIST, 1, "{n} 10"),
                        new Quirk.Shows(Turn.LIST, 2, "{n} 99999"))) {
            c.put("Subject: a\r\n\r\n" + "line\r\n".repeat(2000));
            c.put("Subject: b\r\n\r\nshort\r\n");
            c.messages(1);
            SyncReport report = c.sync().deleteAtOnce().run();
            assertThat(report.deleted()).as(report.toString()).isEqualTo(3);
            assertThat(c.server().retrievals(1)).isEqualTo(2);
            assertThat(c.server().retrievals(3)).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void aServerWhoseSizesMeanNothingIsKnownAfterThree() {
        try (Collecting c = at(new Quirk.Shows(Turn.LIST, Quirk.ANY, "{n} 7")).messages(5)) {
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(5);
            c.messages(3);
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(3);
            assertThat(c.server().retrievals(7)).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void sizesWithLoneLineFeedsAreUnderstood() {
        try (Collecting c = at(Quirk.Framing.LF_ONLY).messages(4)) {
            SyncReport report = c.sync().deleteAtOnce().run();
            assertThat(report.deleted()).as(report.toString()).isEqualTo(4);
            assertThat(c.server().retrievals(1)).isEqualTo(1);
        }
    }

    @Test
    void aMessageWhoseDotsWereNotStuffedIsNeitherKeptNorDeleted() {
        try (Collecting c = at(Quirk.Framing.DOTS_NOT_STUFFED)) {
            c.put("Subject: fine\r\n\r\nx\r\n");
            c.put("Subject: dot\r\n\r\nbefore\r\n.\r\nbehind\r\n");
            c.put("Subject: last\r\n\r\nx\r\n");
            SyncReport report = c.sync().deleteAtOnce().run();
            assertThat(c.texts())
                    .as(report.toString())
                    .containsExactlyInAnyOrder(
                            "Subject: fine\r\n\r\nx\r\n", "Subject: last\r\n\r\nx\r\n");
            assertThat(c.left()).hasSize(1).first().asString().contains("behind");
            assertThat(report.failures()).hasSize(1);
        }
    }

    @Test
    void aRefusedMessageDoesNotStopTheOthersAndRestsAfterThreeTimes() {
        try (Collecting c =
                at(new Quirk.Refuses(Turn.RETR, 2, Quirk.ALWAYS, "-ERR broken")).messages(5)) {
            for (int run = 1; run <= 3; run++) {
                SyncReport report = c.sync().deleteAtOnce().run();
                assertThat(report.failures()).hasSize(1);
                assertThat(c.left()).hasSize(1);
            }
            SyncReport resting = c.sync().deleteAtOnce().run();
            assertThat(resting.failures()).isEmpty();
            assertThat(resting.resting()).hasSize(1);
            c.later(Duration.ofDays(1).plusMinutes(1));
            c.server().behave();
            assertThat(c.sync().deleteAtOnce().run().collected()).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void threeRefusalsInARowEndTheSessionAndAskForAPause() {
        try (Collecting c =
                at(new Quirk.RefusesAfter(Turn.RETR, 2, "-ERR Download exceed")).messages(8)) {
            SyncReport report = c.sync().deleteAtOnce().run();
            assertThat(report.outcome()).isInstanceOf(Outcome.Again.class);
            assertThat(report.collected()).isEqualTo(2);
            assertThat(report.deleted()).isEqualTo(2);
            Outcome.Again again = (Outcome.Again) report.outcome();
            assertThat(again.cause()).isEqualTo(Outcome.Cause.REFUSALS);
            assertThat(again.notBefore()).isAfter(c.now());
            c.server().behave();
            assertComplete(c.sync().deleteAtOnce().run());
            c.assertEachOnce();
        }
    }

    @Test
    void aServerThatShowsWindowsIsAskedUntilNothingIsLeft() {
        try (Collecting c = at(new Quirk.Window(250)).messages(600)) {
            assertComplete(c.sync().run());
            c.assertEachOnce();
        }
    }

    @Test
    void aServerThatExpiresAtOnceIsAskedUntilNothingIsLeft() {
        try (Collecting c =
                at(new Quirk.Window(40), new Quirk.Announces(Set.of(Phase.values()), "EXPIRE 0"))
                        .messages(100)) {
            SyncReport report = c.sync().run();
            assertComplete(report);
            assertThat(report.expireDays()).hasValue(0);
            c.assertEachOnce();
        }
    }

    @Test
    void aServerThatDeletesWhatWasReadIsResetBeforeQuit() {
        try (Collecting c = at(Quirk.Quitting.DELETES_WHAT_WAS_READ).messages(4)) {
            assertComplete(c.sync().resetBeforeQuit().run());
            assertThat(c.left()).hasSize(4);
            assertThat(c.sync().resetBeforeQuit().deleteAtOnce().run().deleted()).isEqualTo(4);
            assertThat(c.left()).isEmpty();
            c.messages(3);
            c.sync().run();
            c.messages(1);
            assertThat(c.sync().run().notes()).anyMatch(note -> note.contains("RSET before QUIT"));
        }
    }

    @Test
    void aMessageThatBreaksTheLineEveryTimeDoesNotStopTheOthers() {
        Quirk endless = new Quirk.Endless(Turn.RETR, Quirk.Flood.LINES, 3_000_000);
        try (Collecting c = at(new Quirk.OnMessage(3, endless)).messages(6)) {
            SyncReport report = c.sync().deleteAtOnce().run();
            assertThat(c.left()).as(report.toString()).hasSize(1);
            assertThat(report.collected()).isEqualTo(5);
            c.later(Duration.ofDays(2));
            c.server().behave();
            assertComplete(c.sync().deleteAtOnce().run());
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void oneConnectionCanBeCutAtEveryCommand() {
        for (int nth = 1; nth <= 16; nth++) {
            try (Collecting c =
                    new Collecting(
                                    state.resolve("cut" + nth),
                                    Quirk.onConnection(1, new Quirk.CutAtCommand(nth, End.FIN)))
                            .messages(4)) {
                assertComplete(c.sync().deleteAtOnce().run());
                c.assertEachOnce();
                assertThat(c.left()).isEmpty();
            }
        }
    }

    @Test
    void serversThatBreakWhenPipelinedAreServedOneByOne() {
        for (Quirk.Pipelining way : Quirk.Pipelining.values()) {
            try (Collecting c = new Collecting(state.resolve("" + way), way).messages(8)) {
                SyncReport report = c.sync().deleteAtOnce().run();
                for (int run = 0; run < 3 && !c.left().isEmpty(); run++) {
                    report = c.sync().deleteAtOnce().run();
                }
                if (way == Quirk.Pipelining.OUT_OF_ORDER) {
                    // Nobody can make sense of it; what matters is that nothing is believed.
                    assertThat(c.left()).hasSize(8);
                    c.server().behave();
                    assertComplete(c.sync().deleteAtOnce().run());
                }
                assertThat(c.left()).as(way + ": " + report).isEmpty();
                c.assertEachOnce();
            }
        }
    }

    @Test
    void framesThatAreNotQuiteRightAreTaken() {
        for (Quirk.Framing framing : Quirk.Framing.values()) {
            boolean whole = framing != Quirk.Framing.NO_TERMINATOR;
            try (Collecting c = new Collecting(state.resolve("" + framing))) {
                c.put("Subject: a\r\n\r\nx\r\n");
                c.put("Subject: b\r\n\r\ny\r\n");
                c.server().behave(new Quirk.OnMessage(1, framing));
                Pop3 pop3 = c.pop3().limits(TimeLimits.USUAL.read(Duration.ofMillis(800)));
                SyncReport report = c.sync(pop3, c.sink()).deleteAtOnce().run();
                assertThat(c.left().size()).as(framing + ": " + report).isEqualTo(whole ? 0 : 1);
                c.server().behave();
                c.later(Duration.ofDays(1));
                c.sync().deleteAtOnce().run();
                assertThat(c.texts()).as("" + framing).hasSize(2).doesNotHaveDuplicates();
            }
        }
    }
}
