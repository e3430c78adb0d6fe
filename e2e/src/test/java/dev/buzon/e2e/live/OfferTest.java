package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server lists in CAPA and EHLO is what it does, in each configuration. */
class OfferTest {
    private static final String ANA = "ana@example.test";
    private static final Duration LONGER_THAN_THE_DELAY = Duration.ofSeconds(61);

    /** One way to set up a post office. */
    record Set(
            String cleartext,
            boolean certificate,
            boolean login,
            boolean binding,
            boolean delay,
            String expire) {
        String toml() {
            return "[auth]\nargon2-memory = \"64 KiB\"\nargon2-iterations = 1\ncleartext = \""
                    + cleartext
                    + "\"\nlogin-mechanism = "
                    + login
                    + "\nchannel-binding = "
                    + binding
                    + "\n[pop3]\nlock-wait = \"0s\"\nlogin-delay = \""
                    + (delay ? "60s" : "0s")
                    + "\"\nexpire-days = "
                    + expire
                    + "\n[tls]\nself-signed = "
                    + certificate
                    + "\n";
        }

        /** Whether a password may go without TLS; all clients here are on this machine. */
        boolean passwordsInClear() {
            return !cleartext.equals("never");
        }
    }

    /** The way to a connection. */
    enum Way {
        CLEAR,
        UPGRADED,
        TLS_FIRST
    }

    static Stream<Set> sets() {
        var sets = new ArrayList<Set>();
        for (var cleartext : List.of("never", "loopback", "always")) {
            for (var certificate : List.of(true, false)) {
                for (var login : List.of(true, false)) {
                    var delay = sets.size() % 2 == 0;
                    var expire = List.of("\"off\"", "1", "7").get(sets.size() % 3);
                    // Bound logins are on in half of all, in other ones for each certificate.
                    var binding = login == cleartext.equals("never");
                    sets.add(new Set(cleartext, certificate, login, binding, delay, expire));
                }
            }
        }
        return sets.stream();
    }

    private static List<Way> ways(Set set) {
        return set.certificate() ? List.of(Way.values()) : List.of(Way.CLEAR);
    }

    private static InMemoryPostOffice office(Set set) {
        var office = InMemoryPostOffice.start(set.toml());
        office.account(ANA, "secreto");
        office.deliver(ANA, "Subject: a\r\n\r\nb\r\n".getBytes(StandardCharsets.US_ASCII));
        return office;
    }

    // ---- POP3

    private static LineClient pop3(InMemoryPostOffice office, Way way) throws IOException {
        office.advance(LONGER_THAN_THE_DELAY);
        var client =
                way == Way.TLS_FIRST
                        ? LineClient.overTls(office.port("pop3s"))
                        : LineClient.inClear(office.port("pop3"));
        assertThat(client.line()).startsWith("+OK");
        if (way == Way.UPGRADED) {
            assertThat(client.say("STLS")).startsWith("+OK");
            client.startTls();
        }
        return client;
    }

    private static Map<String, String> capa(LineClient client) throws IOException {
        assertThat(client.say("CAPA")).startsWith("+OK");
        var capa = new LinkedHashMap<String, String>();
        for (var line : client.lines()) {
            var blank = (line + " ").indexOf(' ');
            assertThat(capa.put(line.substring(0, blank), line.substring(blank).strip())).isNull();
        }
        return capa;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void capaSaysExactlyWhatWorksBeforeLogin(Set set) throws IOException {
        try (var office = office(set)) {
            for (var way : ways(set)) {
                Map<String, String> capa;
                try (var client = pop3(office, way)) {
                    capa = capa(client);
                    assertThat(capa.containsKey("STLS"))
                            .isEqualTo(set.certificate() && way == Way.CLEAR);
                    assertThat(LineClient.yes(client.say("LANG es")))
                            .isEqualTo(capa.containsKey("LANG"));
                    client.send("NOOP\r\nCAPA\r\n");
                    assertThat(client.line()).startsWith("-ERR");
                    assertThat(client.line()).startsWith("+OK");
                    client.lines();
                    assertThat(LineClient.yes(client.say("UTF8")))
                            .isEqualTo(capa.containsKey("UTF8"));
                }
                try (var client = pop3(office, way)) {
                    assertThat(LineClient.yes(client.say("STLS")))
                            .isEqualTo(capa.containsKey("STLS"));
                }
                try (var client = pop3(office, way)) {
                    client.say("USER ana");
                    assertThat(LineClient.yes(client.say("PASS secreto")))
                            .as("USER, %s", way)
                            .isEqualTo(capa.containsKey("USER"))
                            .isEqualTo(way != Way.CLEAR || set.passwordsInClear());
                    client.say("QUIT");
                }
                var codes = capa.containsKey("RESP-CODES") && capa.containsKey("AUTH-RESP-CODE");
                assertThat(codes).isTrue();
                assertThat(capa).containsKeys("TOP", "UIDL", "PIPELINING", "IMPLEMENTATION");
                mechanisms(office, set, way, List.of(capa.getOrDefault("SASL", "").split(" ", -1)));
            }
        }
    }

    private static void mechanisms(InMemoryPostOffice office, Set set, Way way, List<String> listed)
            throws IOException {
        assertThat(listed).as("%s", way).isEqualTo(expected(set, way));
        for (var mechanism : Mechanism.values()) {
            try (var client = pop3(office, way)) {
                var answer = client.logIn(sasl(mechanism, binding(client, way)));
                assertThat(LineClient.yes(answer))
                        .as("%s, %s: %s", way, mechanism, answer)
                        .isEqualTo(listed.contains(mechanism.wireName()));
                client.say("QUIT");
            }
        }
    }

    /** The mechanisms that have to be there: each as soon as it can succeed. */
    private static List<String> expected(Set set, Way way) {
        if (way == Way.CLEAR) {
            return set.passwordsInClear() ? List.of("SCRAM-SHA-256", "PLAIN") : List.of("");
        }
        var all = new ArrayList<>(List.of("SCRAM-SHA-256", "PLAIN"));
        if (set.binding()) {
            all.addFirst("SCRAM-SHA-256-PLUS");
        }
        if (set.login()) {
            all.add("LOGIN");
        }
        return all;
    }

    private static Optional<ChannelBinding> binding(LineClient client, Way way) throws IOException {
        return way == Way.CLEAR ? Optional.empty() : Optional.of(client.binding());
    }

    private static SaslClient sasl(Mechanism mechanism, Optional<ChannelBinding> binding) {
        var password = Secret.of("secreto".getBytes(StandardCharsets.UTF_8));
        var nonce = ScramNonce.random(new SecureRandom());
        var any = ChannelBinding.tlsExporter(Secret.of(new byte[32]));
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS ->
                    SaslClient.scramSha256Plus("ana", password, nonce, binding.orElse(any));
            case SCRAM_SHA_256 -> SaslClient.scramSha256("ana", password, nonce);
            case OAUTHBEARER -> SaslClient.oauthBearer("ana", password, "buzon.test", 995);
            case XOAUTH2 -> SaslClient.xoauth2("ana", password);
            case PLAIN -> SaslClient.plain("ana", password);
            case LOGIN -> SaslClient.login("ana", password);
        };
    }

