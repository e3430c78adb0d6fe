package dev.buzon.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.protocol.Secret;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Words for the tests of this package. */
final class AuthFixtures {
    static final SecureRandom RANDOM = new SecureRandom();

    /** Real Argon2id at a price that tests can pay. */
    static final Argon2Cost SMALL = new Argon2Cost(64, 1, 1);

    private AuthFixtures() {}

    static Secret secret(String text) {
        return Secret.of(text.getBytes(UTF_8));
    }

    static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }

    /** A clock that is moved by hand. */
    static final class HandClock implements InstantSource {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void advance(Duration step) {
            now = now.plus(step);
        }

        synchronized void set(Instant instant) {
            now = instant;
        }
    }
}
