package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void keywordsAreReadInAnyCaseAndWithAnyBlanks() {
        Capabilities listed =
                Capabilities.of(
                        List.of(
                                "pipelining ",
                                "Sasl  SCRAM-SHA-256\tplain",
                                "EXPIRE 30 USER",
                                "LOGIN-DELAY 900",
                                "IMPLEMENTATION Evil\u001b[2JServer",
                                ""));
        assertThat(listed.pipelining()).isTrue();
        assertThat(listed.has("SASL", "PLAIN")).isTrue();
        assertThat(listed.mechanisms()).containsExactly("SCRAM-SHA-256", "plain");
        assertThat(listed.expireDays()).isEqualTo(OptionalInt.of(30));
        assertThat(listed.neverExpires()).isFalse();
        assertThat(listed.loginDelay()).contains(Duration.ofMinutes(15));
        assertThat(listed.implementation()).contains("Evil\\u{1b}[2JServer");
        assertThat(listed.has("UIDL")).isFalse();
    }

    @Test
    void nonsenseInNumbersIsNoNumber() {
        Capabilities listed = Capabilities.of(List.of("EXPIRE NEVER", "LOGIN-DELAY -1"));
        assertThat(listed.neverExpires()).isTrue();
        assertThat(listed.expireDays()).isEmpty();
        assertThat(listed.loginDelay()).isEmpty();
        assertThat(Capabilities.none().mechanisms()).isEmpty();
    }
}
