package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.pop3.Pop3;
import dev.buzon.testing.relay.Fate;
import dev.buzon.testing.relay.Relay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that break, at every place: nothing is lost, nothing doubled, nothing left undeleted. */
class BreakingLineTest {
    @TempDir Path state;

    private Pop3Sync sync(Collecting c, Relay relay) {
        Pop3 pop3 = c.pop3(relay.port());
        return c.sync(pop3, c.sink());
    }

    private static long answerOctets(Collecting c) {
        try (Relay relay = Relay.to(c.server().port()).start()) {
            c.sync(c.pop3(relay.port()), c.sink()).run();
            return relay.octetsToClient();
        }
    }

    private long wholeLength() {
        try (Collecting c = new Collecting(state.resolve("length")).messages(6)) {
            return answerOctets(c);
        }
    }

    @Test
    void aCutAfterAnyOctetOfTheServerIsHealedInTheSameRun() {
        long length = wholeLength();
        int step = Integer.getInteger("step", 13);
        for (long at = 0; at < length + 40; at += step) {
            Fate.How how = at % 2 == 0 ? Fate.How.FIN : Fate.How.RST;
            Fate cut = Fate.breaksToClient(at, how);
            try (Collecting c = new Collecting(state.resolve("s" + at)).messages(6);
                    Relay relay =
                            Relay.to(c.server().port())
                                    .fates(n -> n == 1 ? cut : Fate.spared())
                                    .start()) {
                SyncReport report = sync(c, relay).deleteAtOnce().run();
                String what = "cut at octet " + at + " " + how + ": " + report;
                assertThat(report.outcome()).as(what).isEqualTo(new Outcome.Complete());
                c.assertEachOnce();
                assertThat(c.left()).as(what).isEmpty();
            }
        }
    }

    @Test
    void aCutAfterAnyOctetOfOursIsHealedInTheSameRun() {
        for (long at = 0; at < 420; at += Integer.getInteger("step", 13)) {
            Fate cut = Fate.breaksToServer(at, at % 2 == 0 ? Fate.How.FIN : Fate.How.RST);
            try (Collecting c = new Collecting(state.resolve("c" + at)).messages(6);
                    Relay relay =
                            Relay.to(c.server().port())
                                    .fates(n -> n == 1 ? cut : Fate.spared())
                                    .start()) {
                SyncReport report = sync(c, relay).deleteAtOnce().run();
                String what = "cut at octet " + at + ": " + report;
                assertThat(report.outcome()).as(what).isEqualTo(new Outcome.Complete());
                c.assertEachOnce();
                assertThat(c.left()).as(what).isEmpty();
            }
        }
    }

    @Test
    void aLineThatBreaksEveryTwentyMessagesBringsEachOnce() {
        try (Collecting c = new Collecting(state).messages(300);
                Relay relay =
                        Relay.to(c.server().port())
                                .fates(n -> Fate.breaksToClient(12_000, Fate.How.RST))
                                .start()) {
            SyncReport report = sync(c, relay).deleteAtOnce().run();
            assertThat(report.collected()).as(report.toString()).isGreaterThan(100);
            for (int run = 0; run < 5 && !c.left().isEmpty(); run++) {
                report = sync(c, relay).deleteAtOnce().run();
            }
            assertThat(c.left()).as(report.toString()).isEmpty();
            c.assertEachOnce();
        }
    }

    @Test
    void runsThatBreakAnywhereInEveryConnectionLoseNothing() {
        long seed = Long.getLong("seed", 20261123);
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            try (Collecting c = new Collecting(state.resolve("r" + round)).messages(25);
                    Relay relay =
                            Relay.to(c.server().port())
                                    .fates(n -> somewhere(random, 4000))
                                    .start()) {
                for (int run = 0; run < 3; run++) {
                    sync(c, relay).deleteAtOnce().run();
                    c.messages(1);
                }
                relay.fates(n -> Fate.spared());
                c.later(Duration.ofHours(1));
                SyncReport last = sync(c, relay).deleteAtOnce().run();
                String what = "seed " + seed + " round " + round + ": " + last;
                assertThat(last.outcome()).as(what).isEqualTo(new Outcome.Complete());
                c.assertEachOnce();
                assertThat(c.left()).as(what).isEmpty();
            }
        }
    }

    private static Fate somewhere(Random random, int octets) {
        synchronized (random) {
            Fate.How how = random.nextBoolean() ? Fate.How.FIN : Fate.How.RST;
            return random.nextInt(4) == 0
                    ? Fate.breaksToServer(random.nextInt(600), how)
                    : Fate.breaksToClient(random.nextInt(octets), how);
        }
    }

    @Test
    void aLineThatIsDownIsReportedAndTriedLater() {
        try (Collecting c = new Collecting(state).messages(1);
                Relay relay = Relay.to(c.server().port()).start()) {
            relay.refuse(true);
            SyncReport report = sync(c, relay).run();
            assertThat(report.outcome()).isInstanceOf(Outcome.Again.class);
            assertThat(report.sessions()).isLessThanOrEqualTo(3);
        }
    }
}
