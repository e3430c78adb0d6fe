package dev.buzon.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed with SIGKILL at random moments while messages arrive and are drained: nothing acknowledged
 * is lost, nothing is doubled, a commit happened or did not. {@code ./mvnw -Pcrash} kills 200
 * times.
 */
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 8);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir Path folder;

    @Test
    void killedAtRandomItLosesAndDoublesNothing() throws Exception {
        CrashLoop loop = new CrashLoop(folder, SEED, "honest");
        for (int i = 1; i <= KILLS; i++) {
            loop.round(i);
            assertThat(loop.wrong).as("after kill " + i + ", -Dseed=" + SEED).isEmpty();
        }
        assertThat(loop.acknowledged()).isPositive();
        System.out.printf(
                "%d kills, %d deliveries and %d deletes acknowledged, none lost%n",
                KILLS, loop.acknowledged(), loop.drained());
    }

    @Test
    void anAcknowledgementBeforeTheCommitIsFound() throws Exception {
        CrashLoop loop = new CrashLoop(folder, SEED, "early");
        for (int i = 1; i <= 20 && loop.wrong.isEmpty(); i++) {
            loop.round(i);
        }
        assertThat(loop.wrong).as("what a server that lies loses").isNotEmpty();
    }
}
