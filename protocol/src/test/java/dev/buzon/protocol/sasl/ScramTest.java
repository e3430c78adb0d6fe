package dev.buzon.protocol.sasl;

import static dev.buzon.protocol.sasl.SaslSteps.TLS;
import static dev.buzon.protocol.sasl.SaslSteps.assertFailed;
import static dev.buzon.protocol.sasl.SaslSteps.challenge;
import static dev.buzon.protocol.sasl.SaslSteps.challengeText;
import static dev.buzon.protocol.sasl.SaslSteps.initial;
import static dev.buzon.protocol.sasl.SaslSteps.line;
import static dev.buzon.protocol.sasl.SaslSteps.secret;
import static dev.buzon.protocol.sasl.SaslSteps.server;
import static dev.buzon.protocol.sasl.SaslSteps.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows. */
class ScramTest {
    private static final ScramCredentials PENCIL =
            ScramCredentials.derive(
                    secret("pencil"), Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";
    private static final String NONCES = CLIENT_NONCE + SaslSteps.RFC_NONCE.text();
    private static final String CLIENT_FINAL =
            "c=biws,r=" + NONCES + ",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";

    private static final ChannelBinding BINDING =
            ChannelBinding.tlsExporter(Secret.of(new byte[32]));
    private static final SaslOffer PLUS = SaslOffer.withTls(true, Optional.of(BINDING));

    private static SaslStep first(String message) {
        return server(TLS).begin("SCRAM-SHA-256", Optional.of(text(message)));
    }

    /** A server that has got the first message of the vector and now waits for this one. */
    private static SaslStep last(String message) {
        SaslServer server = server(TLS);
        server.begin("SCRAM-SHA-256", Optional.of(text("n,,n=user,r=" + CLIENT_NONCE)));
        challenge(server.scram(PENCIL));
        return server.respond(text(message));
    }

    @Test
    void vectorOfRfc7677Succeeds() {
        SaslServer server = server(TLS);
        SaslStep step =
                server.begin(
                        "SCRAM-SHA-256", initial("biwsbj11c2VyLHI9ck9wck5HZndFYmVSV2diTkVrcU8="));
        assertThat(step).isEqualTo(new SaslStep.LookUpScram(Optional.empty(), "user"));
        assertThat(challenge(server.scram(PENCIL)))
                .isEqualTo(
                        "cj1yT3ByTkdmd0ViZVJXZ2JORWtxTyVodllEcFdVYTJSYVRDQWZ1eEZJbGopaE5sRiRrMCxzPVcy"
                                + "MlphSjBTTlk3c29Fc1VFamI2Z1E9PSxpPTQwOTY=");
        step =
                server.respond(
                        line(
                                "Yz1iaXdzLHI9ck9wck5HZndFYmVSV2diTkVrcU8laHZZRHBXVWEyUmFUQ0FmdXhGSWxqKWhObEYk"
                                        + "azAscD1kSHpiWmFwV0lrNGpVaE4rVXRlOXl0YWc5empmTUhnc3FtbWl6N0FuZFZRPQ=="));
        assertThat(challenge(step))
                .isEqualTo("dj02cnJpVFJCaTIzV3BSUi93dHVwK21NaFVaVW4vZEI1bkxUSlJzamw5NUc0PQ==");
        assertThat(server.respond(line("")))
                .isEqualTo(new SaslStep.Succeeded(Optional.empty(), "user"));
    }

    @Test
    void vectorOfRfc7677IsWhatOurClientSends() {
        SaslClient client =
                SaslClient.scramSha256("user", secret("pencil"), new ScramNonce(CLIENT_NONCE));
        assertThat(client.initialResponse().orElseThrow().base64())
                .isEqualTo("biwsbj11c2VyLHI9ck9wck5HZndFYmVSV2diTkVrcU8=");
        SaslClientStep step =
                client.challenge(
                        SaslMessage.of("r=" + NONCES + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        assertThat(((SaslClientStep.Respond) step).message().base64())
                .isEqualTo(SaslMessage.of(CLIENT_FINAL).base64());
        assertThat(client.serverProved()).isFalse();
        client.challenge(SaslMessage.of("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        assertThat(client.serverProved()).isTrue();
    }

    @Test
    void firstMessageMayFollowAnEmptyChallenge() {
        SaslServer server = server(TLS);
        assertThat(challenge(server.begin("SCRAM-SHA-256", Optional.empty()))).isEmpty();
        assertThat(server.respond(text("n,,n=user,r=abc")))
                .isEqualTo(new SaslStep.LookUpScram(Optional.empty(), "user"));
    }

    @Test
    void nothingButAnEmptyLineFollowsTheServersLastWord() {
        for (SaslLine wrong : new SaslLine[] {line("AA=="), line("*"), line("!")}) {
            SaslServer server = server(TLS);
            server.begin("SCRAM-SHA-256", Optional.of(text("n,,n=user,r=" + CLIENT_NONCE)));
            challenge(server.scram(PENCIL));
            challenge(server.respond(text(CLIENT_FINAL)));
            assertThat(server.respond(wrong)).isInstanceOf(SaslStep.Failed.class);
            assertFailed(server.respond(line("")), SaslFailure.OUT_OF_TURN);
        }
    }

    @Test
    void otherNonceFails() {
        assertFailed(last(CLIENT_FINAL.replace("k0,", "k1,")), SaslFailure.BAD_MESSAGE);
        assertFailed(last(CLIENT_FINAL.replace("k0,", "k0k,")), SaslFailure.BAD_MESSAGE);
    }

    @Test
    void mandatoryExtensionFailsAndOptionalOnesAreIgnored() {
        assertFailed(first("n,,m=x,n=user,r=abc"), SaslFailure.BAD_MESSAGE);
        assertFailed(first("n,,n=user,r=abc,m=x"), SaslFailure.BAD_MESSAGE);
        assertFailed(last(CLIENT_FINAL.replace(",p=", ",m=x,p=")), SaslFailure.BAD_MESSAGE);
        assertThat(first("n,,n=user,r=abc,x=y,z=w=")).isInstanceOf(SaslStep.LookUpScram.class);
        // It belongs to what is proved, so the old proof no longer fits; the form is accepted.
        assertFailed(last(CLIENT_FINAL.replace(",p=", ",x=y,p=")), SaslFailure.WRONG_CREDENTIALS);
    }

    @Test
    void equalsSignInNamesStandsForCommaOrItself() {
        assertThat(first("n,,n=a=2Cb=3Dc,r=abc"))
                .isEqualTo(new SaslStep.LookUpScram(Optional.empty(), "a,b=c"));
        assertThat(first("n,,n==3D2C,r=abc"))
                .isEqualTo(new SaslStep.LookUpScram(Optional.empty(), "=2C"));
        for (String name : new String[] {"a=", "a=2c", "a=40", "=", "a=2", "=3", "a=2=2CC"}) {
            assertFailed(first("n,,n=" + name + ",r=abc"), SaslFailure.BAD_MESSAGE);
        }
    }

    @Test
    void identityIsHandedOn() {
        assertThat(first("n,a=lu=2Cis,n=ana,r=abc"))
                .isEqualTo(new SaslStep.LookUpScram(Optional.of("lu,is"), "ana"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "n,,n=user",
                "n,,n=,r=abc",
                "n,,r=abc,n=user",
                "x,,n=user,r=abc",
                "n,b=x,n=user,r=abc",
                "n,a=,n=user,r=abc",
                "n,,n=user,r=",
                "n,,n=user,r=a\u00e9",
                "n,,n=user,r=a b",
                "n,,n=us\0er,r=abc",
                "n,a=\0,n=user,r=abc",
                "n,,n=user,r=abc,",
                "n,,n=user,r=abc,1=2",
                "p=,,n=user,r=abc",
                "p=a b,,n=user,r=abc",
                "N,,n=user,r=abc"
            })
    void malformedFirstMessagesFail(String message) {
        assertFailed(first(message), SaslFailure.BAD_MESSAGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c=biws",
                "p=AAAA",
                "c=biws,p=AAAA",
                "c=biw,r=x,p=AAAA",
                "c=biws,r=x",
                ",,,"
            })
    void malformedLastMessagesFail(String message) {
        assertFailed(last(message), SaslFailure.BAD_MESSAGE);
        assertFailed(last(message + "\0"), SaslFailure.BAD_MESSAGE);
    }

    @Test
    void illFormedUtf8AndHugeMessagesFail() {
        assertFailed(
                server(TLS).begin("SCRAM-SHA-256", initial("biwsbj3/LHI9YQ==")),
                SaslFailure.BAD_MESSAGE);
        assertFailed(first("n,,n=user,r=abc,x=" + "y".repeat(9000)), SaslFailure.TOO_LONG);
        assertFailed(last(CLIENT_FINAL + "y".repeat(9000)), SaslFailure.TOO_LONG);
        assertFailed(first("n,,n=user,r=" + "y".repeat(2000)), SaslFailure.BAD_MESSAGE);
    }

    @Test
    void everyChangedOctetOfTheProofFails() {
        int proof = CLIENT_FINAL.indexOf("p=") + 2;
        for (int i = proof; i < CLIENT_FINAL.length() - 1; i++) {
            char other = CLIENT_FINAL.charAt(i) == 'A' ? 'B' : 'A';
            String changed = CLIENT_FINAL.substring(0, i) + other + CLIENT_FINAL.substring(i + 1);
            assertThat(last(changed)).isInstanceOf(SaslStep.Failed.class);
        }
        assertFailed(last(CLIENT_FINAL.replace("p=dH", "p=AA")), SaslFailure.WRONG_CREDENTIALS);
    }

    @Test
    void bindingIsAlwaysChecked() {
        assertFailed(last(CLIENT_FINAL.replace("biws", "eSws")), SaslFailure.BAD_CHANNEL_BINDING);
        assertFailed(last(CLIENT_FINAL.replace("biws", "AAAA")), SaslFailure.BAD_CHANNEL_BINDING);
    }

    @Test
    void downgradeFromPlusIsNoticed() {
        SaslStep step = server(PLUS).begin("SCRAM-SHA-256", Optional.of(text("y,,n=user,r=abc")));
        assertFailed(step, SaslFailure.BAD_CHANNEL_BINDING);
        assertThat(first("y,,n=user,r=abc")).isInstanceOf(SaslStep.LookUpScram.class);
        assertThat(server(PLUS).begin("SCRAM-SHA-256", Optional.of(text("n,,n=user,r=abc"))))
                .isInstanceOf(SaslStep.LookUpScram.class);
    }

    @Test
    void flagMustFitTheMechanism() {
        for (String flag : new String[] {"n", "y", "p=tls-unique", "p=TLS-EXPORTER"}) {
            SaslLine message = text(flag + ",,n=user,r=abc");
            assertFailed(
                    server(PLUS).begin("SCRAM-SHA-256-PLUS", Optional.of(message)),
                    SaslFailure.BAD_CHANNEL_BINDING);
        }
        assertFailed(first("p=tls-exporter,,n=user,r=abc"), SaslFailure.BAD_CHANNEL_BINDING);
    }

    @Test
    void plusSucceedsOnlyOnItsOwnConnection() {
        ScramNonce nonce = new ScramNonce(CLIENT_NONCE);
        Secret pencil = secret("pencil");
        SaslClient client = SaslClient.scramSha256Plus("user", pencil, nonce, BINDING);
        assertThat(client.mechanism()).isEqualTo(Mechanism.SCRAM_SHA_256_PLUS);
        assertThat(SaslExchange.scram(server(PLUS), client, PENCIL))
                .isEqualTo(new SaslStep.Succeeded(Optional.empty(), "user"));
        assertThat(client.serverProved()).isTrue();
        byte[] elsewhere = new byte[32];
        Arrays.fill(elsewhere, (byte) 1);
        SaslClient relayed =
                SaslClient.scramSha256Plus(
                        "user", pencil, nonce, ChannelBinding.tlsExporter(Secret.of(elsewhere)));
        assertFailed(
                SaslExchange.scram(server(PLUS), relayed, PENCIL), SaslFailure.BAD_CHANNEL_BINDING);
    }

    @Test
    void lastMessageOfPlusCarriesHeaderAndData() {
        SaslServer server = server(PLUS);
        SaslClient client =
                SaslClient.scramSha256Plus(
                        "user", secret("pencil"), new ScramNonce(CLIENT_NONCE), BINDING);
        server.begin("SCRAM-SHA-256-PLUS", client.initialResponse().map(SaslLine.Message::new));
        SaslLine line = SaslExchange.answer(client, server.scram(PENCIL));
        String text = new String(((SaslLine.Message) line).message().octets(), UTF_8);
        String bound = text.substring(2, text.indexOf(','));
        assertThat(bound).hasSize(64).startsWith("cD10bHMtZXhwb3J0ZXIsL");
    }

    @Test
    void inventedCredentialsAreStableAndFitNoProof() {
        Secret inventor = secret("a key of the server");
        ScramCredentials one = ScramCredentials.invented(inventor, "nobody", 15_000);
        ScramCredentials two = ScramCredentials.invented(inventor, "nobody", 15_000);
        ScramCredentials other = ScramCredentials.invented(inventor, "nadie", 15_000);
        assertThat(one.salt().matches(two.salt())).isTrue();
        assertThat(one.salt().matches(other.salt())).isFalse();
        assertThat(one.salt().length()).isEqualTo(ScramCredentials.SALT_OCTETS);
        SaslClient client =
                SaslClient.scramSha256("nobody", secret("x"), new ScramNonce(CLIENT_NONCE));
        assertFailed(SaslExchange.scram(server(TLS), client, one), SaslFailure.WRONG_CREDENTIALS);
    }

    @Test
    void rightPasswordSucceedsAndWrongOneFailsForAnyNameAndPassword() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            String user = word(random);
            Secret password = secret(word(random));
            byte[] salt = new byte[1 + random.nextInt(40)];
            random.nextBytes(salt);
            ScramCredentials credentials = ScramCredentials.derive(password, salt, 4096);
            SaslClient client =
                    SaslClient.scramSha256WithoutPlus(user, password, new ScramNonce(CLIENT_NONCE));
            assertThat(SaslExchange.scram(server(TLS), client, credentials))
                    .as("-Dseed=%d", seed)
                    .isEqualTo(new SaslStep.Succeeded(Optional.empty(), user));
            SaslClient wrong =
                    SaslClient.scramSha256(user, secret("\u0001"), new ScramNonce(CLIENT_NONCE));
            assertThat(SaslExchange.scram(server(TLS), wrong, credentials))
                    .as("-Dseed=%d", seed)
                    .isEqualTo(new SaslStep.Failed(SaslFailure.WRONG_CREDENTIALS));
            assertThat(wrong.serverProved()).isFalse();
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder("a");
        for (int i = random.nextInt(12); i > 0; i--) {
            word.append("=,bñ€ 2C3D".charAt(random.nextInt(10)));
        }
        return word.toString();
    }

    @Test
    void emptyPasswordIsAKeyOfZerosAsHmacWantsIt() {
        ScramCredentials credentials = ScramCredentials.derive(secret(""), new byte[] {1}, 4096);
        SaslClient client = SaslClient.scramSha256("u", secret(""), new ScramNonce(CLIENT_NONCE));
        assertThat(SaslExchange.scram(server(TLS), client, credentials))
                .isInstanceOf(SaslStep.Succeeded.class);
    }

    @Test
    void clientRefusesDishonestServers() {
        String salt = ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=";
        for (String bad :
                new String[] {
                    "r=other" + salt + "4096",
                    "r=" + CLIENT_NONCE + salt + "4096",
                    "r=" + NONCES + salt + "04096",
                    "r=" + NONCES + salt + "-1",
                    "r=" + NONCES + salt + "99999999999",
                    "r=" + NONCES + ",s=!,i=4096",
                    "m=x,r=" + NONCES + salt + "4096",
                    "e=other-error",
                    "nonsense"
                }) {
            assertThat(vectorClient().challenge(SaslMessage.of(bad)))
                    .isEqualTo(new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE));
        }
        for (String count : new String[] {"1", "4095", "999999999"}) {
            assertThat(vectorClient().challenge(SaslMessage.of("r=" + NONCES + salt + count)))
                    .isEqualTo(new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_ITERATIONS));
        }
    }

    @Test
    void clientDoesNotBelieveAServerWithoutItsSignature() {
        for (String bad :
                new String[] {
                    "v=AAAA",
                    "e=invalid-proof",
                    "",
                    "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G8="
                }) {
            SaslClient client = vectorClient();
            client.challenge(SaslMessage.of("r=" + NONCES + ",s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
            assertThat(client.challenge(SaslMessage.of(bad)))
                    .isEqualTo(new SaslClientStep.GiveUp(SaslClientStep.Reason.SERVER_NOT_PROVED));
            assertThat(client.serverProved()).isFalse();
        }
    }

    private static SaslClient vectorClient() {
        return SaslClient.scramSha256("user", secret("pencil"), new ScramNonce(CLIENT_NONCE));
    }

    @Test
    void challengeIsReadable() {
        SaslServer server = server(TLS);
        server.begin("SCRAM-SHA-256", Optional.of(text("n,,n=user,r=abc")));
        assertThat(challengeText(server.scram(PENCIL))).startsWith("r=abc%hvYDp");
        assertFailed(server.scram(PENCIL), SaslFailure.OUT_OF_TURN);
    }
}
