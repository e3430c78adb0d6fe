package dev.buzon.server.auth;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any stored text is read, or refused with the announced exception. */
class CredentialsFuzzTest {
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
