package dev.buzon.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.name.ShownHost.Oddity;
import dev.buzon.client.discovery.reach.Reach;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.net.Security;
import dev.buzon.testing.internet.FakePage;
import dev.buzon.testing.tls.CertificateForm;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What attackers have answered, or could: it is refused, told, and costs nobody a secret. */
class HostileAnswersTest {
    private static final String AUTOCONFIG = "/mail/config-v1.1.xml";
    private static final String AUTODISCOVER = "/autodiscover/autodiscover.xml";
    private static final Duration IN_ALL = Duration.ofSeconds(3);

    private final Made made = new Made();

    @AfterEach
    void nothingSecretWasSentAndNoPrivateAddressWasConnectedTo() {
        made.close();
        assertThat(made.secretsSent()).isEmpty();
        assertThat(made.connected)
                .allMatch(address ->
                        address.getHostString().startsWith("192.0.2.")
                                || address.getHostString().startsWith("198.51.100."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://autoconfig.example.org/mail/config-v1.1.xml",
                "https://127.0.0.1/mail/config-v1.1.xml",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/mail/config-v1.1.xml",
                "https://[::ffff:127.0.0.1]/x",
                "https://0177.1/x",
                "https://0x7f.1/x",
                "https://2130706433/x",
                "https://localhost/x",
                "https://autoconfig.example.org:8443/x",
                "https://ana:secret@autoconfig.example.org/x",
                "ftp://autoconfig.example.org/x",
                "file:///etc/passwd",
                "https:///nowhere",
                "https://bad host/"
            })
    void redirectToNoPublicPlaceIsRefused(String target) {
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.redirect(target));

        Finding finding = found(Source.AUTOCONFIG);

        assertThat(finding.verdict()).isIn(Verdict.REDIRECT_REFUSED, Verdict.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void redirectToANameInAClosedNetworkIsRefused(String address) {
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.redirect("https://inside.example.org/x"));
        made.fake.dns().address("inside.example.org", address);

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.ADDRESS_REFUSED);
    }

    @Test
    void nameThatTurnsToLoopbackIsConnectedToWhereItWasLookedAt() {
        made.fake.host("good.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));
        made.fake
                .dns()
                .turningAddress(
                        "autoconfig.example.org",
                        made.fake.host("good.example.org").address(),
                        "127.0.0.1");

        made.find(Made.WISHES.askingEverybody());
        made.find(Made.WISHES.askingEverybody());

        assertThat(made.connected).isNotEmpty(); // and none of them loopback: see above
    }

    @Test
    void redirectToAnotherOwnerIsToldAndFollowedOnlyWhenAgreed() {
        made.withServers();
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.redirect("https://autoconfig.evil.net/c.xml"));
        made.fake
                .host("autoconfig.evil.net")
                .page("/c.xml", FakePage.xml(Made.config("pop.evil.net", "smtp.evil.net")));

        Report report = made.find(Made.WISHES.without(Source.GUESS));
        assertThat(report.of(Source.AUTOCONFIG))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.REDIRECT_NEEDS_CONSENT);
        assertThat(report.consentsWanted()).containsExactly("evil.net");
        assertThat(made.fake.dns().asked()).noneMatch(q -> q.contains("evil.net"));

