package dev.buzon.client.oauth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Any answer of an issuer is tokens that a login can carry, or nothing. */
class AnswerFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void answersAreTokensOrNothing(FuzzedDataProvider data) {
        boolean begun = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        String start = "{\"token_type\":\"Bearer\",\"access_token\":\"";
        byte[] octets = (begun ? start + text : text).getBytes(StandardCharsets.UTF_8);
        JsonAnswer.read(octets)
                .flatMap(answer -> Tokens.read(answer, Instant.EPOCH))
                .ifPresent(AnswerFuzzTest::check);
        Form.read(text);
    }

    private static void check(Tokens tokens) {
        byte[] token = tokens.access().octets();
        for (byte octet : token) {
            if (octet <= ' ' || octet == 0x7F) {
                throw new AssertionError("a token that would break a login");
            }
        }
        if (token.length == 0 || token.length > Tokens.MAX_TOKEN) {
            throw new AssertionError("a token of " + token.length + " octets");
        }
        if (tokens.until().isBefore(Instant.EPOCH)) {
            throw new AssertionError("a life that ran backwards");
        }
    }
}
