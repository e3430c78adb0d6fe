package dev.buzon.testing.pop3;

import static dev.buzon.testing.pop3.QuirkyServer.quirky;

import dev.buzon.testing.pop3.Quirk.Announces;
import dev.buzon.testing.pop3.Quirk.Conceals;
import dev.buzon.testing.pop3.Quirk.Injects;
import dev.buzon.testing.pop3.Quirk.LoginFault;
import dev.buzon.testing.pop3.Quirk.Refuses;
import dev.buzon.testing.pop3.Quirk.Says;
import dev.buzon.testing.pop3.Quirk.Shown;
import dev.buzon.testing.pop3.Quirk.Without;
import dev.buzon.testing.pop3.QuirkyServer.Door;
import dev.buzon.testing.tls.CertificateForm;
import java.util.List;
import java.util.Set;

/** Servers, or those who sit in front of them, that are after the password. */
final class FalseTls {
    static final List<QuirkyServer> ALL =
            List.of(
                    quirky("stls", "C-018", "nothing is wrong: STLS, then SCRAM")
                            .by(Door.STLS)
                            .collectsAll(),
                    quirky("pop3s", "C-018", "nothing is wrong: TLS from the first octet")
                            .by(Door.TLS)
                            .collectsAll(),
                    quirky("stls-stripped", "C-015, C-018; EAST", "CAPA does not list STLS")
                            .does(new Without(Turn.STLS))
                            .by(Door.STLS)
                            .mustRefuse(),
                    quirky("stls-refused", "C-018; EAST", "STLS is answered by -ERR")
                            .does(new Refuses(Turn.STLS, Quirk.ANY, Quirk.ALWAYS, "-ERR not today"))
                            .by(Door.STLS)
                            .mustRefuse(),
                    quirky("stls-without-capa", "C-018; EAST", "neither CAPA nor STLS is known")
                            .does(new Without(Turn.CAPA), new Without(Turn.STLS))
                            .by(Door.STLS)
                            .mustRefuse(),
                    quirky(
                                    "stls-stripped-apop",
                                    "C-015; EAST; CVE-2006-5867",
                                    "no STLS, but a greeting that asks for APOP")
                            .does(
                                    new Says(Turn.GREETING, "+OK ready <1.2@example.test>"),
                                    new Without(Turn.STLS))
                            .by(Door.STLS)
                            .mustRefuse(),
                    quirky(
                                    "stls-injected",
                                    "hostile: responses injected after STLS; CVE-2021-22947",
                                    "answers to questions to come lie behind the +OK of STLS")
                            .does(new Injects("+OK\r\nUSER\r\nUIDL\r\n.\r\n+OK\r\n+OK\r\n"))
                            .by(Door.STLS)
                            .mustRefuse(),
                    quirky(
                                    "stls-hangs",
                                    "hostile: mpop, fetchmail CVE-2011-1947",
                                    "says nothing to STLS")
                            .does(new Quirk.Stall(Turn.STLS))
                            .by(Door.STLS)
                            .mustRefuse(),
                    quirky(
                                    "handshake-hangs",
                                    "hostile: fetchmail CVE-2011-1947",
                                    "TLS never begins")
                            .does(new Quirk.Stall(Turn.HANDSHAKE))
                            .by(Door.TLS)
                            .mustRefuse(),
                    quirky(
                                    "sasl-changes-under-tls",
                                    "C-002",
                                    "another list of mechanisms in clear than under TLS")
                            .does(
                                    new Conceals(Set.of(Phase.IN_CLEAR), "SASL"),
                                    new Announces(Set.of(Phase.IN_CLEAR), "SASL X-NOT-HERE"))
                            .by(Door.STLS)
                            .collectsAll(),
                    certificate(
                            "certificate-of-the-host",
                            "Q-041, C-017",
                            "the certificate names the hosting company",
                            new Shown(CertificateForm.of("mail.hosting.example"), true)),
                    certificate(
                            "certificate-untrusted",
                            "C-017",
                            "the certificate comes from an authority nobody knows",
                            new Shown(right(), false)),
                    certificate(
                            "certificate-self-signed",
                            "C-017",
                            "the certificate signs itself",
                            new Shown(right().signedByItself(), true)),
                    certificate(
                            "certificate-expired",
                            "C-017",
                            "the certificate has expired",
                            new Shown(right().expired(), true)),
                    certificate(
                            "certificate-of-tomorrow",
                            "C-017",
                            "the certificate is not valid yet",
                            new Shown(right().notYetValid(), true)),
                    certificate(
                            "certificate-common-name",
                            "C-017",
                            "the certificate has the name only where nobody looks any more",
                            new Shown(right().commonNameOnly("localhost"), true)),
                    certificate(
                            "certificate-wildcard",
                            "C-017",
                            "the certificate is for a part of a name: local*",
                            new Shown(CertificateForm.of("local*", "*"), true)),
                    quirky(
                                    "wrong-server-signature",
                                    "C-016",
                                    "the server does not know the password: its signature in SCRAM"
                                            + " is wrong")
                            .does(LoginFault.WRONG_SERVER_SIGNATURE)
                            .by(Door.TLS)
                            .taking("SCRAM-SHA-256")
                            .mustRefuse(),
                    quirky(
                                    "no-server-signature",
                                    "C-016",
                                    "the server says +OK in SCRAM and does not show its signature")
                            .does(LoginFault.NO_SERVER_SIGNATURE)
                            .by(Door.TLS)
                            .taking("SCRAM-SHA-256")
                            .mustRefuse(),
                    quirky(
                                    "challenge-not-base64",
                                    "C-014",
                                    "the challenge is not Base64: the client gives up with a star")
                            .does(LoginFault.CHALLENGE_NOT_BASE64)
                            .by(Door.TLS)
                            .taking("SCRAM-SHA-256")
                            .endsSafely(),
                    quirky("scram-plus", "C-016", "nothing is wrong: SCRAM bound to the connection")
                            .by(Door.TLS)
                            .taking("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "PLAIN")
                            .collectsAll());

    private FalseTls() {}

    private static CertificateForm right() {
        return CertificateForm.of("localhost", "127.0.0.1");
    }

    private static QuirkyServer certificate(
            String name, String rows, String sentence, Quirk shown) {
        return quirky(name, rows, sentence).does(shown).by(Door.TLS).mustRefuse();
    }
}
