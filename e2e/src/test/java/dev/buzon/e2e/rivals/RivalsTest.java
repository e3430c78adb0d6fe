package dev.buzon.e2e.rivals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What of the collector's bars does not depend on how busy the machine is: round trips, memory,
 * what is written, and that a crash costs nothing. {@link RivalsCampaign} measures the times.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RivalsTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Rival OURS = new OurLibrary();

    /** The greeting, capabilities, login with SCRAM (the list comes with its last step), QUIT. */
    private static final int POLL_TRIPS = 6;

    private static final int BIG_OCTETS = 100_000_000;
    private static final int BIG_PEAK_MB = 200;

    private final Laboratory lab = new Laboratory();
    private final Server server = new BuzonServer(lab.folder());

    RivalsTest() throws IOException {}

    @AfterAll
    void close() throws IOException {
        server.close();
        lab.close();
    }

    private int turns(Rival rival, Errand errand) throws IOException {
        return lab.good(rival, server, errand, Way.loopback(), LIMIT).turns();
    }

    @Test
    void hundredMessagesCostOneRoundTripMoreThanNone() throws Exception {
        Mailing mailing = new Mailing(100, 4096);
        Errand errand = lab.errand(server, server.maildrop(mailing), false, false);
        assertThat(turns(OURS, errand)).isLessThanOrEqualTo(POLL_TRIPS + 1);
        FirstTime.verify(OURS, errand, mailing);
        assertThat(turns(OURS, errand)).isLessThanOrEqualTo(POLL_TRIPS);
        FirstTime.verify(OURS, errand, mailing);
    }

    @Test
    void tlsCostsTheRoundTripOfItsHandshakeAndNoMore() throws Exception {
        Errand errand = lab.errand(server, server.maildrop(new Mailing(3, 400)), true, false);
        turns(OURS, errand);
        assertThat(turns(OURS, errand)).isLessThanOrEqualTo(POLL_TRIPS + 1);
    }

    @Test
    void aPollTakesFewerRoundTripsThanThatOfTheFastestRival() throws Exception {
        Rival mpop = new Mpop();
        Errand errand = lab.errand(server, server.maildrop(new Mailing(3, 400)), false, false);
        turns(mpop, errand);
        assertThat(turns(mpop, errand)).isGreaterThan(POLL_TRIPS);
    }

    @Test
    void aPollWritesNoMoreHoweverMuchIsLeft() throws Exception {
        Errand errand = lab.errand(server, server.maildrop(new Mailing(2000, 400)), false, false);
        turns(OURS, errand);
        long before = remembered(errand);
        assertThat(turns(OURS, errand)).isLessThanOrEqualTo(POLL_TRIPS);
        assertThat(remembered(errand) - before).isBetween(0L, 200L);
    }

    private static long remembered(Errand errand) throws IOException {
        long octets = 0;
        try (var files = Files.walk(errand.home().resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                octets += Files.size(file);
            }
        }
        return octets;
    }

    @Test
    void aMessageLargerThanTheHeapComesWhole() throws Exception {
        String user = server.maildrop(new Mailing(1, BIG_OCTETS));
        var result = new BigMessage(BIG_OCTETS).measure(lab, server, user, OURS, 1);
        assertThat(JavaRun.FLAGS).contains("-Xmx64m");
        assertThat(result.peakMegabytes()).isLessThan(BIG_PEAK_MB);
    }

    @Test
    void nothingIsLostDoubledOrLeftWhateverBreaks() throws Exception {
        List<Crash> deleting = Crash.all().stream().filter(Crash::delete).toList();
        assertThat(deleting).hasSizeGreaterThan(2);
        for (Crash crash : deleting) {
            Crash.Result result = crash.measure(lab, server, OURS);
            assertThat(result.good()).as(crash.title() + ": " + result).isTrue();
        }
    }
}
