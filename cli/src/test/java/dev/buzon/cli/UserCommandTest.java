package dev.buzon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.cli.AccountDesk.StoppedOffice;
import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AccountAdministration;
import dev.buzon.server.admin.AdminService;
import dev.buzon.server.net.Admission;
import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Network;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UserCommandTest {
    @TempDir private Path data;
    private final MemoryStore store = new MemoryStore();
    private final AccountAdministration accounts =
            new AccountAdministration(
                    store,
                    Set.of("example.test", "example.org"),
                    0,
                    Account.Rules.NEVER,
                    new StoredAsTyped(),
                    InstantSource.system());

    private record StoredAsTyped() implements AccountAdministration.Passwords {
        @Override
        public Optional<String> credentials(Secret password) {
            return kept(password);
        }

        @Override
        public String withTlsOnly(String credentials, boolean only) {
            return credentials.replace(" tls", "") + (only ? " tls" : "");
        }

        @Override
        public boolean tlsOnly(String credentials) {
            return credentials.endsWith(" tls");
        }
    }

    /** Readable, so that a test can compare; a tab can be in no password. */
    private static Optional<String> kept(Secret password) {
        String text = new String(password.octets(), StandardCharsets.UTF_8);
        return text.contains("\t") ? Optional.empty() : Optional.of("kept:" + text);
    }

    private Typed.Person person() {
        StoppedOffice office = (_, _, request) -> Optional.of(accounts.carryOut(request));
        return Typed.Person.usual().beside(office);
    }

    private String[] user(String... words) {
        var args = new String[words.length + 3];
        args[0] = "user";
        System.arraycopy(words, 0, args, 1, words.length);
        args[args.length - 2] = "--data";
        args[args.length - 1] = data.toString();
        return args;
    }

    private String credentials(String address) throws Exception {
        return store.accounts()
                .find(Address.of(address))
                .flatMap(account -> account.device(Device.FIRST))
                .orElseThrow()
                .credentials();
    }

    private void addAna() {
        Typed added =
                person().typing("otra clave \r\nnot this\n")
                        .types(user("add", "ana@example.test", "--password-file", "-"));
        assertThat(added).isEqualTo(new Typed(0, "Added ana@example.test.\n", ""));
    }

    @Test
    void whenMessagesLeaveAndWhetherTlsIsNeededIsSetAndShown() {
        person().types(user("add", "ana@example.test", "--generate"));
        assertThat(person().types(user("keep", "ana@example.test", "--after-fetch", "7")).out())
                .contains("kept 7 days after they were fetched");
        assertThat(person().types(user("tls", "ana@example.test", "required")).out())
                .contains("logs in over TLS only");
        assertThat(person().types(user("list", "--json")).out())
                .contains("\"daysAfterArrival\": null, \"daysAfterFetch\": 7, \"tlsOnly\": true");
        assertThat(person().types(user("keep", "ana@example.test", "--after-arrival", "-1")).code())
                .isEqualTo(2);
        assertThat(person().types(user("keep", "ana@example.test")).out()).doesNotContain("kept");
    }

    @Test
    void aPasswordComesFromTheFirstLineOfTheInputWithItsBlanks() throws Exception {
        addAna();
        assertThat(credentials("ana@example.test")).isEqualTo("kept:otra clave ");
    }

    @Test
    void aPasswordComesFromAFile() throws Exception {
        addAna();
        Path file = Files.writeString(data.resolve("secret"), "señal");
        Typed changed =
                person().types(user("passwd", "ANA@example.test", "--password-file", "" + file));
        assertThat(changed)
                .isEqualTo(new Typed(0, "Changed the password of ana@example.test.\n", ""));
        assertThat(credentials("ana@example.test")).isEqualTo("kept:señal");
    }

    @Test
    void aGeneratedPasswordIsPrintedOnceAndEachIsAnother() throws Exception {
        addAna();
        Typed first = person().types(user("passwd", "ana@example.test", "--generate"));
        String password = credentials("ana@example.test").substring("kept:".length());
        assertThat(password).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        assertThat(first.out().split(password, -1)).hasSize(2);
        assertThat(person().types(user("passwd", "ana@example.test", "--generate")).out())
                .doesNotContain(password);
    }

    @Test
    void noPasswordThatWasGivenIsEverPrinted() {
        String secret = "xyzzy-plugh\t";
        for (String work : new String[] {"add", "passwd"}) {
            for (String address : new String[] {"ana@example.test", "x@nowhere.test", "no"}) {
                Typed typed =
                        person().typing(secret + "\n")
                                .types(user(work, address, "--password-file", "-"));
                assertThat(typed.code()).isNotZero();
                assertThat(typed.out() + typed.err()).doesNotContain("xyzzy");
            }
        }
    }

    @Test
    void aPasswordIsNoArgument() {
        assertThat(person().types(user("add", "ana@example.test", "secreto")).code()).isEqualTo(2);
        assertThat(person().types(user("add", "ana@example.test", "--password=secreto")).code())
                .isEqualTo(2);
    }

    @Test
    void withoutATerminalThePersonIsToldWhereElseAPasswordCanComeFrom() {
        assertThat(person().types(user("add", "ana@example.test")))
                .isEqualTo(
                        new Typed(
                                1,
                                "",
                                "buzon: There is no terminal to ask for a password: use"
                                        + " --password-file FILE (- for the standard input), or"
                                        + " --generate.\n"));
    }

    @Test
    void passwordsThatAreEmptyTooLongOrUntypableAreRefused() {
        String[] add = user("add", "ana@example.test", "--password-file", "-");
        assertThat(person().typing("\n").types(add).err()).contains("is empty");
        assertThat(person().typing("x".repeat(1025)).types(add).err())
                .contains("longer than 1024 octets");
        assertThat(person().typing("a\tb").types(add).err()).contains("cannot be typed");
        assertThat(person().typing("x".repeat(1024)).types(add).code()).isZero();
    }

    @Test
    void aliasesAndQuotasAreChangedAndListed() {
        addAna();
        assertThat(person().types(user("list")).out())
                .isEqualTo("ana@example.test      0 messages      0 B of no limit\n");
        assertThat(person().types(user("alias", "ana@example.test", "add", "info@example.org")))
                .isEqualTo(
                        new Typed(
                                0,
                                "ana@example.test      0 messages      0 B of no limit, also"
                                        + " info@example.org\n",
                                ""));
        assertThat(person().types(user("quota", "ana@example.test", "1.5GB")).out())
                .contains("of 1.5 GB");
        assertThat(person().types(user("list", "--json")).out())
                .isEqualTo(
                        """
                        [
                          {"address": "ana@example.test", "aliases": ["info@example.org"], "quota": 1500000000, "messages": 0, "octets": 0, "daysAfterArrival": null, "daysAfterFetch": null, "tlsOnly": false}
                        ]
                        """);
        assertThat(person().types(user("alias", "ana@example.test", "remove", "info@example.org")))
                .extracting(Typed::code)
                .isEqualTo(0);
        assertThat(person().types(user("remove", "ana@example.test")).out())
                .isEqualTo("Removed ana@example.test with its 0 messages.\n");
        assertThat(person().types(user("list")).out()).startsWith("There are no accounts yet");
        assertThat(person().types(user("list", "--json")).out()).isEqualTo("[]\n");
    }

    @Test
    void aRefusalIsASentenceAndExitCodeOne() {
        addAna();
        Typed elsewhere = person().types(user("add", "--generate", "ana@nowhere.test"));
        assertThat(elsewhere)
                .isEqualTo(
                        new Typed(
                                1,
                                "",
                                "buzon: nowhere.test is no domain of this post office, which"
                                        + " hosts: example.org, example.test. Add it to the"
                                        + " configuration (and say --config), or use one of"
                                        + " those.\n"));
        assertThat(person().types(user("add", "--generate", "ana@example.test")).err())
                .contains("is somebody's already");
        assertThat(person().types(user("remove", "luis@example.test")).err())
                .contains("There is no account luis@example.test");
    }

    @Test
    void wrongUseIsExitCodeTwo() {
        assertThat(person().types(user("quota", "ana@example.test", "much")))
                .satisfies(typed ->
                        assertThat(typed.err())
                                .contains("Not a size: much")
                                .contains("Usage: buzon user quota "))
                .extracting(Typed::code)
                .isEqualTo(2);
        assertThat(person().types(user("remove", "ana")).code()).isEqualTo(2);
        assertThat(person().types("user", "list").code()).isEqualTo(2);
        assertThat(
                        person().types(user("alias", "a@example.test", "steal", "b@example.test"))
                                .code())
                .isEqualTo(2);
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        Path missing = data.resolve("missing");
        Typed typed = person().types("user", "list", "--data", missing.toString());
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("There is no data folder " + missing);
        assertThat(missing).doesNotExist();
    }

    @Test
    void aFolderHeldByAServerThatDoesNotAnswerIsSaidToBe() {
        Typed typed = Typed.Person.usual().types(user("list"));
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("is held by a server that does not answer");
    }

    @Test
    void peopleWhoSpeakSpanishAreAnsweredInSpanish() {
        Typed typed =
                person().speaking("es_AR.UTF-8")
                        .types(user("add", "--generate", "ana@example.test"));
        assertThat(typed.out()).startsWith("Añadida la cuenta ana@example.test.\nSu contraseña");
    }

    @Test
    void aRunningServerIsAskedAndTheStoreLeftAlone() throws Exception {
        var deadlines = Deadlines.every(Duration.ofSeconds(1), Ticker.system());
        try (deadlines;
                var network =
                        new Network(
                                deadlines, new Admission(new Admission.Limits(10, 10, false)))) {
            listen(network);
            Typed typed =
                    Typed.Person.usual()
                            .typing("otra clave\n")
                            .types(user("add", "ana@example.test", "--password-file", "-"));
            assertThat(typed).isEqualTo(new Typed(0, "Added ana@example.test.\n", ""));
            assertThat(credentials("ana@example.test")).isEqualTo("kept:otra clave");
            assertThat(Typed.Person.usual().types(user("list", "--json")).out())
                    .contains("\"ana@example.test\"");
        }
    }

    private void listen(Network network) throws IOException {
        network.listen(
                AdminService.endpoint(accounts),
                data.resolve(AdminService.SOCKET),
                AdminService.MODE);
    }
}
