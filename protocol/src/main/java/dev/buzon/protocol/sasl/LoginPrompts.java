package dev.buzon.protocol.sasl;

import java.util.Optional;

/** The two prompts of LOGIN, which no standard describes, and their answers. */
final class LoginPrompts {
    static final SaslMessage USER = SaslMessage.of("Username:");
    static final SaslMessage PASSWORD = SaslMessage.of("Password:");

    private LoginPrompts() {}

    /** The name in an answer, if it can be one. */
    static Optional<String> user(SaslMessage message) {
        return isField(message) ? Utf8.text(message.view(), 0, message.length()) : Optional.empty();
    }

    /** What to do with the answer to the second prompt. */
    static SaslStep password(String user, SaslMessage message) {
        if (!isField(message) || !Utf8.isWellFormed(message.view(), 0, message.length())) {
            return new SaslStep.Failed(SaslFailure.BAD_MESSAGE);
        }
        return new SaslStep.CheckPassword(
                Optional.empty(), user, message.secret(0, message.length()));
    }

    private static boolean isField(SaslMessage message) {
        if (message.isEmpty() || message.length() > PlainMessage.MAX_FIELD_OCTETS) {
            return false;
        }
        for (byte octet : message.view()) {
            if (octet == 0) {
                return false;
            }
        }
        return true;
    }
}
