package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import dev.buzon.client.pop3.Certificates.Form;
import dev.buzon.client.pop3.Certificates.Identity;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix of certificates (C-017): what is wrong is refused before any secret is sent. */
class CertificateTest {
    private static final String HOST = "pop.example.test";
    private static final Certificates CERTIFICATES = new Certificates();

    @TempDir Path folder = Path.of("");

    @Test
    void everyWrongCertificateIsRefusedAndNothingIsTold() throws Exception {
        Map<String, Identity> wrong = new LinkedHashMap<>();
        wrong.put("expired", CERTIFICATES.issue(Form.dns(HOST).valid(-10, -1)));
        wrong.put("not yet valid", CERTIFICATES.issue(Form.dns(HOST).valid(1, 10)));
        wrong.put("self-signed", Certificates.selfSigned(Form.dns(HOST).common(HOST)));
        wrong.put("other name", CERTIFICATES.issue(Form.dns("pop.example.com")));
        wrong.put("suffix", CERTIFICATES.issue(Form.dns("example.test")));
        wrong.put("longer", CERTIFICATES.issue(Form.dns("a." + HOST, HOST + ".evil.test")));
        wrong.put("CN only", CERTIFICATES.issue(Form.of().common(HOST)));
        wrong.put("CN right, SAN wrong", CERTIFICATES.issue(Form.dns("x.test").common(HOST)));
        wrong.put("NUL in name", CERTIFICATES.issue(Form.dns(HOST + "\0.evil.test")));
        wrong.put("wildcard of wildcards", CERTIFICATES.issue(Form.dns("*.*")));
        wrong.put("three wildcards", CERTIFICATES.issue(Form.dns("*.*.*", "*.*.test")));
        wrong.put("bare wildcard", CERTIFICATES.issue(Form.dns("*")));
        wrong.put("wildcard of a top domain", CERTIFICATES.issue(Form.dns("*.test")));
        wrong.put(
                "part of a label",
                CERTIFICATES.issue(Form.dns("p*.example.test", "*p.example.test")));
        wrong.put("wildcard further right", CERTIFICATES.issue(Form.dns("pop.*.test")));
        wrong.put("wildcard for two labels", CERTIFICATES.issue(Form.dns("*.pop.example.test")));
        wrong.put("SHA-1", CERTIFICATES.issue(Form.dns(HOST).signed("SHA1withRSA")));
        wrong.put(
                "an address for a name",
                CERTIFICATES.issue(Form.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1"))));
        wrong.put(
                "a mail address and a URI",
                CERTIFICATES.issue(
                        Form.of(
                                new GeneralName(GeneralName.rfc822Name, "ana@" + HOST),
                                new GeneralName(
                                        GeneralName.uniformResourceIdentifier, "pop://" + HOST))));
        Identity stranger =
                Certificates.selfSigned(Form.of().common("Stranger").authority(Optional.empty()));
        wrong.put("unknown authority", Certificates.issue(Form.dns(HOST), stranger));
        Identity namesake =
                Certificates.selfSigned(Form.of().common("Other root").authority(Optional.empty()));
        wrong.put("other root", Certificates.issue(Form.dns(HOST), namesake));
        Identity constrained =
                CERTIFICATES.issue(
                        Form.of().common("Constrained").authority(Optional.of("example.com")));
        wrong.put("name constraint", Certificates.issue(Form.dns(HOST), constrained));
        Identity noAuthority = CERTIFICATES.issue(Form.dns(HOST).common("No authority"));
        wrong.put("signed by no authority", Certificates.issue(Form.dns(HOST), noAuthority));
        for (var one : wrong.entrySet()) {
            for (Security security : new Security[] {Security.IMPLICIT_TLS, Security.UPGRADE}) {
                try (Peer peer = peer(one.getValue(), security)) {
                    assertThatThrownBy(() -> door(peer, HOST, security).open())
                            .as(one.getKey())
                            .isInstanceOf(Pop3Exception.CertificateRefused.class)
                            .message()
                            .satisfies(
                                    m -> assertThat(m.chars()).noneMatch(Character::isISOControl));
                    assertThat(peer.heard()).isSubsetOf("STLS");
                }
            }
        }
    }

    @Test
    void rightCertificatesAreTaken() throws Exception {
        Map<String, Identity> right = new LinkedHashMap<>();
        right.put("name", CERTIFICATES.issue(Form.dns(HOST)));
        right.put("one of many", CERTIFICATES.issue(Form.dns("a.test", "POP.Example.TEST")));
        right.put("wildcard", CERTIFICATES.issue(Form.dns("*.example.test")));
        Identity constrained =
                CERTIFICATES.issue(
                        Form.of().common("Constrained").authority(Optional.of("example.test")));
        right.put("below a constraint", Certificates.issue(Form.dns(HOST), constrained));
        for (var one : right.entrySet()) {
            for (Security security : new Security[] {Security.IMPLICIT_TLS, Security.UPGRADE}) {
                try (Peer peer = peer(one.getValue(), security);
                        Pop3Session pop = door(peer, HOST, security).open()) {
                    assertThat(pop.list()).as(one.getKey()).hasSize(1);
                }
            }
        }
        Identity address =
                CERTIFICATES.issue(Form.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
        try (Peer peer = peer(address, Security.IMPLICIT_TLS);
                Pop3Session pop = door(peer, "127.0.0.1", Security.IMPLICIT_TLS).open()) {
            assertThat(pop.list()).hasSize(1);
        }
        Identity text = CERTIFICATES.issue(Form.dns("127.0.0.1"));
        try (Peer peer = peer(text, Security.IMPLICIT_TLS)) {
            assertThatThrownBy(() -> door(peer, "127.0.0.1", Security.IMPLICIT_TLS).open())
                    .isInstanceOf(Pop3Exception.CertificateRefused.class);
        }
    }

    @Test
    void refusalNamesBothNames() throws Exception {
        Identity hoster = CERTIFICATES.issue(Form.dns("mail.hoster.test", "*.hoster.test"));
        try (Peer peer = peer(hoster, Security.IMPLICIT_TLS)) {
            assertThatThrownBy(() -> door(peer, HOST, Security.IMPLICIT_TLS).open())
                    .isInstanceOfSatisfying(
                            Pop3Exception.CertificateRefused.class,
                            e -> {
                                assertThat(e.refusal().asked()).isEqualTo(HOST);
                                assertThat(e.refusal().names())
                                        .containsExactly("mail.hoster.test", "*.hoster.test");
                                assertThat(e.refusal().sha256()).isEqualTo(pin(hoster));
                                assertThat(e)
                                        .hasMessageContaining("mail.hoster.test")
                                        .hasMessageContaining("not for " + HOST);
                            });
        }
        Identity expired = CERTIFICATES.issue(Form.dns(HOST).valid(-10, -1));
        try (Peer peer = peer(expired, Security.IMPLICIT_TLS)) {
            assertThatThrownBy(() -> door(peer, HOST, Security.IMPLICIT_TLS).open())
                    .hasMessageContaining("expired");
        }
    }

    @Test
    void pinnedCertificateIsTakenForItselfAndNoOther() throws Exception {
        Identity mine = Certificates.selfSigned(Form.dns("whatever").valid(-10, -1));
        Trust pinned =
                Trust.pinned(
                        pin(mine)
                                .replaceAll("(..)(?=.)", "$1:")
                                .toUpperCase(java.util.Locale.ROOT));
        try (Peer peer = peer(mine, Security.UPGRADE);
                Pop3Session pop = door(peer, HOST, Security.UPGRADE).trust(pinned).open()) {
            assertThat(pop.list()).hasSize(1);
        }
        try (Peer peer = peer(CERTIFICATES.issue(Form.dns(HOST)), Security.IMPLICIT_TLS)) {
            assertThatThrownBy(() -> door(peer, HOST, Security.IMPLICIT_TLS).trust(pinned).open())
                    .isInstanceOf(Pop3Exception.CertificateRefused.class)
                    .hasMessageContaining("pinned");
            assertThat(peer.heard()).isEmpty();
        }
        assertThatThrownBy(() -> Trust.pinned("abc")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fileWithoutCertificatesIsNoAuthority() throws Exception {
        Path empty =
                java.nio.file.Files.writeString(folder.resolve("empty.pem"), "-----BEGIN X-----\n");
        assertThatThrownBy(() -> Trust.authorities(empty)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Trust.authorities(folder.resolve("missing")))
                .isInstanceOf(IOException.class);
    }

    private Pop3 door(Peer peer, String host, Security security) throws Exception {
        return Pop3.at(new ServerAddress(host, peer.port()), security)
                .user("ana")
                .password(LoginTest.secret("clave"))
                .trust(Trust.authorities(CERTIFICATES.authorities(folder)))
                .dialer((server, _) -> new Socket("localhost", server.port()));
    }

    private static Peer peer(Identity identity, Security security) {
        return new Peer(talk -> {
            if (security == Security.UPGRADE) {
                talk.send("+OK hello\r\n");
                talk.answer("+OK begin\r\n");
            }
            talk.secure(Certificates.server(identity));
            if (security == Security.IMPLICIT_TLS) {
                talk.send("+OK hello\r\n");
            }
            Drops.small(1).commands(talk);
        });
    }

    private static String pin(Identity identity) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(identity.certificate().getEncoded()));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
