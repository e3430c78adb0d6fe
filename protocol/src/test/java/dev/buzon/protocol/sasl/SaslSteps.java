package dev.buzon.protocol.sasl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import java.util.Base64;
import java.util.Optional;

/** Words for the tests of exchanges. */
final class SaslSteps {
    static final SaslOffer TLS = SaslOffer.withTls(true, Optional.empty());
    static final ScramNonce RFC_NONCE = new ScramNonce("%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0");

    private SaslSteps() {}

    static Secret secret(String text) {
        return Secret.of(text.getBytes(UTF_8));
    }

    static SaslServer server(SaslOffer offer) {
        return new SaslServer(offer, RFC_NONCE);
    }

    static Optional<SaslLine> initial(String argument) {
        return Optional.of(SaslLine.initialResponse(argument.getBytes(ISO_8859_1)));
    }

    static SaslLine line(String base64) {
        return SaslLine.response(base64.getBytes(ISO_8859_1));
    }

    /** A line that carries this text. */
    static SaslLine text(String text) {
        return new SaslLine.Message(SaslMessage.of(text));
    }

    static String challenge(SaslStep step) {
        assertThat(step).isInstanceOf(SaslStep.Challenge.class);
        return ((SaslStep.Challenge) step).message().base64();
    }

    static String challengeText(SaslStep step) {
        return new String(Base64.getDecoder().decode(challenge(step)), UTF_8);
    }

    static void assertFailed(SaslStep step, SaslFailure failure) {
        assertThat(step).isEqualTo(new SaslStep.Failed(failure));
    }

    static void assertPassword(SaslStep step, String identity, String user, String password) {
        assertThat(step).isInstanceOf(SaslStep.CheckPassword.class);
        SaslStep.CheckPassword check = (SaslStep.CheckPassword) step;
        assertThat(check.authorizationIdentity().orElse("")).isEqualTo(identity);
        assertThat(check.user()).isEqualTo(user);
        assertThat(check.password().matches(secret(password))).isTrue();
    }
}
