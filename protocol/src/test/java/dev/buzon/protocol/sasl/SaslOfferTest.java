package dev.buzon.protocol.sasl;

import static dev.buzon.protocol.sasl.Mechanism.LOGIN;
import static dev.buzon.protocol.sasl.Mechanism.PLAIN;
import static dev.buzon.protocol.sasl.Mechanism.SCRAM_SHA_256;
import static dev.buzon.protocol.sasl.Mechanism.SCRAM_SHA_256_PLUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rows: which mechanisms a connection has. */
class SaslOfferTest {
    private static final Optional<ChannelBinding> BINDING =
            Optional.of(ChannelBinding.tlsExporter(Secret.of(new byte[32])));

    @Test
    void withoutTlsNoPasswordIsAskedFor() {
        assertThat(SaslOffer.withoutTls(false).mechanisms()).containsExactly(SCRAM_SHA_256);
        assertThat(SaslOffer.withoutTls(false).passwordsMayBeSent()).isFalse();
    }

    @Test
    void clearTextWhereAllowedOpensPlainButNeverLogin() {
        assertThat(SaslOffer.withoutTls(true).mechanisms()).containsExactly(SCRAM_SHA_256, PLAIN);
        assertThat(new SaslOffer(false, true, true, true, BINDING).mechanisms())
                .containsExactly(SCRAM_SHA_256, PLAIN);
    }

    @Test
    void withTlsTheStrongestComesFirst() {
        assertThat(SaslOffer.withTls(true, BINDING).mechanisms())
                .containsExactly(SCRAM_SHA_256_PLUS, SCRAM_SHA_256, PLAIN, LOGIN);
        assertThat(SaslOffer.withTls(false, Optional.empty()).mechanisms())
                .containsExactly(SCRAM_SHA_256, PLAIN);
    }

    @Test
    void scramCanBeSwitchedOff() {
        assertThat(new SaslOffer(true, false, false, false, BINDING).mechanisms())
                .containsExactly(PLAIN);
    }
}
