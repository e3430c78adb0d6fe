package dev.buzon.client.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonAnswerTest {
    private static Optional<JsonAnswer> read(String text) {
        return JsonAnswer.read(text.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "{",
                "{}x",
                "{} {}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":\"\n\"}",
                "{\"a\" 1}",
                "// x\n{}",
                "<html>",
                "{\"a\":NaN}"
            })
    void whatIsNoObjectIsNoAnswer(String text) {
        assertThat(read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3600 | 3600",
                "\"3600\" | 3600",
                "3599.9 | 3599",
                "0 | 0",
                "-5 | 0",
                "1e3 | 1000",
                "1e400 | 31536000",
                "99999999999999999999 | 31536000",
                "1e-400 | 0"
            })
    void secondsAreReadHoweverTheyAreWritten(String written, long seconds) {
        assertThat(read("{\"x\":" + written + "}").orElseThrow().seconds("x"))
                .contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"soon\"", "null", "[1]", "{}", "\"\"", "true", "\"1e999999999999\""})
    void whatIsNoNumberIsNoTime(String written) {
        assertThat(read("{\"x\":" + written + "}").orElseThrow().seconds("x")).isEmpty();
    }

    @Test
    void textsOfOtherKindsAreNotThere() {
        var answer = read("{\"a\":null,\"b\":[],\"c\":\"\",\"d\":\"x\"}").orElseThrow();
        assertThat(answer.text("a")).isEmpty();
        assertThat(answer.text("b")).isEmpty();
        assertThat(answer.text("c")).isEmpty();
        assertThat(answer.text("d")).contains("x");
        assertThat(answer.address("d")).isPresent();
    }
}
