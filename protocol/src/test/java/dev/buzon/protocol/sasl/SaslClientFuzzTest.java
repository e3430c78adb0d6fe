package dev.buzon.protocol.sasl;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.protocol.Secret;

/** Any challenges of a server give steps, never an exception, and no proof. */
class SaslClientFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void clientStandsAnyChallenges(FuzzedDataProvider data) {
        SaslClient client =
                SaslClient.scramSha256("user", Secret.of(new byte[] {1}), new ScramNonce("a"));
        for (int i = 0; i < 4; i++) {
            client.challenge(SaslMessage.of(data.consumeBytes(400)));
        }
        if (client.serverProved()) {
            throw new AssertionError("a server proved what it does not know");
        }
    }
}
