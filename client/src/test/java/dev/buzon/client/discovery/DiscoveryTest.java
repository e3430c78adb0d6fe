package dev.buzon.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.reach.Reach;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.testing.internet.FakePage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each source alone finds the servers, in time, and its answer is kept with its provenance. */
class DiscoveryTest {
    private static final Duration IN_ALL = Duration.ofSeconds(3);
    private static final String AUTOCONFIG = "/mail/config-v1.1.xml";
    private static final String WELL_KNOWN = "/.well-known/autoconfig/mail/config-v1.1.xml";
    private static final String PACC = "/.well-known/user-agent-configuration.json";
    private static final String AUTODISCOVER = "/autodiscover/autodiscover.xml";
    private static final String PACC_DOCUMENT =
            """
            {"protocols":{"pop3":{"host":"pop.example.org"},"smtp":{"host":"smtp.example.org"}},
             "authentication":{"password":true},"info":{"provider":{"name":"Example"}}}
            """;

    private final Made made = new Made();

    @AfterEach
    void nothingSecretWasSent() {
        made.close();
        assertThat(made.secretsSent()).isEmpty();
    }

    @Test
    void localFileIsFoundFirst(@TempDir Path folder) throws Exception {
        made.withServers();
        Files.writeString(folder.resolve("example.org.xml"), Made.config());
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));

        Proposal best = foundBy(Source.LOCAL_FILE, Made.WISHES.withFolders(List.of(folder)));

        assertThat(best.incoming().origin()).isEqualTo(Origin.LOCAL);
        assertThat(best.concerns()).isEmpty();
    }

    @Test
    void paccIsFoundAndItsDigestChecked() throws Exception {
        made.withServers();
        made.fake.host("ua-auto-config.example.org").page(PACC, FakePage.json(PACC_DOCUMENT));
        String record = "v=UAAC1; a=sha256; d=" + digest(PACC_DOCUMENT);
        made.fake
                .dns()
                .text("_ua-auto-config.example.org", record.substring(0, 30), record.substring(30));

        Proposal best = foundBy(Source.PACC, Made.WISHES);

        assertThat(best.incoming().origin()).isEqualTo(Origin.HTTPS_AND_DIGEST);
        assertThat(best.provider()).isEqualTo("Example");
        assertThat(best.concerns()).isEmpty();
    }

    @Test
    void paccWithAWrongDigestIsRefused() throws Exception {
        made.withServers();
        made.fake.host("ua-auto-config.example.org").page(PACC, FakePage.json(PACC_DOCUMENT));
        made.fake
                .dns()
                .text("_ua-auto-config.example.org", "v=UAAC1; a=sha256; d=" + digest("other"));

        Report report = made.find();

        assertThat(verdicts(report, Source.PACC)).contains(Verdict.DIGEST_WRONG);
        assertThat(report.proposals()).noneMatch(p -> p.incoming().source() == Source.PACC);
    }

    @Test
    void paccWithoutADigestIsRefused() {
        made.withServers();
        made.fake.host("ua-auto-config.example.org").page(PACC, FakePage.json(PACC_DOCUMENT));

        Report report = made.find();

        assertThat(verdicts(report, Source.PACC)).contains(Verdict.DIGEST_MISSING);
        assertThat(report.proposals()).noneMatch(p -> p.incoming().source() == Source.PACC);
    }

    @Test
    void autoconfigHostIsFound() {
        made.withServers();
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));

        Proposal best = foundBy(Source.AUTOCONFIG, Made.WISHES);

        assertThat(best.incoming().origin()).isEqualTo(Origin.HTTPS);
        assertThat(best.concerns()).isEmpty();
        assertThat(best.hints().leaveFor()).contains(Duration.ofDays(14));
        assertThat(made.fake.heard())
                .anyMatch(request -> request.contains("?emailaddress=ana%40example.org"));
    }

    @Test
    void wellKnownPlaceIsFound() {
        made.withServers();
        made.fake.host("example.org").page(WELL_KNOWN, FakePage.xml(Made.config()));

        foundBy(Source.WELL_KNOWN, Made.WISHES);
    }

    @Test
    void serviceRecordsAreFound() {
        made.withServers();
        made.fake
                .dns()
                .service("_pop3s._tcp.example.org", 0, 1, 995, "pop.example.org")
                .service("_submissions._tcp.example.org", 0, 1, 465, "smtp.example.org");

        Proposal best = foundBy(Source.SRV, Made.WISHES);

        assertThat(best.incoming().origin()).isEqualTo(Origin.DNS);
        assertThat(best.concerns()).containsExactly(Concern.UNSIGNED_DNS);
        assertThat(best.incoming().offer().users()).containsExactly("ana@example.org", "ana");
    }

    @Test
    void databaseIsAskedForTheDomainOnly() {
        made.withServers();
        made.fake
                .host("live.thunderbird.net")
                .page("/autoconfig/v1.1/example.org", FakePage.xml(Made.config()));

        foundBy(Source.ISPDB, Made.WISHES);

        assertThat(made.fake.heard())
                .filteredOn(request -> request.contains("live.thunderbird.net"))
                .isNotEmpty()
                .noneMatch(request -> request.contains("ana"));
    }

    @Test
    void databaseThatIsSwitchedOffIsNotAsked() {
        made.withServers();
        made.fake
                .host("live.thunderbird.net")
                .page("/autoconfig/v1.1/example.org", FakePage.xml(Made.config()));
        made.fake.dns().exchanger("example.org", 10, "mx1.provider.net");

        Report report = made.find(Made.WISHES.withDatabase(Optional.empty()));

        assertThat(verdicts(report, Source.ISPDB)).containsExactly(Verdict.SWITCHED_OFF);
        assertThat(made.fake.heard()).noneMatch(r -> r.contains("live.thunderbird.net"));
        assertThat(made.fake.dns().asked()).noneMatch(q -> q.contains("thunderbird"));
    }

    @Test
    void providerOfTheExchangerIsFound() {
        made.fake.host("pop.provider.co.uk").pop3s();
        made.fake.host("smtp.provider.co.uk").submissions();
        made.fake.dns().exchanger("example.org", 10, "mx1.mail.provider.co.uk");
        made.fake.dns().exchanger("example.org", 20, "backup.elsewhere.net");
        made.fake
                .host("autoconfig.provider.co.uk")
                .page(
                        AUTOCONFIG,
                        FakePage.xml(Made.config("pop.provider.co.uk", "smtp.provider.co.uk")));

        Report report = made.find();
        Choice incoming = report.best().orElseThrow().incoming();

        assertThat(incoming.source()).isEqualTo(Source.MX_AUTOCONFIG);
        assertThat(incoming.concerns())
                .containsExactlyInAnyOrder(Concern.OUTSIDE_DOMAIN, Concern.UNSIGNED_DNS);
        assertThat(incoming.host().owner()).isEqualTo("provider.co.uk");
        assertThat(made.fake.dns().asked())
                .contains("A autoconfig.mail.provider.co.uk", "A autoconfig.provider.co.uk")
                .noneMatch(question -> question.endsWith(" autoconfig.co.uk"))
                .noneMatch(question -> question.contains("elsewhere"));
        assertThat(report.took()).isLessThan(IN_ALL);
    }

    @Test
    void databaseIsAskedForTheProviderOfTheExchanger() {
        made.fake.host("pop.provider.net").pop3s();
        made.fake.host("smtp.provider.net").submissions();
        made.fake.dns().exchanger("example.org", 10, "mx1.provider.net");
        made.fake
                .host("live.thunderbird.net")
                .page(
                        "/autoconfig/v1.1/provider.net",
                        FakePage.xml(Made.config("pop.provider.net", "smtp.provider.net")));

        Report report = made.find();

        assertThat(report.best().orElseThrow().incoming().source()).isEqualTo(Source.MX_ISPDB);
    }

    @Test
    void domainThatTakesNoMailLeadsToNobody() {
        made.fake.dns().exchanger("example.org", 0, ".");

        Report report = made.find();

        assertThat(verdicts(report, Source.MX_AUTOCONFIG)).containsExactly(Verdict.NOT_OFFERED);
    }

    @Test
    void autodiscoverIsFoundWithNothingButTheAddress() {
        made.withServers();
        made.fake
                .host("autodiscover.example.org")
                .page(AUTODISCOVER, FakePage.xml(Answers.autodiscover("pop.example.org")));

        foundBy(Source.AUTODISCOVER, Made.WISHES);

        assertThat(made.fake.heard())
                .filteredOn(request -> request.startsWith("POST"))
                .hasSize(1)
                .allMatch(r -> r.contains("<EMailAddress>ana@example.org</EMailAddress>"));
    }

    @Test
    void autodiscoverOfVersionTwoPointsToTheXml() {
        made.withServers();
        made.fake
                .host("autodiscover.example.org")
                .page(
                        "/autodiscover/autodiscover.json",
                        FakePage.json(
                                """
                                {"Protocol":"AutodiscoverV1",
                                 "Url":"https://mail.example.org/Autodiscover/Autodiscover.xml"}
                                """));
        made.fake
                .host("mail.example.org")
                .page(
                        "/Autodiscover/Autodiscover.xml",
                        FakePage.xml(Answers.autodiscover("pop.example.org")));

        foundBy(Source.AUTODISCOVER, Made.WISHES);
    }

    @Test
    void autodiscoverFollowsTheServiceRecordWithinTheDomain() {
        made.withServers();
        made.fake.dns().service("_autodiscover._tcp.example.org", 0, 0, 443, "outlook.example.org");
        made.fake
                .host("outlook.example.org")
                .page(AUTODISCOVER, FakePage.xml(Answers.autodiscover("pop.example.org")));

        foundBy(Source.AUTODISCOVER, Made.WISHES);
    }

    @Test
    void plainAutoconfigIsAskedOnlyWhenThePersonAgreed() {
        made.withServers();
        made.fake.host("autoconfig.example.org").plainPage(AUTOCONFIG, FakePage.xml(Made.config()));

        Report before = made.find(Made.WISHES.without(Source.GUESS));
        assertThat(verdicts(before, Source.PLAIN_AUTOCONFIG))
                .containsExactly(Verdict.NEEDS_CONSENT);
        assertThat(made.fake.heard()).noneMatch(request -> request.contains("http://"));

        Proposal best = foundBy(Source.PLAIN_AUTOCONFIG, Made.WISHES.withPlainHttp());
        assertThat(best.concerns()).containsExactly(Concern.PLAIN_HTTP);
    }

    @Test
    void usualNamesAreGuessedAndChecked() {
        made.withServers();

        Proposal best = foundBy(Source.GUESS, Made.WISHES);

        assertThat(best.concerns()).containsExactly(Concern.GUESSED);
        assertThat(best.incoming().offer().users()).containsExactly("ana@example.org", "ana");
        assertThat(made.fake.heard())
                .filteredOn(line -> !line.contains("http"))
                .allMatch(line -> line.endsWith(" QUIT"));
    }

    @Test
    void guessedServerWithUpgradeIsUpgradedBeforeAnythingElse() {
        made.fake.host("mail.example.org").pop3().submission();

        Report report = made.find();
        Proposal best = report.best().orElseThrow();

        assertThat(best.incoming().offer().endpoint())
                .isEqualTo(
                        new Offer.Endpoint(
                                Offer.Service.POP3,
                                new ServerAddress("mail.example.org", 110),
                                Security.UPGRADE));
        assertThat(best.incoming().reach().state()).isEqualTo(Reach.State.VERIFIED);
        assertThat(best.outgoing().orElseThrow().reach().isVerified()).isTrue();
        assertThat(made.fake.heard())
                .contains("mail.example.org:110 STLS", "mail.example.org:587 STARTTLS");
    }

    @Test
    void nothingAnywhereIsToldForEachSource() {
        Report report = made.find(Made.WISHES.askingEverybody());

        assertThat(report.proposals()).isEmpty();
        assertThat(report.took()).isLessThan(IN_ALL);
        for (Source source : Source.values()) {
            if (source != Source.LOCAL_FILE && source != Source.MX_ISPDB) {
                assertThat(report.of(source)).as(source.name()).isNotEmpty();
            }
        }
        assertThat(report.findings()).noneMatch(f -> f.verdict().kind() == Verdict.Kind.ANSWER);
    }

    @Test
    void everyQuestionIsToldAsItIsAskedAndAnswered() {
        made.withServers();
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));

        Report report = made.find(Made.WISHES.askingEverybody());

        assertThat(made.events).hasAtLeastOneElementOfType(Event.Asked.class);
        assertThat(made.events).hasAtLeastOneElementOfType(Event.Answered.class);
        assertThat(made.events).hasAtLeastOneElementOfType(Event.Nothing.class);
        assertThat(made.events).hasAtLeastOneElementOfType(Event.Skipped.class);
        assertThat(made.events).hasAtLeastOneElementOfType(Event.Looked.class);
        assertThat(report.findings())
                .allMatch(finding -> made.events.contains(Event.of(finding)))
                .allMatch(finding -> !finding.took().isNegative());
    }

    @Test
    void subdomainsOfCountriesAreNeverAskedAbove() {
        made.find(MailAddress.of("ana@firma.example.co.uk"), Made.WISHES.askingEverybody());

        assertThat(made.fake.dns().asked())
                .filteredOn(question -> !question.contains("thunderbird"))
                .isNotEmpty()
                .allMatch(question -> question.endsWith("firma.example.co.uk"));
    }

    private Proposal foundBy(Source source, Wishes wishes) {
        Report report = made.find(wishes);
        assertThat(report.took()).isLessThan(IN_ALL);
        Proposal best = report.best().orElseThrow();
        assertThat(best.incoming().source()).as("%s", report.findings()).isEqualTo(source);
        assertThat(best.incoming().offer().server())
                .isEqualTo(new ServerAddress("pop.example.org", 995));
        assertThat(best.incoming().offer().security()).isEqualTo(Security.IMPLICIT_TLS);
        assertThat(best.incoming().reach().state()).isEqualTo(Reach.State.VERIFIED);
        assertThat(best.incoming().offer().users()).first().isEqualTo("ana@example.org");
        Choice outgoing = best.outgoing().orElseThrow();
        assertThat(outgoing.offer().server()).isEqualTo(new ServerAddress("smtp.example.org", 465));
        assertThat(outgoing.reach().state()).isEqualTo(Reach.State.VERIFIED);
        return best;
    }

    private static List<Verdict> verdicts(Report report, Source source) {
        return report.of(source).stream().map(Finding::verdict).toList();
    }

    private static String digest(String document) throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256")
                                .digest(document.getBytes(StandardCharsets.UTF_8)));
    }
}
