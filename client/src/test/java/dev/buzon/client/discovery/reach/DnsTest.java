package dev.buzon.client.discovery.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.testing.internet.FakeInternet;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions to a name server on loopback. */
class DnsTest {
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(10));

    private final FakeInternet fake = new FakeInternet();
    private final Dns dns = Dns.at(fake.dns().address());

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void aliasesAreFollowed() throws Exception {
        fake.dns()
                .alias("pop.example.org", "farm.provider.net")
                .alias("farm.provider.net", "node.provider.net")
                .address("node.provider.net", "192.0.2.7")
                .address("node.provider.net", "2001:db8::7");

        assertThat(dns.addresses("pop.example.org", SOON).values())
                .containsExactly(
                        InetAddress.getByName("192.0.2.7"), InetAddress.getByName("2001:db8::7"));
    }

    @Test
    void splitTextIsPutTogether() throws Exception {
        fake.dns().text("t.example.org", "one ", "two").text("t.example.org", "x".repeat(200));

        assertThat(dns.texts("t.example.org", SOON).values())
                .containsExactlyInAnyOrder("one two", "x".repeat(200));
    }

    @Test
    void answerTooLongForADatagramComesByTcp() throws Exception {
        String part = "x".repeat(250);
        for (int i = 0; i < 10; i++) {
            fake.dns().text("long.example.org", part, "number " + i);
        }

        assertThat(dns.texts("long.example.org", SOON).values()).hasSize(10);
    }

    @Test
    void thereIsNoSuchNameIsAnAnswer() throws Exception {
        assertThat(dns.addresses("nobody.example.org", SOON).values()).isEmpty();
        assertThat(dns.exchangers("nobody.example.org", SOON).values()).isEmpty();
    }

    @Test
    void brokenServerIsToldFromOneThatKnowsNothing() {
        fake.dns().brokenAbout("example.org");

        assertThatThrownBy(() -> dns.exchangers("example.org", SOON))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        e -> assertThat(e.verdict()).isEqualTo(Verdict.DNS_FAILED));
    }

    @Test
    void silentServerIsNotWaitedForBeyondTheDeadline() {
        fake.dns().silentAbout("example.org");
        long begin = System.nanoTime();

        assertThatThrownBy(() -> dns.exchangers("example.org", Deadline.in(Duration.ofMillis(300))))
                .isInstanceOfSatisfying(
                        NoAnswerException.class,
                        e -> assertThat(e.verdict()).isEqualTo(Verdict.TIMED_OUT));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void nameThatCannotBeIsNotAskedFor() {
        assertThatThrownBy(() -> dns.addresses("a".repeat(64) + ".org", SOON))
                .isInstanceOf(NoAnswerException.class);
        assertThat(fake.dns().asked()).isEmpty();
    }

    @Test
    void hostWithOneOpenAndOneClosedAddressIsReachedAtTheOpenOne() throws Exception {
        fake.dns().address("two.example.org", "127.0.0.1").address("two.example.org", "192.0.2.9");
        Internet internet = Internet.system().allowing(AddressPolicy.publicOnly());
        Internet made = new Internet(dns, internet.policy(), Detour.none(), internet.trust());

        assertThat(made.endpoints("two.example.org", 995, SOON))
                .extracting(endpoint -> endpoint.getAddress().getHostAddress())
                .containsExactly("192.0.2.9");
    }
}
