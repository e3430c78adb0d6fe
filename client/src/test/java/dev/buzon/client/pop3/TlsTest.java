package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.Trust;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.tls.TestAuthority;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from clear text to TLS, and everything that is done to those who take it. */
class TlsTest {
    private static final TestAuthority AUTHORITY = TestAuthority.create();
    private static final SSLContext SERVER =
            AUTHORITY.issue(CertificateForm.of("localhost")).context();

    @TempDir Path folder = Path.of("");
    private Trust trust = Trust.system();

    @BeforeEach
    void trustTheAuthority() throws Exception {
        trust = Trust.authorities(AUTHORITY.writeTo(folder.resolve("authority.pem")));
    }

    @Test
    void serverWithoutStlsIsToldNothing() throws Exception {
        for (String answer :
                List.of("-ERR unknown\r\n", "-ERR [SYS/TEMP] no\r\n", "(close)", "+OF\r\n")) {
            try (Peer peer = new Peer(Drops.small(1).but("STLS", answer))) {
                assertThatThrownBy(() -> upgrade(peer).open())
                        .isInstanceOf(Pop3Exception.class)
                        .isNotInstanceOf(Pop3Exception.LoginRefused.class);
                assertThat(peer.heard()).containsExactly("STLS");
            }
        }
        try (Peer peer = new Peer(Drops.small(1).but("STLS", "-ERR unknown\r\n"))) {
            assertThatThrownBy(() -> upgrade(peer).open())
                    .isInstanceOf(Pop3Exception.TlsUnavailable.class);
        }
    }

    @Test
    void octetsBehindTheAnswerToStlsEndTheConnection() throws Exception {
        for (String injected :
                List.of("+OK\r\nSASL PLAIN\r\n.\r\n", "x", "+OK\r\n".repeat(1_000))) {
            try (Peer peer =
                    new Peer(talk -> {
                        talk.send("+OK\r\n");
                        talk.answer("+OK\r\n" + injected);
                        talk.secure(SERVER);
                        Drops.small(1).commands(talk);
                    })) {
                assertThatThrownBy(() -> upgrade(peer).open())
                        .isInstanceOf(Pop3Exception.TlsUnavailable.class);
                assertThat(peer.heard()).containsExactly("STLS");
            }
        }
    }

    @Test
    void handshakeThatDoesNotComeEndsInTheLimit() throws Exception {
        try (Peer peer =
                new Peer(talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\n");
                    talk.untilGone();
                })) {
            Pop3 door =
                    upgrade(peer)
                            .limits(
                                    dev.buzon.client.net.TimeLimits.USUAL.connect(
                                            java.time.Duration.ofMillis(300)));
            assertThatThrownBy(door::open).isInstanceOf(Pop3Exception.TimedOut.class);
        }
    }

    @Test
    void clearTextOnThePortForTlsIsNoTls() throws Exception {
        try (Peer peer = new Peer(Drops.small(1))) {
            assertThatThrownBy(() -> peer.at(Security.IMPLICIT_TLS).trust(trust).open())
                    .isInstanceOf(Pop3Exception.TlsUnavailable.class);
            assertThat(String.join("", peer.heard())).doesNotContain("clave");
        }
    }

    @Test
    void capabilitiesAreThoseSaidThroughTlsAndUtf8ComesBehindIt() throws Exception {
        try (Peer peer =
                        new Peer(talk -> {
                            talk.send("+OK\r\n");
                            talk.answer("+OK\r\n");
                            talk.secure(SERVER);
                            Drops.small(1).with("UTF8").with("X-INSIDE").commands(talk);
                        });
                Pop3Session pop = upgrade(peer).open()) {
            assertThat(pop.capabilities().has("X-INSIDE")).isTrue();
            assertThat(peer.heard()).startsWith("STLS", "CAPA", "UTF8", "USER ana", "PASS clave");
        }
    }

    @Test
    void pop3IsNamedInTheHandshakeAndSessionsAreResumed() throws Exception {
        List<String> protocols = new CopyOnWriteArrayList<>();
        List<Long> sessions = new CopyOnWriteArrayList<>();
        Peer.Play play =
                talk -> {
                    talk.secure(
                            SERVER,
                            offered -> {
                                protocols.addAll(offered);
                                return "pop3";
                            });
                    sessions.add(talk.sessionBegan());
                    talk.send("+OK\r\n");
                    Drops.small(1).commands(talk);
                };
        try (Peer peer = new Peer(play)) {
            for (int i = 0; i < 2; i++) {
                try (Pop3Session pop = peer.at(Security.IMPLICIT_TLS).trust(trust).open()) {
                    assertThat(pop.list()).hasSize(1);
                    pop.commit();
                }
            }
        }
        assertThat(protocols).containsExactly("pop3", "pop3");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.get(1))
                .as("the time at which the session began")
                .isEqualTo(sessions.get(0));
    }

    @Test
    void scramIsBoundToTheConnectionWhereTheServerCan() throws Exception {
        List<String> log = new ArrayList<>();
        try (InMemoryPostOffice office =
                InMemoryPostOffice.start(
                        "[auth]\npassword-scheme = \"ssha256\"\nchannel-binding = true\n")) {
            office.account("ana@example.test", "clave");
            Pop3 door =
                    Pop3.at("pops://ana%40example.test@localhost:" + office.port("pop3s"))
                            .password(LoginTest.secret("clave"))
                            .trust(Trust.authorities(office.data().resolve("self-signed.pem")))
                            .log(dev.buzon.client.net.WireLog.to(log::add));
            try (Pop3Session pop = door.open()) {
                assertThat(pop.list()).isEmpty();
            }
            try (Pop3Session pop = door.mechanism("SCRAM-SHA-256").open()) {
                assertThat(pop.list()).isEmpty();
            }
        }
        assertThat(log)
                .contains("C: AUTH SCRAM-SHA-256-PLUS ***")
                .contains("C: AUTH SCRAM-SHA-256 ***");
    }

    private Pop3 upgrade(Peer peer) {
        return peer.at(Security.UPGRADE).trust(trust);
    }
}
