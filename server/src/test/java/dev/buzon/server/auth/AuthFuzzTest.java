package dev.buzon.server.auth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.buzon.protocol.Secret;

/** Any name, any password and any stored text give an answer, and only the announced exception. */
class AuthFuzzTest {
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

    @FuzzTest(maxDuration = "10s")
    void storedTextIsReadOrRefused(FuzzedDataProvider data) {
        String text = (data.consumeBoolean() ? "1 " : "") + data.consumeRemainingAsString();
        try {
            Credentials credentials = Credentials.parse(text);
            if (!Credentials.parse(credentials.text()).text().equals(credentials.text())) {
                throw new AssertionError("does not come back");
            }
        } catch (UnreadableCredentialsException e) {
            if (String.valueOf(e.getMessage()).length() > 100) {
                throw new AssertionError("the message is too long", e);
            }
        }
    }
}
