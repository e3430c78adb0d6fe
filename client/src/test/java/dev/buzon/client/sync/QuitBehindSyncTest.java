package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import dev.buzon.testing.wire.End;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that leaves everything on the server says QUIT with its last RETR. */
class QuitBehindSyncTest {
    @TempDir Path state;

    private static void assertComplete(SyncReport report) {
        assertThat(report.outcome()).as(report.toString()).isEqualTo(new Outcome.Complete());
    }

    @Test
    void aLostAnswerToQuitIsNoReasonToComeAgain() {
        for (End end : List.of(End.FIN, End.RST)) {
            try (Collecting c =
                    new Collecting(
                            state.resolve(end.name()),
                            new Quirk.CutInAnswer(Turn.QUIT, 1, 2, end))) {
                c.messages(4);
                SyncReport first = c.sync().run();
                assertComplete(first);
                assertThat(first.sessions()).isEqualTo(1);
                assertThat(first.collected()).isEqualTo(4);
                c.assertEachOnce();
                assertThat(c.sync().run().collected()).isZero();
            }
        }
    }

    @Test
    void aMessageOfAnotherSizeIsProvedByTheAnswerToQuit() {
        try (Collecting c = new Collecting(state, new Quirk.Shows(Turn.LIST, 3, "{n} 7"))) {
            c.messages(3);
            SyncReport first = c.sync().run();
            assertComplete(first);
            assertThat(first.sessions()).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void anErrorAfterTheLastMessageLosesAndDoublesNothing() {
        try (Collecting c = new Collecting(state, new Quirk.Says(Turn.QUIT, "-ERR no"))) {
            c.messages(3);
            c.sync().run();
            c.sync().run();
            c.assertEachOnce();
        }
    }

    @Test
    void whatIsDeletedAtOnceIsDurableBeforeQuit() {
        try (Collecting c = new Collecting(state)) {
            c.messages(3);
            SyncReport report = c.sync().deleteAtOnce().run();
            assertComplete(report);
            assertThat(report.deleted()).isEqualTo(3);
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }
}
