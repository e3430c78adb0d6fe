package dev.buzon.client.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HostNamesTest {
    @Test
    void wildcardIsTheWholeLeftMostLabelAndOneLabel() {
        assertThat(HostNames.covers("*.example.com", "pop.example.com")).isTrue();
        assertThat(HostNames.covers("*.EXAMPLE.com", "Pop.example.COM")).isTrue();
        assertThat(HostNames.covers("pop.example.com", "pop.example.com")).isTrue();
        for (String no :
                new String[] {
                    "*.com",
                    "*",
                    "*.*",
                    "*.*.com",
                    "p*.example.com",
                    "*p.example.com",
                    "pop.*.com",
                    "*.example.com.",
                    "example.com",
                    "",
                    "pop.example.com\0.evil.com",
                    "pop.example.com ",
                    "xn--*.example.com"
                }) {
            assertThat(HostNames.covers(no, "pop.example.com")).as(no).isFalse();
        }
        assertThat(HostNames.covers("*.example.com", "example.com")).isFalse();
        assertThat(HostNames.covers("*.example.com", "a.b.example.com")).isFalse();
        assertThat(HostNames.covers("*.example.com", ".example.com")).isFalse();
        assertThat(HostNames.covers("*.example.com", "*.example.com")).isFalse();
    }

    @Test
    void literalsAreTold() {
        assertThat(HostNames.isIpLiteral("127.0.0.1")).isTrue();
        assertThat(HostNames.isIpLiteral("::1")).isTrue();
        assertThat(HostNames.isIpLiteral("1.2.3.4.example.com")).isFalse();
        assertThat(HostNames.isIpLiteral("localhost")).isFalse();
    }
}
