package dev.buzon.protocol.sasl;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.protocol.Secret;
import java.util.Optional;

/** Any lines of a client give steps, never an exception, and never a login. */
class SaslServerFuzzTest {
    private static final ScramCredentials CREDENTIALS =
            ScramCredentials.invented(Secret.of(new byte[32]), "user", 4096);

    private static final Optional<ChannelBinding> BINDING =
            Optional.of(ChannelBinding.tlsExporter(Secret.of(new byte[32])));

    @FuzzTest(maxDuration = "10s")
    void serverStandsAnyLines(FuzzedDataProvider data) {
        SaslOffer offer =
                SaslOffer.withTls(true, data.consumeBoolean() ? BINDING : Optional.empty());
        SaslServer server = new SaslServer(offer, new ScramNonce("nonce"));
        Mechanism mechanism = data.pickValue(Mechanism.values());
        SaslStep step = server.begin(mechanism.wireName(), Optional.of(line(data)));
        for (int i = 0; i < 5; i++) {
            step =
                    switch (step) {
                        case SaslStep.Challenge _ -> server.respond(line(data));
                        case SaslStep.LookUpScram _ -> server.scram(CREDENTIALS);
                        case SaslStep.CheckPassword(_, var user, var password) -> {
                            if (user.isEmpty() || password.length() == 0) {
                                throw new AssertionError("an empty name or password got through");
                            }
                            yield server.respond(line(data));
                        }
                        case SaslStep.Failed _ -> server.respond(line(data));
                        case SaslStep.Succeeded _ ->
                                throw new AssertionError("a proof without the password");
                    };
        }
    }

    private static SaslLine line(FuzzedDataProvider data) {
        byte[] octets = data.consumeBytes(300);
        return data.consumeBoolean()
                ? SaslLine.response(octets)
                : new SaslLine.Message(SaslMessage.of(octets));
    }
}
