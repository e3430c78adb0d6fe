package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.cli.Typed.Person;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Leave;
import dev.buzon.client.account.MailAccount.Security;
import dev.buzon.client.discovery.reach.AddressPolicy;
import dev.buzon.client.discovery.reach.Dns;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.net.Trust;
import dev.buzon.client.own.Home;
import dev.buzon.testing.internet.FakeInternet;
import dev.buzon.testing.internet.FakePage;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Phase;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import dev.buzon.testing.tls.CertificateForm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts are added on an internet of our own, and mail is collected from their servers. */
class AccountAddTest {
    private static final String ANA = "ana@example.org";
    @TempDir private Path folder;
    private final FakeInternet fake = new FakeInternet();
    private final MisbehavingServer server =
            MisbehavingServer.with(
                            new Quirk.Shown(
                                    CertificateForm.of(
                                            "pop.example.org", "pop.other.test", "localhost"),
                                    true))
                    .message("Subject: Hola\r\n\r\nHola, ana.\r\n")
                    .start();
    private Person person = Person.usual();
    private Path authorities = Path.of("/nonexistent");

    @BeforeEach
    void anInternet() throws IOException {
        authorities = folder.resolve("authorities.pem");
        Files.writeString(authorities, fake.authority().pem() + server.authority().pem());
        var real = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.tlsPort());
        fake.host("pop.example.org").at(995, real);
        fake.host("pop.other.test").at(995, real);
        fake.host("smtp.example.org").submissions();
        person =
                Person.usual().at(folder.resolve("home")).typing(MisbehavingServer.PASSWORD + "\n");
    }

    @AfterEach
    void close() {
        server.close();
        fake.close();
    }

    private Typed add(String... more) throws IOException {
        var places = fake.places();
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        var internet =
                new Internet(
                        Dns.at(fake.dns().address()),
                        AddressPolicy.publicOnly(),
                        address -> places.getOrDefault(address, nowhere),
                        Trust.authorities(authorities));
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "account",
                                "add",
                                ANA,
                                "--no-database",
                                "--trust=authorities:" + authorities,
                                "--password-file=-",
                                "--secret=vault"));
        words.addAll(List.of(more));
        return person.on(internet).types(words.toArray(String[]::new));
    }

    private void published(String pop) {
        fake.host("autoconfig.example.org")
                .page(
                        "/mail/config-v1.1.xml",
                        FakePage.xml(
                                """
                                <?xml version="1.0" encoding="UTF-8"?>
                                <clientConfig version="1.1">
                                  <emailProvider id="example.org">
                                    <domain>example.org</domain>
                                    <incomingServer type="pop3">
                                      <hostname>%s</hostname><port>995</port><socketType>SSL</socketType>
                                      <authentication>password-cleartext</authentication>
                                      <username>%%EMAILLOCALPART%%</username>
                                    </incomingServer>
                                    <outgoingServer type="smtp">
                                      <hostname>smtp.example.org</hostname><port>465</port>
                                      <socketType>SSL</socketType>
                                      <authentication>password-cleartext</authentication>
                                      <username>%%EMAILLOCALPART%%</username>
                                    </outgoingServer>
                                  </emailProvider>
                                </clientConfig>
                                """
                                        .formatted(pop)));
    }

    private Home home() {
        return Home.of(Map.of(Home.VARIABLE, folder.resolve("home").toString()));
    }

    @Test
    void anAddressAndAPasswordAreEnough() throws IOException {
        published("pop.example.org");

        Typed typed = add("--yes", "--leave-on-server=never");

        assertThat(typed.code()).as(typed.out() + typed.err()).isZero();
        assertThat(typed.out())
                .contains("autoconfig host of the domain", "Messages: 1", "buzon fetch");
        MailAccount account = home().accounts().read(ANA).orElseThrow();
        assertThat(account.incoming().host()).isEqualTo("pop.example.org");
        assertThat(account.incoming().security()).isEqualTo(Security.TLS);
        assertThat(account.incoming().user()).isEqualTo("ana");
        assertThat(account.outgoing().orElseThrow().host()).isEqualTo("smtp.example.org");
        assertThat(account.wishes().leave()).isEqualTo(new Leave.Never());
        assertThat(account.secret()).isEqualTo("vault");
        assertThat(Files.readString(home().accounts().file(ANA)))
                .doesNotContain(MisbehavingServer.PASSWORD);
        assertThat(Files.readString(home().config().resolve("vault")))
                .doesNotContain(MisbehavingServer.PASSWORD);
        assertThat(server.heardCredentialInClear()).isFalse();
    }

    @Test
    void aWrongPasswordSavesNothing() throws IOException {
        published("pop.example.org");
        person = person.typing("wrong\n");

        Typed typed = add("--yes");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("refuses the login");
        assertThat(home().accounts().names()).isEmpty();
    }

    @Test
    void aServerOfAnotherDomainIsNotTakenUnasked() throws IOException {
        published("pop.other.test");

        Typed typed = add("--yes");

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("--accept other.test");
        assertThat(home().accounts().names()).isEmpty();
        assertThat(add("--yes", "--accept=other.test").code()).isZero();
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsDecided() throws IOException {
        published("pop.example.org");

        Typed typed = add();

        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("--yes");
        assertThat(typed.out()).contains("pop.example.org:995 TLS");
    }

    @Test
    void whenNobodyKnowsItSaysHowToNameTheServers() throws IOException {
        Typed typed = add("--yes", "--accept=nobody");

        // Guessing finds pop.example.org by its name; an address of a domain without servers not.
        assertThat(typed.out()).contains("usual names");
        Typed none =
                person.on(
                                new Internet(
                                        Dns.at(fake.dns().address()),
                                        AddressPolicy.publicOnly(),
                                        address -> address,
                                        Trust.authorities(authorities)))
                        .types("account", "add", "ana@nobody.test", "--no-database", "--yes");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("--incoming pops://");
    }

    @Test
    void namedServersNeedNoSearchAndAreCollectedFrom() throws IOException {
        Typed typed =
                add(
                        "--yes",
                        "--incoming=pops://ana@localhost:" + server.tlsPort(),
                        "--folder=" + folder.resolve("mail"),
                        "--leave-on-server=never");
        assertThat(typed.code()).as(typed.out() + typed.err()).isZero();

        Typed look = person.types("fetch", "--dry-run");
        Typed fetched = person.types("fetch", "--json");
        Typed again = person.types("fetch", ANA);

        assertThat(look.out())
                .contains("to collect: 1")
                .contains("fetch message 1, 29 B: new")
                .doesNotContain("Nothing");
        assertThat(fetched.code()).as(fetched.out()).isZero();
        assertThat(fetched.out().lines().toList().getLast())
                .contains("\"outcome\":\"complete\"", "\"collected\":1", "\"deleted\":1");
        assertThat(again.out()).contains("Nothing new (0 on the server)");
        try (var mail = Files.list(folder.resolve("mail/new"))) {
            assertThat(mail.toList())
                    .singleElement()
                    .satisfies(file ->
                            assertThat(Files.readString(file))
                                    .isEqualTo("Subject: Hola\n\nHola, ana.\n"));
        }
        assertThat(server.messages()).isEmpty();
    }

    @Test
    void aServerThatIsAwayIsToldApartFromOneThatNeedsAPerson() throws IOException {
        add("--yes", "--incoming=pops://ana@localhost:" + server.tlsPort());
        server.behave(
                new Quirk.Refuses(
                        Turn.LOGIN, Quirk.ANY, Integer.MAX_VALUE, "-ERR [IN-USE] somebody else"));
        assertThat(person.types("fetch").code()).isEqualTo(FetchCommand.LATER);
        server.behave(
                new Quirk.Refuses(Turn.LOGIN, Quirk.ANY, Integer.MAX_VALUE, "-ERR [AUTH] no"));
        Typed refused = person.types("fetch");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.out()).contains("buzon account check " + ANA);
    }

    @Test
    void whatTheServerDoesByItselfIsToldBeforeItHurts() throws IOException {
        add("--yes", "--incoming=pops://ana@localhost:" + server.tlsPort());
        server.behave(
                new Quirk.Announces(Phase.ALWAYS, "EXPIRE 2"),
                new Quirk.Announces(Phase.ALWAYS, "LOGIN-DELAY 1800"));

        Typed typed = person.types("account", "check", ANA);

        assertThat(typed.code()).as(typed.err()).isZero();
        assertThat(typed.out()).contains("after 2 days by itself", "wants 30 minutes");
        assertThat(person.types("account", "edit", ANA, "leave-on-server=never").code()).isZero();
        assertThat(person.types("account", "check", ANA).out()).doesNotContain("by itself");
        assertThat(server.messages()).hasSize(1);
    }

    @Test
    void theDoctorSaysWhatIsThereAndWhatToMend() throws IOException {
        published("pop.example.org");
        var places = fake.places();
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        var internet =
                new Internet(
                        Dns.at(fake.dns().address()),
                        AddressPolicy.publicOnly(),
                        address -> places.getOrDefault(address, nowhere),
                        Trust.authorities(authorities));

        Typed typed = person.on(internet).types("doctor", ANA, "--no-database");

        assertThat(typed.code()).as(typed.out() + typed.err()).isZero();
        assertThat(typed.out())
                .contains("A mail program finds the servers of example.org and can use them.");
        assertThat(typed.out())
                .contains("has a certificate that is right for autoconfig.example.org.");
        Typed bad = person.on(internet).types("doctor", "ana@nobody.test", "--no-database");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.out()).contains("buzon dns");
    }

    @Test
    void theDoctorNamesTheHostWhoseCertificateIsForSomebodyElse() throws IOException {
        fake.host("autoconfig.example.org").certificate(CertificateForm.of("www.example.org"));
        published("pop.example.org");
        var places = fake.places();
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        var internet =
                new Internet(
                        Dns.at(fake.dns().address()),
                        AddressPolicy.publicOnly(),
                        address -> places.getOrDefault(address, nowhere),
                        Trust.authorities(authorities));

        Typed typed = person.on(internet).types("doctor", ANA, "--no-database");

        assertThat(typed.out())
                .contains(
                        "To mend: the web server of autoconfig.example.org needs a certificate for"
                                + " this name")
                .doesNotContain("right for autoconfig");
    }
}