        Report agreed = made.find(Made.WISHES.agreeingTo("evil.net"));
        assertThat(agreed.of(Source.AUTOCONFIG).getFirst().verdict()).isEqualTo(Verdict.ANSWERED);
        assertThat(agreed.proposals().getFirst().incoming().source()).isEqualTo(Source.GUESS);
        assertThat(agreed.proposals())
                .filteredOn(one -> one.incoming().source() == Source.AUTOCONFIG)
                .allMatch(one -> one.concerns().contains(Concern.OUTSIDE_DOMAIN));
    }

    @Test
    void redirectWithinTheDomainIsFollowed() {
        made.withServers();
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.redirect("https://mail.example.org/c.xml"));
        made.fake.host("mail.example.org").page("/c.xml", FakePage.xml(Made.config()));

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.ANSWERED);
    }

    @Test
    void redirectsWithoutEndAreGivenUp() {
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.redirect(AUTOCONFIG + "?again"));

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.REDIRECT_REFUSED);
        assertThat(made.fake.heard())
                .filteredOn(request -> request.startsWith("GET https://autoconfig."))
                .hasSize(4);
    }

    @Test
    void whoWantsAPasswordIsToldAndGetsNone() {
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.wantsPassword());
        made.fake.host("autodiscover.example.org").page(AUTODISCOVER, FakePage.wantsPassword());

        Report report = made.find();

        assertThat(report.of(Source.AUTOCONFIG))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.PASSWORD_WANTED);
        assertThat(report.of(Source.AUTODISCOVER))
                .extracting(Finding::verdict)
                .contains(Verdict.PASSWORD_WANTED);
        assertThat(made.fake.heard().stream().filter(r -> r.startsWith("POST")).count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/octet-stream", ""})
    void documentOfAnotherTypeIsRefused(String type) {
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.of(type, Made.config()));

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.WRONG_TYPE);
    }

    @Test
    void packedDocumentIsRefusedAndNotUnpacked() {
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.xml("bomb").with("Content-Encoding", "gzip"));

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.WRONG_TYPE);
        assertThat(made.fake.heard())
                .filteredOn(request -> request.contains("autoconfig.example.org"))
                .allMatch(request -> request.contains("[identity]"));
    }

    @Test
    void documentWithoutEndIsCutAndRefused() {
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.xml("<!-- " + "x".repeat(8_000)).withoutEnd());

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.TOO_LARGE);
    }

    @Test
    void documentOfTenMegabytesIsNotRead() {
        made.fake
                .host("autoconfig.example.org")
                .page(AUTOCONFIG, FakePage.xml("x".repeat(10_000_000)));

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><clientConfig>&x;</clientConfig>",
                "<!DOCTYPE c [<!ENTITY x SYSTEM \"http://canary.example.org/x\">]>"
                        + "<clientConfig>&x;</clientConfig>",
                "<!DOCTYPE c [<!ENTITY % x SYSTEM \"http://canary.example.org/x\"> %x;]><clientConfig/>",
                "<!DOCTYPE c SYSTEM \"http://canary.example.org/x\"><clientConfig/>"
            })
    void documentWithATypeResolvesNothing(String document) {
        made.fake.host("canary.example.org").plainPage("/x", FakePage.xml("canary"));
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(document));

        Finding finding = found(Source.AUTOCONFIG);

        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_UNDERSTOOD);
        assertThat(made.fake.heard()).noneMatch(request -> request.contains("canary"));
        assertThat(made.fake.dns().asked()).noneMatch(q -> q.contains("canary"));
    }

    @Test
    void clearTextIsReplacedByAnUpgradeWhereThereIsOne() {
        made.fake.host("pop.example.org").pop3();
        made.fake.host("smtp.example.org").submissions();
        plainConfig();

        Choice incoming = made.find().best().orElseThrow().incoming();

        assertThat(incoming.offer().security()).isEqualTo(Security.UPGRADE);
        assertThat(incoming.reach().state()).isEqualTo(Reach.State.VERIFIED);
        assertThat(incoming.concerns()).doesNotContain(Concern.CLEARTEXT);
    }

    @Test
    void clearTextIsAConcernWhereThereIsNothingElse() {
        made.fake.host("pop.example.org").clearPop3();
        made.fake.host("smtp.example.org").submissions();
        plainConfig();

        Choice incoming = made.find().best().orElseThrow().incoming();

        assertThat(incoming.offer().security()).isEqualTo(Security.CLEARTEXT);
        assertThat(incoming.reach().state()).isEqualTo(Reach.State.CLEARTEXT);
        assertThat(incoming.concerns()).contains(Concern.CLEARTEXT);
    }

    @Test
    void serverWithoutThePromisedUpgradeIsNotOffered() {
        made.fake.host("mail.example.org").clearPop3();

        Report report = made.find();

        assertThat(report.proposals()).isEmpty();
        assertThat(report.of(Source.GUESS))
                .filteredOn(finding -> finding.asked().equals("POP3 mail.example.org:110"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.NO_TLS);
    }

    @Test
    void certificateOfTheHostingCompanyIsToldWithItsNames() {
        made.fake
                .host("pop.example.org")
                .certificate(CertificateForm.of("cluster7.hoster.net", "*.hoster.net"))
                .pop3s();
        made.fake.host("smtp.example.org").submissions();
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));

        Choice incoming = made.find().best().orElseThrow().incoming();

        assertThat(incoming.reach().state()).isEqualTo(Reach.State.CERTIFICATE_REFUSED);
        assertThat(incoming.reach().names()).contains("cluster7.hoster.net");
        assertThat(incoming.concerns()).contains(Concern.CERTIFICATE_REFUSED);
    }

    @Test
    void autoconfigHostWithAForeignCertificateIsRefused() {
        made.fake
                .host("autoconfig.example.org")
                .certificate(CertificateForm.of("autoconfig.hoster.net"))
                .page(AUTOCONFIG, FakePage.xml(Made.config()));

        assertThat(found(Source.AUTOCONFIG).verdict()).isEqualTo(Verdict.CERTIFICATE_REFUSED);
        assertThat(made.fake.heard()).noneMatch(r -> r.contains("autoconfig.example.org"));
    }

    @Test
    void workingServerComesBeforeOneThatCannotBeUsed() {
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(Made.config()));
        made.fake.host("mail.example.org").pop3s().submissions();
        made.fake
                .dns()
                .service("_pop3s._tcp.example.org", 0, 1, 995, "mail.example.org")
                .service("_submissions._tcp.example.org", 0, 1, 465, "mail.example.org");

        Report report = made.find();

        assertThat(report.proposals())
                .extracting(one -> one.incoming().source())
                .containsExactly(Source.SRV, Source.AUTOCONFIG);
        assertThat(report.proposals().getLast().concerns()).contains(Concern.NOT_WORKING);
    }

    @Test
    void imitationOfTheDomainIsSaid() {
        made.fake.host("pop.example.org.evil.net").pop3s();
        made.fake.host("smtp.examp1e.org").submissions();
        made.fake
                .host("autoconfig.example.org")
                .page(
                        AUTOCONFIG,
                        FakePage.xml(Made.config("pop.example.org.evil.net", "smtp.examp1e.org")));

        Proposal best = made.find().best().orElseThrow();

        assertThat(best.concerns()).contains(Concern.OUTSIDE_DOMAIN, Concern.MISLEADING_NAME);
        assertThat(best.incoming().host().owner()).isEqualTo("evil.net");
        assertThat(best.incoming().host().oddities()).containsExactly(Oddity.IMITATES_DOMAIN);
        assertThat(best.outgoing().orElseThrow().host().oddities())
                .containsExactly(Oddity.LOOKS_LIKE_DOMAIN);
    }

    @Test
    void autodiscoverThatSendsOnAndOnIsGivenUp() {
        made.fake
                .host("autodiscover.example.org")
                .page(
                        AUTODISCOVER,
                        FakePage.xml(
                                Answers.response(
                                        "<Action>redirectAddr</Action>"
                                                + "<RedirectAddr>bob@example.org</RedirectAddr>")));

        Report report = made.find();

        assertThat(report.of(Source.AUTODISCOVER))
                .extracting(Finding::verdict)
                .contains(Verdict.LED_ON, Verdict.REDIRECT_REFUSED);
        assertThat(made.fake.heard().stream().filter(r -> r.startsWith("POST")).count())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Action>redirectAddr</Action><RedirectAddr>ana@evil.net</RedirectAddr>",
                "<Action>redirectUrl</Action>"
                        + "<RedirectUrl>https://autodiscover.evil.net/autodiscover/autodiscover.xml"
                        + "</RedirectUrl>"
            })
    void autodiscoverThatSendsToAnotherOwnerIsToldAndNotFollowed(String account) {
        made.fake
                .host("autodiscover.example.org")
                .page(AUTODISCOVER, FakePage.xml(Answers.response(account)));

        Report report = made.find();

        assertThat(report.consentsWanted()).containsExactly("evil.net");
        assertThat(made.fake.dns().asked()).noneMatch(q -> q.contains("evil.net"));
    }

    @Test
    void autodiscoverRecordOfAnotherOwnerIsToldAndNotFollowed() {
        made.fake
                .dns()
                .service("_autodiscover._tcp.example.org", 0, 0, 443, "autodiscover.evil.net");

        Report report = made.find();

        assertThat(report.consentsWanted()).containsExactly("evil.net");
        assertThat(made.fake.dns().asked()).noneMatch(q -> q.contains("A autodiscover.evil"));
    }

    @Test
    void guessedServersInAClosedNetworkAreNotTouched() {
        made.fake.dns().address("mail.example.org", "192.168.7.7");

        Report report = made.find();

        assertThat(report.proposals()).isEmpty();
        assertThat(report.of(Source.GUESS))
                .extracting(Finding::verdict)
                .contains(Verdict.ADDRESS_REFUSED);
    }

    @Test
    void recorderWouldSeeASecret() throws Exception {
        made.fake.host("mail.example.org").clearPop3();
        var place = made.fake.places().values().iterator().next();
        try (Socket socket = new Socket(place.getAddress(), place.getPort())) {
            socket.getOutputStream()
                    .write("USER ana\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }

        assertThat(made.secretsSent()).containsExactly("mail.example.org:110 USER ana");
        made.forget();
    }

    private void plainConfig() {
        String plain =
                Made.config()
                        .replaceFirst("995</port><socketType>SSL", "110</port><socketType>plain");
        made.fake.host("autoconfig.example.org").page(AUTOCONFIG, FakePage.xml(plain));
    }

    private Finding found(Source source) {
        Report report = made.find(Made.WISHES.without(Source.GUESS));
        assertThat(report.took()).isLessThan(IN_ALL);
        List<Finding> findings = report.of(source);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }
}
