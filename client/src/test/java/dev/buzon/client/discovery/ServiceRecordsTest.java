package dev.buzon.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SRV records: their order, the lone dot, other people's hosts, DNSSEC (C-023, C-024). */
class ServiceRecordsTest {
    private final Made made = new Made();

    @AfterEach
    void close() {
        made.close();
    }

    @Test
    void recordsAreInOrderOfTlsThenPriorityThenWeight() {
        made.fake.host("a.example.org").pop3s().pop3();
        made.fake.host("b.example.org").pop3s();
        made.fake.host("c.example.org").pop3s();
        made.fake
                .dns()
                .service("_pop3._tcp.example.org", 0, 9, 110, "a.example.org")
                .service("_pop3s._tcp.example.org", 20, 9, 995, "c.example.org")
                .service("_pop3s._tcp.example.org", 10, 1, 995, "a.example.org")
                .service("_pop3s._tcp.example.org", 10, 5, 995, "b.example.org");

        Report report = made.find(Made.WISHES.without(Source.GUESS));

        assertThat(report.proposals())
                .extracting(one -> one.incoming().offer().endpoint())
                .containsExactly(
                        pop("b.example.org", 995, Security.IMPLICIT_TLS),
                        pop("a.example.org", 995, Security.IMPLICIT_TLS),
                        pop("c.example.org", 995, Security.IMPLICIT_TLS),
                        pop("a.example.org", 110, Security.UPGRADE));
    }

    @Test
    void loneDotMeansNotOfferedAndNobodyGuesses() {
        made.withServers();
        made.fake
                .dns()
                .service("_pop3s._tcp.example.org", 0, 0, 0, ".")
                .service("_pop3._tcp.example.org", 0, 0, 0, ".");

        Report report = made.find();

        assertThat(report.of(Source.SRV))
                .filteredOn(finding -> finding.asked().contains("_pop3"))
                .extracting(Finding::verdict)
                .containsExactly(Verdict.NOT_OFFERED, Verdict.NOT_OFFERED);
        assertThat(report.proposals()).isEmpty();
    }

    @Test
    void hostOfSomebodyElseIsConfirmedByThePerson() {
        made.fake.host("pop.provider.net").pop3s();
        made.fake.dns().service("_pop3s._tcp.example.org", 0, 0, 995, "pop.provider.net");

        Choice incoming = made.find().best().orElseThrow().incoming();

        assertThat(incoming.origin()).isEqualTo(Origin.DNS);
        assertThat(incoming.concerns())
                .containsExactlyInAnyOrder(Concern.OUTSIDE_DOMAIN, Concern.UNSIGNED_DNS);
    }

    @Test
    void answerThatDnssecVouchesForIsMarkedSo() {
        made.withServers();
        made.fake
                .dns()
                .service("_pop3s._tcp.example.org", 0, 0, 995, "pop.example.org")
                .vouchedFor("_pop3s._tcp.example.org");

        Choice incoming = made.find().best().orElseThrow().incoming();

        assertThat(incoming.origin()).isEqualTo(Origin.DNSSEC);
        assertThat(incoming.concerns()).isEmpty();
    }

    @Test
    void recordThatNamesAnAddressIsNotUnderstood() {
        made.fake.dns().service("_pop3s._tcp.example.org", 0, 0, 995, "127.0.0.1");

        Report report = made.find();

        assertThat(report.of(Source.SRV))
                .extracting(Finding::verdict)
                .contains(Verdict.NOT_UNDERSTOOD);
        assertThat(report.proposals()).isEmpty();
    }

    private static Offer.Endpoint pop(String host, int port, Security security) {
        return new Offer.Endpoint(Offer.Service.POP3, new ServerAddress(host, port), security);
    }
}
