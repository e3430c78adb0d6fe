package dev.buzon.client.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionUrlTest {
    @ParameterizedTest
    @CsvSource({
        "smtps://ana@smtp.example.com, smtp.example.com:465, IMPLICIT_TLS, ana, -",
        "smtp://smtp.example.com, smtp.example.com:587, UPGRADE, -, -",
        "SMTPS://ana%40example.com@h:2465/, h:2465, IMPLICIT_TLS, ana@example.com, -",
        "smtp://a+b;AUTH=scram-sha-256@h, h:587, UPGRADE, a+b, SCRAM-SHA-256",
        "smtp://ana;auth=*@h, h:587, UPGRADE, ana, -",
        "smtps://[::1]:1, [::1]:1, IMPLICIT_TLS, -, -",
        "smtps://n%C3%BA@h, h:465, IMPLICIT_TLS, nú, -"
    })
    void serversAreRead(
            String text, String server, String security, String user, String mechanism) {
        SubmissionUrl url = SubmissionUrl.parse(text);
        assertThat(url.server()).hasToString(server);
        assertThat(url.security().name()).isEqualTo(security);
        assertThat(url.user().orElse("-")).isEqualTo(user);
        assertThat(url.mechanism().orElse("-")).isEqualTo(mechanism);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "smtp.example.com",
                "pop://h",
                "smtps:h",
                "smtps://",
                "smtps://@h",
                "smtps://ana:clave@h",
                "smtps://ana@b@h",
                "smtps://ana;AUTH=@h",
                "smtps://ana;AUTH=a b@h",
                "smtps://ana;KEY=x@h",
                "smtps://h:0",
                "smtps://h:65536",
                "smtps://h/path",
                "smtps://h?x",
                "smtps://h#x",
                "smtps://a%0d%0ab@h",
                "smtps://a%ff@h",
                "smtps://a%zz@h"
            })
    void whatIsNoServerIsRefusedAndNoPasswordRepeated(String text) {
        assertThatThrownBy(() -> SubmissionUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("clave");
    }
}
