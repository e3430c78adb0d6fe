package dev.buzon.client.oauth;

import dev.buzon.client.secret.SecretException;
import dev.buzon.protocol.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Access tokens of one grant, for as many threads as want to log in. A token is refreshed before it
 * ends, by one thread for all; a new refresh token is kept before the access token that came with
 * it is handed out, because the old one may be worthless by then.
 */
public final class AccessTokens {
    /** How long before its end a token is refreshed: longer than a login takes. */
    static final Duration EARLY = Duration.ofMinutes(5);

    /** How long the issuer is left alone after it could not be reached, unless it says. */
    static final Duration LATER = Duration.ofSeconds(30);

    /** The longest an issuer is left alone because it said so. */
    private static final Duration LATEST = Duration.ofHours(1);

    /** How a refresh ended. */
    private sealed interface Outcome {
        record Fresh(Tokens tokens) implements Outcome {}

        record Failed(IOException why) implements Outcome {}
    }

    private record Failure(IOException why, Instant until) {}

    private final TokenEndpoint endpoint;
    private final RefreshTokens kept;

    /** Guards what is below; held for moments only, never while anybody is asked. */
    private final ReentrantLock lock = new ReentrantLock();

    private Optional<Tokens> present = Optional.empty();
    private Optional<CompletableFuture<Outcome>> running = Optional.empty();
    private Optional<Failure> failure = Optional.empty();

    /** Touched by the one refresh that is running. */
    private Optional<Tokens> unsaved = Optional.empty();

    /** The refresh token that the issuer said is worthless; touched by the refresh that runs. */
    private Optional<Secret> worthless = Optional.empty();

    AccessTokens(TokenEndpoint endpoint, RefreshTokens kept) {
        this.endpoint = endpoint;
        this.kept = kept;
    }

    /**
     * A token that is valid for some minutes at least, or as long as its issuer lets it; the caller
     * wipes it.
     *
     * @throws OAuthException.GrantEnded when the person must grant access anew
     * @throws OAuthException.Unreachable when there is no valid token and the issuer cannot be
     *     asked now
     * @throws SecretException when the refresh token cannot be had, or a new one not be kept
     */
    public Secret token() throws OAuthException, SecretException, InterruptedException {
        CompletableFuture<Outcome> answer;
        lock.lockInterruptibly();
        try {
            Instant now = endpoint.clock().instant();
            if (present.isPresent() && now.isBefore(refreshAt(present.get()))) {
                return copy(present.get().access());
            }
            if (failure.isPresent() && now.isBefore(failure.get().until())) {
                return stillValid(failure.get().why());
            }
            answer = running.orElseGet(this::begin);
        } finally {
            lock.unlock();
        }
        return switch (outcome(answer)) {
            case Outcome.Fresh(var tokens) -> copy(tokens.access());
            case Outcome.Failed(var why) -> stillValid(why);
        };
    }

    /**
     * A server refused this token: the next one is another, unless it has been replaced already.
     */
    public void refused(Secret token) {
        lock.lock();
        try {
            present = present.filter(tokens -> !tokens.access().matches(token));
        } finally {
            lock.unlock();
        }
    }

    /** Begins a refresh in a thread of its own, so that no caller's end ends it for the others. */
    private CompletableFuture<Outcome> begin() {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        running = Optional.of(answer);
        Thread.ofVirtual().name("refresh").start(() -> run(answer));
        return answer;
    }

    private void run(CompletableFuture<Outcome> answer) {
        Outcome outcome;
        try {
            outcome = new Outcome.Fresh(refreshed());
        } catch (IOException e) {
            outcome = new Outcome.Failed(e);
        } catch (InterruptedException e) {
            outcome = new Outcome.Failed(new OAuthException.Unreachable("interrupted", e));
        } catch (RuntimeException e) {
            settle(Optional.empty(), Optional.empty());
            answer.completeExceptionally(e);
            return;
        }
        switch (outcome) {
            case Outcome.Fresh(var tokens) -> settle(Optional.of(tokens), Optional.empty());
            case Outcome.Failed(var why) -> settle(Optional.empty(), patience(why));
        }
        answer.complete(outcome);
    }

    private void settle(Optional<Tokens> tokens, Optional<Failure> failed) {
        lock.lock();
        try {
            present = tokens.or(() -> present);
            failure = failed;
            running = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Who could not be reached is left alone for a while. */
    private Optional<Failure> patience(IOException why) {
        Optional<Duration> wait = Optional.empty();
        if (why instanceof OAuthException.Unreachable unreachable) {
            wait = Optional.of(unreachable.retryAfter().orElse(LATER));
        } else if (why instanceof OAuthException.BadAnswer) {
            wait = Optional.of(LATER);
        }
        return wait.map(time -> time.compareTo(LATEST) < 0 ? time : LATEST)
                .map(time -> new Failure(why, endpoint.clock().instant().plus(time)));
    }

    private Tokens refreshed() throws IOException, InterruptedException {
        if (unsaved.isEmpty()) {
            unsaved = Optional.of(asked());
        }
        Tokens tokens = unsaved.get();
        if (tokens.refresh().isPresent()) {
            kept.keep(tokens.refresh().get());
        }
        unsaved = Optional.empty();
        return tokens;
    }

    private Tokens asked() throws IOException, InterruptedException {
        Secret refreshToken = kept.fetch();
        while (true) {
            if (worthless.filter(refreshToken::matches).isPresent()) {
                throw ended();
            }
            switch (endpoint.refresh(refreshToken)) {
                case TokenEndpoint.Reply.Given(var tokens) -> {
                    Tokens news = tokens.withoutRefresh(refreshToken);
                    refreshToken.wipe();
                    return news;
                }
                case TokenEndpoint.Reply.Refused refused -> {
                    OAuthException meaning = endpoint.failure(refused);
                    if (!(meaning instanceof OAuthException.GrantEnded)) {
                        throw meaning;
                    }
                    // Another process may have got a new one with the one we had.
                    worthless = Optional.of(refreshToken);
                    refreshToken = kept.fetch();
                    if (worthless.filter(refreshToken::matches).isPresent()) {
                        throw meaning;
                    }
                }
            }
        }
    }

    private OAuthException ended() {
        return new OAuthException.GrantEnded(
                "access must be granted anew at " + endpoint.provider().name());
    }

    private static Outcome outcome(CompletableFuture<Outcome> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a refresh broke", e);
        }
    }

    /** The token that is there, if it is good yet and only the issuer is not; or the failure. */
    private Secret stillValid(IOException why) throws OAuthException, SecretException {
        lock.lock();
        try {
            boolean passing =
                    why instanceof OAuthException.Unreachable
                            || why instanceof OAuthException.BadAnswer;
            Instant now = endpoint.clock().instant();
            Optional<Tokens> good = present.filter(tokens -> now.isBefore(tokens.until()));
            if (passing && good.isPresent()) {
                return copy(good.get().access());
            }
        } finally {
            lock.unlock();
        }
        if (why instanceof SecretException secret) {
            throw secret;
        }
        if (why instanceof OAuthException oauth) {
            throw oauth;
        }
        throw new IllegalStateException("nothing else fails", why);
    }

    /** Early, but not before half of a short life is over. */
    private static Instant refreshAt(Tokens tokens) {
        Duration half = tokens.life().dividedBy(2);
        return tokens.until().minus(half.compareTo(EARLY) < 0 ? half : EARLY);
    }

    private static Secret copy(Secret secret) {
        return Secret.of(secret.octets());
    }
}
