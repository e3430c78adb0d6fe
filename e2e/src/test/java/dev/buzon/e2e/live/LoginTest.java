package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.store.Address;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login is bound to, what of it is logged and what never is. */
class LoginTest {
    private static final String ANA = "ana@example.test";
    private static final String RIGHT = "the Right 1 of ana";
    private static final String WRONG = "some Wrong one 77";

    private static final String TOML =
            """
            [auth]
            argon2-memory = "64 KiB"
            argon2-iterations = 1
            login-mechanism = true
            channel-binding = true
            [limits]
            failed-logins = 100
            """;

    private static InMemoryPostOffice office() {
        var office = InMemoryPostOffice.start(TOML);
        office.account(ANA, RIGHT);
        return office;
    }

    private static LineClient overTls(InMemoryPostOffice office, String door, String version)
            throws IOException {
        var client = LineClient.inClear(office.port(door));
        client.startTls(version);
        client.line();
        if (door.equals("submissions")) {
            client.ask("EHLO client.test");
        }
        return client;
    }

    private static Secret secret(String password) {
        return Secret.of(password.getBytes(StandardCharsets.UTF_8));
    }

    private static ScramNonce nonce() {
        return ScramNonce.random(new SecureRandom());
    }

    private static SaslClient plus(ChannelBinding binding) {
        return SaslClient.scramSha256Plus("ana", secret(RIGHT), nonce(), binding);
    }

    // ---- binding

    @ParameterizedTest
    @ValueSource(strings = {"pop3s", "submissions"})
    void aLoginIsBoundToItsOwnConnection(String door) throws IOException {
        try (var office = office();
                var one = overTls(office, door, "TLSv1.3");
                var other = overTls(office, door, "TLSv1.3")) {
            assertThat(one.binding().data().octets()).hasSize(32);
            assertThat(one.logIn(plus(other.binding()))).matches("-ERR.*|535 .*");
            assertThat(one.logIn(plus(one.binding()))).matches("\\+OK.*|235 .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop3s", "submissions"})
    void aClientThatCouldBindAndSawNoPlusIsWarnedOfTheManInTheMiddle(String door)
            throws IOException {
        try (var office = office();
                var client = overTls(office, door, "TLSv1.3")) {
            var downgraded = SaslClient.scramSha256WithoutPlus("ana", secret(RIGHT), nonce());
            assertThat(client.logIn(downgraded)).matches("-ERR.*|535 .*");
        }
    }

    // ---- what is logged

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theLineOfALoginTellsVersionAndSuite(String version) throws IOException {
        for (var door : List.of("pop3s", "submissions")) {
            try (var log = new CapturedLog();
                    var office = office();
                    var client = overTls(office, door, version)) {
                assertThat(client.logIn(SaslClient.plain("ana", secret(RIGHT))))
                        .matches(LineClient::yes);
                assertThat(log.lines())
                        .filteredOn(line -> line.contains("login") || line.contains("logged in"))
                        .singleElement()
                        .asString()
                        .contains(ANA, version + " " + client.suite());
            }
        }
    }

    @Test
    void nobodyIsToldThatTlsIsThereWhenItIsNot() throws IOException {
        try (var log = new CapturedLog();
                var office = office();
                var client = LineClient.inClear(office.port("pop3"))) {
            client.line();
            client.logIn(SaslClient.plain("ana", secret(RIGHT)));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains("login") && line.contains("no TLS"));
        }
    }

