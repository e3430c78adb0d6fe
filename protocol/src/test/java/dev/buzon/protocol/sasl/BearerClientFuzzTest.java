package dev.buzon.protocol.sasl;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.protocol.Secret;

/** Any explanation of a server is answered, and what is kept of it is short and printable. */
class BearerClientFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void clientStandsAnyRefusal(FuzzedDataProvider data) {
        SaslClient client = SaslClient.xoauth2("user", Secret.of(new byte[] {'t'}));
        boolean json = data.consumeBoolean();
        String text = data.consumeRemainingAsString();
        client.challenge(SaslMessage.of(json ? "{\"status\":\"" + text : text));
        client.challenge(SaslMessage.of("{}"));
        BearerRefusal refusal = client.refusal().orElseThrow();
        refusal.status().ifPresent(BearerClientFuzzTest::check);
        refusal.scope().ifPresent(BearerClientFuzzTest::check);
    }

    private static void check(String text) {
        if (text.length() > BearerRefusal.MAX_TEXT
                || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new AssertionError("unfit to be shown");
        }
    }
}
