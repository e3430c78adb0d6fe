package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.testing.pop3.Expectation;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.QuirkyServer;
import dev.buzon.testing.pop3.QuirkyServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Those of the catalogue of quirky servers that must be refused, collected with nothing but a
 * session and a set: what a session alone has to guarantee holds at every one of them.
 */
class CatalogueTest {
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private final List<byte[]> stored = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private Quirks quirks = Quirks.none();

    @TempDir Path folder = Path.of("");

    @ParameterizedTest
    @MethodSource("thoseToFear")
    void sessionEndsInTimeAndNeverTellsOrInventsAnything(QuirkyServer quirky) throws Exception {
        try (MisbehavingServer server = quirky.start()) {
            Pop3 door = door(quirky, server);
            List<Boolean> failed = new ArrayList<>();
            long start = System.nanoTime();
            for (int run = 0; run < quirky.runs(); run++) {
                failed.add(fails(door, quirky));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(15).multipliedBy(quirky.runs()));
            if (quirky.door() != QuirkyServer.Door.CLEARTEXT) {
                assertThat(server.heardCredentialInClear()).isFalse();
            }
            if (quirky.expectation() == Expectation.MUST_REFUSE) {
                assertThat(quirky.complaints(server, stored, failed)).isEmpty();
            }
        }
    }

    static List<QuirkyServer> thoseToFear() {
        return QuirkyServers.all().stream()
                .filter(q ->
                        q.expectation() == Expectation.MUST_REFUSE
                                || q.expectation() == Expectation.ENDS_SAFELY)
                .toList();
    }

    private boolean fails(Pop3 door, QuirkyServer quirky) {
        List<Listed> whole = new ArrayList<>();
        try (Pop3Session pop = door.quirks(quirks).open()) {
            try {
                List<Listed> wanted =
                        pop.list().stream().filter(m -> !known.contains(key(m))).toList();
                List<byte[]> taken = new ArrayList<>();
                try {
                    pop.retrieve(
                            wanted,
                            (m, in) -> {
                                taken.add(in.readAllBytes());
                                whole.add(m);
                            });
                } catch (Pop3Exception e) {
                    for (Listed suspect : e.suspects()) {
                        taken.remove(whole.indexOf(suspect));
                        whole.remove(suspect);
                    }
                    throw e;
                } finally {
                    stored.addAll(taken);
                    whole.forEach(m -> known.add(key(m)));
                }
                pop.commit(quirky.keeps() ? List.of() : whole);
            } finally {
                quirks = pop.quirks();
            }
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static String key(Listed message) {
        return message.uid().orElse("number " + message.number()) + " " + message.octets();
    }

    private Pop3 door(QuirkyServer quirky, MisbehavingServer server) throws IOException {
        Security security =
                switch (quirky.door()) {
                    case CLEARTEXT -> Security.CLEARTEXT;
                    case STLS -> Security.UPGRADE;
                    case TLS -> Security.IMPLICIT_TLS;
                };
        Credentials credentials =
                switch (quirky.login()) {
                    case PASSWORD ->
                            new Credentials.Password(
                                    MisbehavingServer.USER,
                                    LoginTest.secret(MisbehavingServer.PASSWORD));
                    case TOKEN ->
                            new Credentials.Token(
                                    MisbehavingServer.USER, () -> LoginTest.secret(quirky.token()));
                };
        return Pop3.at(new ServerAddress("localhost", quirky.port(server)), security)
                .credentials(credentials)
                .trust(Trust.authorities(server.authority().writeTo(folder.resolve("ca.pem"))))
                .limits(TimeLimits.USUAL.connect(PATIENCE).read(PATIENCE));
    }
}