    @Test
    void aServerWithoutCertificateWarnsAndOffersNoTls() throws IOException {
        try (var log = new CapturedLog();
                var office = InMemoryPostOffice.start("[tls]\nself-signed = false\n")) {
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("WARN") && line.contains("TLS"));
            assertThat(office.office().addresses()).doesNotContainKeys("pop3s", "submissions");
            try (var client = LineClient.inClear(office.port("pop3"))) {
                client.line();
                client.say("CAPA");
                assertThat(client.lines()).doesNotContain("STLS");
                assertThat(client.say("STLS")).startsWith("-ERR");
            }
            for (var door : List.of("smtp", "submission", "lmtp")) {
                try (var client = LineClient.inClear(office.port(door))) {
                    client.line();
                    var hello = door.equals("lmtp") ? "LHLO" : "EHLO";
                    assertThat(client.ask(hello + " client.test"))
                            .noneMatch(line -> line.contains("STARTTLS"));
                    assertThat(client.say("STARTTLS")).startsWith("502 5.5.1");
                    assertThat(client.say("NOOP")).startsWith("250");
                }
            }
        }
    }

    // ---- what is never logged

    @Test
    void noSecretIsLoggedOrKeptInTheJournal() throws Exception {
        try (var log = new CapturedLog()) {
            var journal = new ArrayList<String>();
            try (var office = office()) {
                pop3(office);
                submission(office);
                awaitNobody(office);
                office.store()
                        .journal()
                        .newest(Address.of(ANA), 1000)
                        .forEach(line -> journal.add(line.toString()));
            }
            assertThat(journal).isNotEmpty();
            assertThat(log.lines()).hasSizeGreaterThan(20);
            for (var form : forms()) {
                assertThat(log.lines()).noneMatch(line -> line.contains(form));
                assertThat(journal).noneMatch(line -> line.contains(form));
            }
        }
    }

    private static void awaitNobody(InMemoryPostOffice office) {
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!office.office().network().connections().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(String password) {
        return base64("\0ana\0" + password);
    }

    /** How a secret could look in a log. */
    private static List<String> forms() {
        var forms = new ArrayList<String>();
        for (var password : List.of(RIGHT, WRONG)) {
            forms.add(password);
            forms.add(HexFormat.of().formatHex(password.getBytes(StandardCharsets.UTF_8)));
            for (var before = 0; before < 3; before++) { // the three ways in which triples can fall
                var text = base64("x".repeat(before) + password);
                forms.add(text.substring(before == 0 ? 0 : 4, text.length() - 4));
            }
        }
        assertThat(forms).contains(RIGHT).anyMatch(message(RIGHT)::contains);
        return forms;
    }

    private static void pop3(InMemoryPostOffice office) throws IOException {
        for (var password : List.of(RIGHT, WRONG)) {
            for (var conversation :
                    List.of(
                            "USER ana\r\nPASS " + password + "\r\n",
                            "USER nobody\r\nPASS " + password + "\r\n",
                            "PASS " + password + "\r\n",
                            "USER ana\r\nPASS\t" + password + "\r\n",
                            "PASSWORD " + password + "\r\n",
                            "USER ana\r\nPASS " + password + "x".repeat(600) + "\r\n",
                            "USER ana\r\nPASS " + password,
                            "AUTH PLAIN " + message(password) + "\r\n",
                            "AUTH PLAIN\r\n" + message(password) + "\r\n",
                            "AUTH PLAIN " + message(password) + "!\r\n",
                            "AUTH PLAIN " + base64("ana\0" + password) + "\r\n",
                            "AUTH PLAIN " + message(password),
                            "AUTH LOGIN\r\n" + base64("ana") + "\r\n" + base64(password) + "\r\n",
                            "AUTH LOGIN\r\n" + base64("ana") + "\r\n" + password + "\r\n",
                            "AUTH LOGIN\r\n" + base64("ana") + "\r\n" + base64(password),
                            "AUTH NOSUCH " + message(password) + "\r\n")) {
                say(overTls(office, "pop3s", "TLSv1.3"), conversation);
                var clear = LineClient.inClear(office.port("pop3"));
                clear.line();
                say(clear, conversation);
            }
            scram(office, "pop3s", password);
        }
    }

    private static void submission(InMemoryPostOffice office) throws IOException {
        for (var password : List.of(RIGHT, WRONG)) {
            for (var conversation :
                    List.of(
                            "AUTH PLAIN " + message(password) + "\r\n",
                            "AUTH PLAIN\r\n" + message(password) + "\r\n",
                            "AUTH PLAIN " + message(password) + "!\r\n",
                            "AUTH PLAIN " + message(password),
                            "AUTH LOGIN\r\n" + base64("ana") + "\r\n" + base64(password) + "\r\n",
                            "AUTH LOGIN\r\n" + base64("ana") + "\r\n" + password + "\r\n",
                            "AUTH LOGIN " + base64("ana") + "\r\n" + base64(password) + "\r\n",
                            "AUTH NOSUCH " + message(password) + "\r\n",
                            "MAIL FROM:<" + base64(password) + "\r\n",
                            base64(password) + "\r\n")) {
                say(overTls(office, "submissions", "TLSv1.3"), conversation);
            }
            scram(office, "submissions", password);
        }
    }

    private static void scram(InMemoryPostOffice office, String door, String password)
            throws IOException {
        try (var client = overTls(office, door, "TLSv1.3")) {
            client.logIn(SaslClient.scramSha256("ana", secret(password), nonce()));
        }
        try (var client = overTls(office, door, "TLSv1.3")) {
            client.logIn(
                    SaslClient.scramSha256Plus("ana", secret(password), nonce(), client.binding()));
        }
    }

    /** Says it and goes, once it was heard: the server reads to the end of what was sent. */
    private static void say(LineClient client, String conversation) throws IOException {
        try (client) {
            client.send(conversation);
            client.endOfInput();
            client.rest();
        }
    }
}
