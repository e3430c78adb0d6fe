package dev.buzon.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random runs of the collector, disturbed in session after session and then no more: every message
 * is in the sink once, octet by octet, what is to leave the server has left it, nothing was deleted
 * that was not durable, and nothing took for ever (C-007, C-008). {@code ./mvnw -Pfaults} does
 * 5,000. {@link FaultsAreSeenTest} shows that a loss would be seen.
 */
class FaultCampaignTest {
    private static final int LINES = Integer.getInteger("faults.lines", 300);
    private static final int DISKS = Integer.getInteger("faults.disks", 40);
    private static final int KILLS = Integer.getInteger("faults.kills", 6);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir private Path folder;

    @Test
    void everyMessageComesOnceWhateverBreaks() throws Exception {
        long begun = System.nanoTime();
        System.out.println("faults: -Dseed=" + SEED);
        Toll toll = new Toll();
        Campaign campaign = new Campaign(folder, SEED, toll);
        campaign.lines(LINES);
        campaign.disks(DISKS);
        campaign.kills(KILLS);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf(
                "%s (%d s, %d kills at work, -Dseed=%d)%n",
                toll, took.toSeconds(), campaign.kills(), SEED);
        assertThat(toll.wrong()).as(toll.toString()).isEmpty();
    }
}
