package dev.buzon.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostedTest {
    private static final Hosted HOSTED =
            new Hosted(List.of("example.org", "Bücher.example"), "Mail.Example.NET");

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "EXAMPLE.ORG., example.org",
        "example.org:443, example.org",
        "autoconfig.example.org, example.org",
        "autodiscover.example.org:8443, example.org",
        "ua-auto-config.xn--bcher-kva.example, xn--bcher-kva.example",
        "mail.example.net, mail.example.net",
        "autoconfig.mail.example.net, mail.example.net",
    })
    void hostsAreOfOneDomain(String host, String domain) {
        assertThat(HOSTED.asked(host, Optional.empty())).contains(domain);
        assertThat(HOSTED.asked(host, Optional.of("ana@example.com"))).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                ":",
                "org",
                "example.net",
                "www.example.org",
                "autoconfig.",
                "autoconfig.autoconfig.example.org",
                "example.org.example.net",
                "[::1]",
                "[::1]:80"
            })
    void otherHostsAreNobodys(String host) {
        assertThat(HOSTED.asked(host, Optional.of("ana@example.org"))).isEmpty();
    }

    @Test
    void onTheServersOwnNameTheAddressDecides() {
        assertThat(HOSTED.asked("mail.example.net", Optional.of("ana@BÜCHER.example")))
                .contains("xn--bcher-kva.example");
        assertThat(HOSTED.asked("autoconfig.example.org", Optional.of("a@xn--bcher-kva.example")))
                .contains("example.org");
    }

    @Test
    void domainsAreKeptInAscii() {
        assertThat(HOSTED.domains()).containsExactly("example.org", "xn--bcher-kva.example");
        assertThat(Hosted.ascii("a".repeat(70) + ".org")).isEmpty();
    }
}
