package dev.buzon.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server, killed with SIGKILL at random moments while four deliver over LMTP and two collect
 * over POP3: what it acknowledged holds (S-020, P-060, P-070), one commit is done or not, and a
 * connection that breaks deletes nothing. Half of the kills without a bin, half with the usual one.
 * {@code ./mvnw -Pcrash} kills 200 times. {@link LedgerTest} shows that a loss would be seen.
 */
class ServerCrashTest {
    private static final int KILLS = Integer.getInteger("server.kills", 4);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir private Path folder;

    @Test
    void whatWasAcknowledgedOutlivesKills() throws Exception {
        List<Long> starts = new ArrayList<>();
        long deliveries = 0;
        long deletes = 0;
        long unanswered = 0;
        for (String bin : List.of("bin-days = 0", "")) {
            CrashLoop loop = new CrashLoop(folder.resolve("bin" + bin), "[store]\n" + bin, SEED);
            for (int i = 1; i <= KILLS / 2; i++) {
                loop.round(i);
                assertThat(loop.ledger().wrong()).as(bin + " kill " + i + seed()).isEmpty();
            }
            loop.finish();
            assertThat(loop.ledger().wrong()).as(bin + " at the end" + seed()).isEmpty();
            assertThat(loop.ledger().deliveries()).isPositive();
            assertThat(loop.ledger().deletes()).isPositive();
            deliveries += loop.ledger().deliveries();
            deletes += loop.ledger().deletes();
            unanswered += loop.ledger().unanswered();
            starts.addAll(loop.startsMillis());
        }
        starts.sort(Long::compare);
        System.out.printf(
                "%d kills, %d deliveries and %d deletes acknowledged, none lost, none doubled"
                        + " (%d without an answer; start to port %d ms, at most %d ms)%n",
                KILLS / 2 * 2,
                deliveries,
                deletes,
                unanswered,
                starts.get(starts.size() / 2),
                starts.getLast());
    }

    private static String seed() {
        return ", -Dseed=" + SEED;
    }
}
