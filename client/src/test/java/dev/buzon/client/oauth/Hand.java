package dev.buzon.client.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.client.secret.SecretException;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.issuer.LocalIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What tests of grants need: a clock, a place for a refresh token and a browser, all by hand. */
final class Hand {
    private Hand() {}

    static String text(Secret secret) {
        return new String(secret.octets(), UTF_8);
    }

    static Secret secret(String text) {
        return Secret.of(text.getBytes(UTF_8));
    }

    static Provider provider(LocalIssuer issuer) {
        return new Provider(
                "Local",
                Optional.of(issuer.address()),
                URI.create(issuer.address() + "/authorize"),
                URI.create(issuer.address() + "/token"),
                Optional.of(URI.create(issuer.address() + "/device")),
                List.of("mail", "offline_access"),
                Map.of(),
                "127.0.0.1");
    }

    /** Gives up after two seconds. */
    static OAuth oauth(LocalIssuer issuer, InstantSource clock) {
        return OAuth.of(
                provider(issuer),
                new ClientIdentity("our client"),
                clock,
                new Http(Duration.ofSeconds(2)));
    }

    /** A clock that stands still until somebody moves it. */
    static final class Clock implements InstantSource {
        private final AtomicReference<Instant> now =
                new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));

        @Override
        public Instant instant() {
            return now.get();
        }

        void move(Duration time) {
            now.updateAndGet(instant -> instant.plus(time));
        }
    }

    /** A place for a refresh token that can refuse to keep. */
    static final class Kept implements RefreshTokens {
        final AtomicReference<String> token;
        volatile boolean full;

        Kept(String token) {
            this.token = new AtomicReference<>(token);
        }

        @Override
        public Secret fetch() {
            return secret(token.get());
        }

        @Override
        public void keep(Secret refreshToken) throws SecretException {
            if (full) {
                throw OutOfOrder.unavailable();
            }
            token.set(text(refreshToken));
        }
    }

    /** A browser that follows where it is sent and gives the last page. */
    static String browse(URI address) throws IOException, InterruptedException {
        try (var browser =
                HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var answer =
                    browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        }
    }

    /** Where a page sends a browser that does not follow. */
    static String sentTo(URI address) throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
        }
    }
}
