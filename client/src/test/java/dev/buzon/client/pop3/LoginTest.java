package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways to log in, and what becomes of them at odd servers. */
class LoginTest {
    private static final String PLAIN =
            Base64.getEncoder().encodeToString("\0ana\0clave".getBytes(StandardCharsets.US_ASCII));

    @Test
    void serverWithTheLeastCommandsIsEnough() throws Exception {
        Drops least =
                Drops.small(2)
                        .withoutCapabilities()
                        .but("UIDL", "-ERR\r\n")
                        .but("TOP", "-ERR\r\n")
                        .but("AUTH", "-ERR\r\n");
        Taken taken = new Taken();
        try (Peer peer = new Peer(least);
                Pop3Session pop = peer.clear().open()) {
            List<Listed> all = pop.list();
            assertThat(all).extracting(Listed::uid).allMatch(java.util.Optional::isEmpty);
            assertThat(pop.quirks().uidlMissing()).isTrue();
            assertThat(pop.commit(pop.retrieve(all, taken).done()).complete()).isTrue();
            assertThat(peer.heard()).contains("USER ana", "PASS clave").doesNotContain("UTF8");
        }
        assertThat(taken.texts()).hasSize(2);
    }

    @Test
    void initialResponseGoesOnlyWhereSaslIsListed() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+\r\n"); // no blank behind the plus
                    talk.answer("+OK\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().mechanism("PLAIN").open()) {
            assertThat(peer.heard()).containsExactly("CAPA", "AUTH PLAIN", PLAIN);
            assertThat(pop.capabilities().listed()).isEmpty();
        }
        try (Peer peer = new Peer(Drops.small(0).with("SASL PLAIN"));
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.list()).isEmpty();
            assertThat(peer.heard()).contains("AUTH PLAIN " + PLAIN);
        }
    }

    @Test
    void initialResponseThatMakesTheLineLongGoesInTwoSteps() throws Exception {
        String password = "p".repeat(400);
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nSASL PLAIN\r\nPIPELINING\r\n.\r\n");
                    talk.answer("+ \r\n");
                    talk.answer("+OK\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().password(secret(password)).open()) {
            assertThat(pop.capabilities().pipelining()).isTrue();
            assertThat(peer.heard().get(1)).isEqualTo("AUTH PLAIN");
        }
    }

    @Test
    void tokensGoInTwoSteps() throws Exception {
        for (String mechanism : List.of("XOAUTH2", "OAUTHBEARER")) {
            Peer.Play play =
                    talk -> {
                        talk.send("+OK\r\n");
                        talk.answer("+OK\r\nSASL " + mechanism + "\r\nPIPELINING\r\n.\r\n");
                        talk.answer("+\r\n");
                        talk.answer("+OK\r\n");
                    };
            List<String> log = new ArrayList<>();
            try (Peer peer = new Peer(play);
                    Pop3Session pop =
                            peer.clear()
                                    .token(() -> secret("s3cret-token"))
                                    .log(dev.buzon.client.net.WireLog.to(log::add))
                                    .open()) {
                assertThat(pop.quirks().scramUsed()).isFalse();
                assertThat(peer.heard().get(1)).isEqualTo("AUTH " + mechanism);
                byte[] sent = Base64.getDecoder().decode(peer.heard().get(2));
                assertThat(new String(sent, StandardCharsets.US_ASCII))
                        .contains("auth=Bearer s3cret-token");
                assertThat(log).contains("C: ***").noneMatch(l -> l.contains(peer.heard().get(2)));
            }
        }
    }

    @Test
    void refusedTokenSaysWhatTheServerSaid() throws Exception {
        String why =
                Base64.getEncoder()
                        .encodeToString(
                                "{\"status\":\"invalid_token\"}"
                                        .getBytes(StandardCharsets.US_ASCII));
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nSASL OAUTHBEARER\r\nPIPELINING\r\n.\r\n");
                    talk.answer("+\r\n");
                    talk.answer("+ " + why + "\r\n");
                    talk.answer("-ERR [AUTH] no\r\n");
                };
        try (Peer peer = new Peer(play)) {
            Pop3 door = peer.clear().token(() -> secret("t")).listAhead();
            assertThatThrownBy(door::open)
                    .isInstanceOfSatisfying(
                            Pop3Exception.LoginRefused.class,
                            e -> {
                                assertThat(e.coded()).isTrue();
                                assertThat(e.token().orElseThrow().status())
                                        .contains("invalid_token");
                            });
            assertThat(peer.heard()).doesNotContain("LIST", "UIDL");
        }
    }

    @Test
    void badBase64IsAnsweredByAStar() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("+OK\r\nSASL SCRAM-SHA-256\r\nPIPELINING\r\n.\r\n");
                    talk.answer("+ this is no base64\r\n");
                    talk.answer("-ERR cancelled\r\n");
                    talk.line();
                    talk.answer("+OK\r\n+OK\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.quirks().scramUsed()).isFalse();
            assertThat(peer.heard()).contains("*", "PASS clave");
        }
    }

    @Test
    void serverThatDoesNotProveItselfGetsNothingMore() throws Exception {
        for (boolean early : List.of(true, false)) {
            try (Peer peer = new Peer(impostor(early))) {
                assertThatThrownBy(() -> peer.clear().listAhead().open())
                        .isInstanceOf(Pop3Exception.ServerNotProved.class);
                assertThat(peer.connections()).isEqualTo(1);
                assertThat(String.join("\n", peer.heard())).doesNotContain("clave", "LIST");
            }
        }
    }

    /** Takes SCRAM and shows no signature, or a wrong one. */
    private static Peer.Play impostor(boolean early) {
        return talk -> {
            talk.send("+OK\r\n");
            talk.answer("+OK\r\nSASL SCRAM-SHA-256 PLAIN\r\nPIPELINING\r\n.\r\n");
            String first =
                    new String(
                            Base64.getDecoder().decode(talk.line().split(" ", -1)[2]),
                            StandardCharsets.UTF_8);
            String nonce = first.substring(first.indexOf("r=") + 2);
            talk.send("+ " + base64("r=" + nonce + "x,s=c2FsdHNhbHQ=,i=4096") + "\r\n");
            talk.line();
            talk.send(early ? "+OK welcome\r\n" : "+ " + base64("v=" + base64("wrong")) + "\r\n");
            talk.untilGone();
        };
    }

    @Test
    void serverThatClosesAfterARefusalIsCalledAgainForTheNextWayOnce() throws Exception {
        Drops drops =
                Drops.small(0).with("SASL SCRAM-SHA-256 PLAIN").but("AUTH", "-ERR no\r\n(close)");
        try (Peer peer = new Peer(drops);
                Pop3Session pop = peer.clear().open()) {
            assertThat(pop.list()).isEmpty();
            assertThat(peer.connections()).isEqualTo(3);
            assertThat(peer.heard().stream().filter(l -> l.startsWith("AUTH")))
                    .extracting(l -> l.split(" ", -1)[1])
                    .containsExactly("SCRAM-SHA-256", "PLAIN");
        }
        try (Peer peer = new Peer(drops.but("PASS", "-ERR no\r\n(close)"))) {
            assertThatThrownBy(() -> peer.clear().open())
                    .isInstanceOf(Pop3Exception.LoginRefused.class);
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    @Test
    void wrongPasswordThatWasToldIsNotToldAgain() throws Exception {
        Drops drops = Drops.small(0).with("SASL PLAIN").but("AUTH", "-ERR [auth] wrong\r\n");
        try (Peer peer = new Peer(drops)) {
            assertThatThrownBy(() -> peer.clear().open())
                    .isInstanceOfSatisfying(
                            Pop3Exception.LoginRefused.class,
                            e -> {
                                assertThat(e.coded()).isTrue();
                                assertThat(e.serverText()).isEqualTo("wrong");
                            });
            assertThat(peer.heard()).doesNotContain("USER ana");
        }
    }

    @Test
    void uncodedRefusalIsToldFromACodedOne() throws Exception {
        try (Peer peer = new Peer(Drops.small(0).but("PASS", "-ERR try later maybe\r\n"))) {
            assertThatThrownBy(() -> peer.clear().open())
                    .isInstanceOfSatisfying(
                            Pop3Exception.LoginRefused.class, e -> assertThat(e.coded()).isFalse());
        }
    }

    @Test
    void codesDecideWhatARefusalIs() throws Exception {
        var table =
                java.util.Map.of(
                        "[in-use]", Pop3Exception.InUse.class,
                        "[LOGIN-DELAY]", Pop3Exception.LoginDelay.class,
                        "[sys/temp/x]", Pop3Exception.TemporaryFailure.class,
                        "[Sys/Perm]", Pop3Exception.PermanentFailure.class,
                        "[AUTH/LOCKED]", Pop3Exception.LoginRefused.class,
                        "[X-OTHER]", Pop3Exception.LoginRefused.class);
        for (var row : table.entrySet()) {
            Drops drops = Drops.small(0).but("PASS", "-ERR " + row.getKey() + " words\r\n");
            try (Peer peer = new Peer(drops)) {
                assertThatThrownBy(() -> peer.clear().open())
                        .as(row.getKey())
                        .isInstanceOfSatisfying(
                                row.getValue(),
                                e ->
                                        assertThat(((Pop3Exception) e).serverText())
                                                .isEqualTo("words"))
                        .hasMessageNotContaining("[");
            }
            Peer.Play greeting = talk -> talk.send("-ERR " + row.getKey() + " words\r\n");
            try (Peer peer = new Peer(greeting)) {
                assertThatThrownBy(() -> peer.clear().open()).isInstanceOf(Pop3Exception.class);
                assertThat(peer.heard()).isEmpty();
            }
        }
    }

    @Test
    void accountThatUsedScramStopsWhereItIsNoLongerOffered() throws Exception {
        try (Peer peer = new Peer(Drops.small(0).with("SASL PLAIN"))) {
            Pop3 door = peer.clear().quirks(Quirks.none().scramUsed(true));
            assertThatThrownBy(door::open)
                    .isInstanceOfSatisfying(
                            Pop3Exception.NoWayIn.class,
                            e -> assertThat(e.consentWouldHelp()).isTrue());
            assertThat(peer.heard()).containsExactly("CAPA");
            try (Pop3Session pop = door.allowPlaintextAfterScram().open()) {
                assertThat(pop.quirks().scramUsed()).isTrue();
            }
        }
    }

    @Test
    void apopIsSentOnlyIfAskedForAndToATimestamp() throws Exception {
        // The example of RFC 1939 §7.
        String stamp = "<1896.697170952@dbc.mtview.ca.us>";
        Peer.Play play =
                talk -> {
                    talk.send("+OK POP3 server ready " + stamp + "\r\n");
                    new Drops0().commands(talk);
                };
        try (Peer peer = new Peer(play)) {
            Pop3 door =
                    Pop3.at("pop://mrose;AUTH=+APOP@localhost:" + peer.port())
                            .cleartext()
                            .password(secret("tanstaaf"));
            try (Pop3Session pop = door.open()) {
                assertThat(pop.list()).isEmpty();
            }
            assertThat(peer.heard()).contains("APOP mrose c4c9334bac560ecc979e58001b3e22fb");
            try (Pop3Session pop = peer.clear().open()) {
                assertThat(pop.list()).isEmpty();
            }
            assertThat(peer.heard()).contains("USER ana");
        }
    }

    @Test
    void bracketsAtTheEndOfAGreetingAreNoCodeAndNoTimestamp() throws Exception {
        Peer.Play play =
                talk -> {
                    talk.send("+OK The service is ready. [UwBDAA==] <not a stamp>\r\n");
                    new Drops0().commands(talk);
                };
        try (Peer peer = new Peer(play)) {
            try (Pop3Session pop = peer.clear().open()) {
                assertThat(pop.list()).isEmpty();
            }
            assertThatThrownBy(() -> peer.clear().mechanism("+APOP").open())
                    .isInstanceOf(Pop3Exception.NoWayIn.class);
        }
    }

    @Test
    void namesAndPasswordsThatWouldBecomeCommandsAreNotSent() throws Exception {
        try (Peer peer = new Peer(Drops.small(0))) {
            Pop3 door = peer.clear().password(secret("x\r\nDELE 1"));
            assertThatThrownBy(door::open).isInstanceOf(Pop3Exception.NoWayIn.class);
            Pop3 other =
                    peer.clear().credentials(new Credentials.Password("a\r\nDELE 1", secret("x")));
            assertThatThrownBy(other::open).isInstanceOf(Pop3Exception.NoWayIn.class);
            assertThat(peer.heard()).noneMatch(line -> line.startsWith("DELE"));
        }
    }

    /** An empty maildrop that says only what it must. */
    private static final class Drops0 {
        void commands(Peer.Talk talk) throws java.io.IOException {
            Drops.small(0).commands(talk);
        }
    }

    static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