    @ParameterizedTest
    @MethodSource("sets")
    void capaSaysExactlyWhatWorksAfterLogin(Set set) throws IOException {
        try (var office = office(set)) {
            for (var way : ways(set)) {
                if (way == Way.CLEAR && !set.passwordsInClear()) {
                    continue; // nobody gets in here
                }
                try (var client = pop3(office, way)) {
                    assertThat(client.logIn(sasl(Mechanism.PLAIN, Optional.empty())))
                            .startsWith("+OK");
                    var capa = capa(client);
                    assertThat(capa).doesNotContainKeys("STLS");
                    assertThat(client.say("STLS")).startsWith("-ERR");
                    assertThat(client.say("UIDL 1")).startsWith("+OK 1 ");
                    assertThat(client.say("TOP 1 0")).startsWith("+OK");
                    assertThat(client.lines()).contains("Subject: a");
                    assertThat(LineClient.yes(client.say("LANG es")))
                            .isEqualTo(capa.containsKey("LANG"));
                    var days = set.expire().replace("\"off\"", "NEVER");
                    assertThat(capa).containsEntry("EXPIRE", days);
                    client.say("QUIT");
                    assertThat(capa.containsKey("LOGIN-DELAY")).isEqualTo(set.delay());
                }
                // The clock stands still: this is the same second.
                try (var client =
                        way == Way.TLS_FIRST
                                ? LineClient.overTls(office.port("pop3s"))
                                : LineClient.inClear(office.port("pop3"))) {
                    client.line();
                    if (way == Way.UPGRADED) {
                        client.say("STLS");
                        client.startTls();
                    }
                    var answer = client.logIn(sasl(Mechanism.PLAIN, Optional.empty()));
                    assertThat(answer.startsWith("-ERR [LOGIN-DELAY]"))
                            .as(answer)
                            .isEqualTo(set.delay());
                    client.say("QUIT");
                }
            }
        }
    }

    // ---- submission

    private static LineClient submission(InMemoryPostOffice office, Way way) throws IOException {
        var client =
                way == Way.TLS_FIRST
                        ? LineClient.overTls(office.port("submissions"))
                        : LineClient.inClear(office.port("submission"));
        client.reply();
        if (way == Way.UPGRADED) {
            client.ask("EHLO client.test");
            assertThat(client.say("STARTTLS")).startsWith("220");
            client.startTls();
        }
        return client;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void ehloSaysExactlyWhatWorks(Set set) throws IOException {
        try (var office = office(set)) {
            for (var way : ways(set)) {
                List<String> lines;
                try (var client = submission(office, way)) {
                    lines =
                            client.ask("EHLO client.test").stream()
                                    .map(l -> l.substring(4))
                                    .toList();
                    assertThat(LineClient.yes(client.say("STARTTLS")))
                            .isEqualTo(lines.contains("STARTTLS"))
                            .isEqualTo(set.certificate() && way == Way.CLEAR);
                }
                var listed =
                        lines.stream()
                                .filter(line -> line.startsWith("AUTH "))
                                .map(line -> line.substring(5))
                                .findFirst()
                                .orElse("");
                assertThat(List.of(listed.split(" ", -1)))
                        .as("%s", way)
                        .isEqualTo(expected(set, way));
                for (var mechanism : Mechanism.values()) {
                    try (var client = submission(office, way)) {
                        client.ask("EHLO client.test");
                        var answer = client.logIn(sasl(mechanism, binding(client, way)));
                        assertThat(answer.startsWith("235"))
                                .as("%s, %s: %s", way, mechanism, answer)
                                .isEqualTo(
                                        List.of(listed.split(" ", -1))
                                                .contains(mechanism.wireName()));
                    }
                }
            }
        }
    }
}
