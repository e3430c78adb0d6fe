package dev.buzon.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.testing.internet.FakePage;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long is waited for whom: the better source wins in time, and nobody holds up the rest. */
class PatienceTest {
    private static final String AUTOCONFIG = "/mail/config-v1.1.xml";

    private final Made made = new Made();

    @AfterEach
    void close() {
        made.close();
        assertThat(made.secretsSent()).isEmpty();
    }

    @Test
    void slowerBetterSourceWins() {
        made.withServers();
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.xml(Made.config()).after(Duration.ofSeconds(1)));
        made.fake
                .dns()
                .service("_pop3s._tcp.example.org", 0, 1, 995, "pop.example.org")
                .service("_submissions._tcp.example.org", 0, 1, 465, "smtp.example.org");

        Report report = made.find(Made.within(Duration.ofSeconds(8), Duration.ofSeconds(10)));

        Choice best = report.best().orElseThrow().incoming();
        assertThat(best.source()).isEqualTo(Source.AUTOCONFIG);
        assertThat(best.agreeing()).contains(Source.AUTOCONFIG, Source.SRV);
        assertThat(report.took()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
    }

    @Test
    void nobodyWaitsForAWorseSource() {
        made.withServers();
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));
        made.fake.host("live.thunderbird.net").blackHole(443);
        made.fake.host("autodiscover.example.org").blackHole(443);

        Report report = made.find(Made.within(Duration.ofSeconds(20), Duration.ofSeconds(20)));

        assertThat(report.best().orElseThrow().incoming().source()).isEqualTo(Source.AUTOCONFIG);
        assertThat(report.took()).isLessThan(Duration.ofSeconds(10));
        assertThat(report.of(Source.ISPDB))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.NOT_NEEDED);
    }

    @Test
    void blackHolesDoNotDelayWhatWasFound() {
        made.withServers();
        made.fake.host("autoconfig.example.org").blackHole(443);
        made.fake.host("ua-auto-config.example.org").blackHole(443);
        made.fake.dns().silentAbout("_ua-auto-config.example.org").silentAbout("example.org");
        made.fake
                .dns()
                .service("_pop3s._tcp.example.org", 0, 1, 995, "pop.example.org")
                .service("_submissions._tcp.example.org", 0, 1, 465, "smtp.example.org");

        Report report = made.find(Made.within(Duration.ofSeconds(2), Duration.ofSeconds(20)));

        assertThat(report.best().orElseThrow().incoming().source()).isEqualTo(Source.SRV);
        assertThat(report.took()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
    }

    @Test
    void blackHolesEverywhereEndAtTheLimit() {
        for (String host :
                new String[] {
                    "autoconfig.example.org",
                    "ua-auto-config.example.org",
                    "autodiscover.example.org",
                    "live.thunderbird.net"
                }) {
            made.fake.host(host).blackHole(443);
        }
        made.fake.host("example.org").blackHole(443).blackHole(995).blackHole(110);
        made.fake.host("mail.example.org").blackHole(995).blackHole(465).blackHole(587);
        made.fake.dns().silentAbout("_pop3s._tcp.example.org").silentAbout("pop.example.org");

        Report report = made.find(Made.within(Duration.ofMillis(500), Duration.ofMillis(1_500)));

        assertThat(report.proposals()).isEmpty();
        assertThat(report.took()).isLessThan(Duration.ofSeconds(4));
        assertThat(report.findings()).extracting(Finding::verdict).contains(Verdict.TIMED_OUT);
    }

    @Test
    void serverThatSwallowsTheProbeIsOfferedBehindOneThatAnswers() {
        made.fake.host("pop.example.org").blackHole(995);
        made.fake.host("smtp.example.org").submissions();
        made.fake.host("mail.example.org").pop3s();
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));
        made.fake.dns().service("_pop3s._tcp.example.org", 0, 1, 995, "mail.example.org");

        Report report = made.find(Made.within(Duration.ofSeconds(2), Duration.ofSeconds(4)));

        assertThat(report.proposals())
                .extracting(one -> one.incoming().source())
                .containsExactly(Source.SRV, Source.AUTOCONFIG);
        assertThat(report.best().orElseThrow().outgoing().orElseThrow().source())
                .isEqualTo(Source.AUTOCONFIG);
        assertThat(report.proposals().getLast().concerns()).contains(Concern.NOT_TRIED);
    }

    @Test
    void listenerHearsNothingAfterTheReport() {
        made.fake.host("autoconfig.example.org").blackHole(443);

        made.find(Made.within(Duration.ofMillis(300), Duration.ofMillis(600)));
        int then = made.events.size();
        made.fake.close(); // everything that still hangs ends now, and would have something to say

        assertThat(made.events).hasSize(then);
    }
}
