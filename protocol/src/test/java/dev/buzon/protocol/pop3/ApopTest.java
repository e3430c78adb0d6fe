package dev.buzon.protocol.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.ScramNonce;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApopTest {
    private static final String STAMP = "<1896.697170952@dbc.mtview.ca.us>";

    @Test
    void digestIsTheOneOfTheStandard() {
        Secret secret = Secret.of("tanstaaf".getBytes(StandardCharsets.US_ASCII));
        assertThat(Apop.digest(STAMP, secret)).isEqualTo("c4c9334bac560ecc979e58001b3e22fb");
    }

    @Test
    void timestampsAreMessageIdsAndNothingElse() {
        assertThat(Apop.isTimestamp(STAMP)).isTrue();
        for (String no : new String[] {"", "<a>", "1@2", "<a@b", "<a b@c>", "<a@b>x", "<@b>"}) {
            assertThat(Apop.isTimestamp(no)).as(no).isFalse();
        }
    }

    @Test
    void greetingCarriesTheTimestampExactlyWhenApopIsOn() {
        assertThat(session(Optional.of(STAMP)).greeting())
                .isEqualTo(Reply.ok("Buzon is ready " + STAMP));
        assertThat(session(Optional.empty()).greeting()).isEqualTo(Reply.ok("Buzon is ready"));
        Command apop = new Command.Apop("ana", "c4c9334bac560ecc979e58001b3e22fb");
        assertThat(session(Optional.of(STAMP)).on(apop))
                .isEqualTo(
                        new Action.LogInByDigest("ana", STAMP, "c4c9334bac560ecc979e58001b3e22fb"));
        assertThat(session(Optional.empty()).on(apop)).isInstanceOf(Action.Answer.class);
    }

    private static Session session(Optional<String> stamp) {
        Offer offer =
                new Offer(
                        true,
                        SaslOffer.withoutTls(true),
                        false,
                        stamp,
                        Language.EN,
                        Offer.Expire.NEVER,
                        Offer.LoginDelay.NONE,
                        "1",
                        Offer.Limits.USUAL);
        return new Session(offer, () -> new ScramNonce("nonce"));
    }
}
