package dev.buzon.client.discovery.name;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.discovery.name.ShownHost.Oddity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, owners of hosts, and hosts made ready for a person's eyes. */
class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "ana@example.org, ana, example.org",
        "  Ana.B+c@EXAMPLE.Org., Ana.B+c, example.org",
        "ana@bücher.example, ana, xn--bcher-kva.example",
        "josé@example.org, josé, example.org",
        "a@b@example.org, a@b, example.org"
    })
    void addressIsSplitAndItsDomainIsAscii(String text, String local, String domain) {
        assertThat(MailAddress.of(text)).isEqualTo(new MailAddress(local, domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "@example.org",
                "ana@",
                "ana@localhost",
                "ana@127.0.0.1",
                "ana@[127.0.0.1]",
                "ana@0177.1",
                "ana@example..org",
                "ana@-example.org",
                "ana@ex ample.org",
                "a na@example.org",
                "ana\r\n@example.org",
                "ana@../etc/passwd.org",
                "ana@example.org/x"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> MailAddress.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void addressIsEscapedForUrls() {
        assertThat(MailAddress.of("a+b&c=d@example.org").encoded())
                .isEqualTo("a%2Bb%26c%3Dd%40example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "pop.example.org, example.org",
        "a.b.example.co.uk, example.co.uk",
        "example.co.uk, example.co.uk",
        "x.city.kawasaki.jp, city.kawasaki.jp",
        "mail.example.test, example.test",
        "POP.Example.ORG., example.org"
    })
    void hostBelongsToItsRegisteredDomain(String host, String owner) {
        assertThat(Domains.registrable(host)).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"co.uk", "org", "localhost", "127.0.0.1", "::1", "0177.1", ""})
    void nobodyOwnsASuffixOrAnAddress(String host) {
        assertThat(Domains.registrable(host)).isEmpty();
    }

    @Test
    void parentsEndAtTheOwner() {
        assertThat(Domains.parentsWithinOwner("mx1.mail.example.co.uk"))
                .containsExactly("mail.example.co.uk", "example.co.uk");
        assertThat(Domains.parentsWithinOwner("mx1.example.org")).containsExactly("example.org");
        assertThat(Domains.parentsWithinOwner("example.org")).containsExactly("example.org");
        assertThat(Domains.parentsWithinOwner("co.uk")).isEmpty();
        assertThat(Domains.parentsWithinOwner("127.0.0.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "0177.1", "2130706433", "0x7f.1", "0x7f000001", "::1", "1."})
    void whatAProgramCouldReadAsAnAddressIsNumeric(String host) {
        assertThat(Domains.isNumeric(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1.nip.io", "1and1.com", "0x7f.example.org", "4.example"})
    void nameWithDigitsIsAName(String host) {
        assertThat(Domains.isNumeric(host)).isFalse();
    }

    @Test
    void ownHostHasNothingOdd() {
        ShownHost host = ShownHost.of("pop.example.org", "example.org");

        assertThat(host.owner()).isEqualTo("example.org");
        assertThat(host.oddities()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pop.xn--bcher-kva.example, pop.bücher.example", // one script
        "pop.xn--zckzah.example, pop.テスト.example",
        "pop.xn--80ak6aa92e.com, pop.xn--80ak6aa92e.com", // "apple" in Cyrillic letters
        "pop.xn--pple-43d.com, pop.xn--pple-43d.com" // one Cyrillic letter among Latin ones
    })
    void nameIsShownInItsScriptOnlyWhereThatCannotMislead(String ascii, String shown) {
        ShownHost host = ShownHost.of(ascii, "example.org");

        assertThat(host.shown()).isEqualTo(shown);
        assertThat(host.oddities().contains(Oddity.MISLEADING_LETTERS))
                .isEqualTo(ascii.equals(shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examp1e.org",
                "exarnple.org",
                "exmaple.org",
                "example.com.evil.net",
                "exemple.org",
                "ex-ample.org",
                "xn--exampl-gva.org"
            })
    void imitationOfTheMailDomainIsSaid(String owner) {
        assertThat(
                        ShownHost.of("pop." + owner, "example.org").oddities().stream()
                                .anyMatch(o ->
                                        o == Oddity.LOOKS_LIKE_DOMAIN
                                                || o == Oddity.IMITATES_DOMAIN))
                .isEqualTo(!owner.endsWith("evil.net"));
    }

    @Test
    void mailDomainInsideAForeignNameIsSaid() {
        assertThat(ShownHost.of("pop.example.org.evil.net", "example.org").oddities())
                .containsExactly(Oddity.IMITATES_DOMAIN);
        assertThat(ShownHost.of("pop-example-org.evil.net", "example.org").oddities())
                .containsExactly(Oddity.IMITATES_DOMAIN);
    }

    @Test
    void otherProviderIsNoImitation() {
        assertThat(ShownHost.of("pop.gmail.com", "example.org").oddities()).isEmpty();
    }

    @Test
    void longNameKeepsItsOwner() {
        String host = "pop.example.org." + "a".repeat(60) + ".login.secure.evil.net";

        ShownHost shown = ShownHost.of(host, "example.org");

        assertThat(shown.oddities()).contains(Oddity.LONG, Oddity.IMITATES_DOMAIN);
        assertThat(shown.ownerShown()).isEqualTo("evil.net");
        assertThat(shown.shown()).isEqualTo(host);
    }
}
