package dev.buzon.server.auth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.protocol.Secret;

/** Any name and any password are prepared to something, or refused. */
class PreparationFuzzTest {
    @FuzzTest(maxDuration = "10s")
    void preparationStandsAnything(FuzzedDataProvider data) {
        Preparation.user(data.consumeString(300))
                .ifPresent(name -> {
                    if (name.isEmpty() || Preparation.user(name).isEmpty()) {
                        throw new AssertionError("prepared to nothing");
                    }
                });
        Preparation.password(Secret.of(data.consumeRemainingAsBytes()))
                .ifPresent(password -> {
                    if (password.length() == 0) {
                        throw new AssertionError("prepared to nothing");
                    }
                });
    }
}
