package dev.buzon.client.oauth;

import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an issuer gave.
 *
 * @param access the access token
 * @param received when
 * @param life how long the access token is valid from then on
 * @param refresh what gets the next ones; on a refresh, only if it is another than before
 */
public record Tokens(Secret access, Instant received, Duration life, Optional<Secret> refresh) {
    /** What is assumed of a token whose issuer does not say how long it lives. */
    static final Duration UNKNOWN_LIFE = Duration.ofMinutes(10);

    /** The longest token, in characters. */
    static final int MAX_TOKEN = 16 * 1024;

    /** Reads the answer to a question for tokens (RFC 6749 §5.1); none if it is not one. */
    static Optional<Tokens> read(JsonAnswer answer, Instant now) {
        Optional<Secret> access = answer.text("access_token").flatMap(Tokens::token);
        boolean bearer = answer.text("token_type").filter("bearer"::equalsIgnoreCase).isPresent();
        if (access.isEmpty() || !bearer) {
            return Optional.empty();
        }
        return Optional.of(
                new Tokens(
                        access.get(),
                        now,
                        answer.seconds("expires_in").orElse(UNKNOWN_LIFE),
                        answer.text("refresh_token").flatMap(Tokens::token)));
    }

    /** Visible ASCII only: what a login can carry (RFC 6750 §2.1), and refresh tokens likewise. */
    private static Optional<Secret> token(String text) {
        boolean sound =
                text.length() <= MAX_TOKEN && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
        return sound
                ? Optional.of(Secret.of(text.getBytes(StandardCharsets.US_ASCII)))
                : Optional.empty();
    }

    /** When the access token ends. */
    public Instant until() {
        return received.plus(life);
    }

    /** The same, silent about a refresh token that is the one before. */
    Tokens withoutRefresh(Secret before) {
        return new Tokens(access, received, life, refresh.filter(one -> !one.matches(before)));
    }
}
