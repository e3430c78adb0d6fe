package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ScramCredentials;
import dev.buzon.store.Account;
import dev.buzon.store.Device;
import dev.buzon.store.StoreException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one entrance: who a user is, by password or by SCRAM. A user who does not exist costs the
 * same work and gets the same answer as one with another password (RFC 4422 §3.6). Runs on the
 * virtual thread of the connection and may take the guard's patience and more.
 */
public final class Authenticator {
    /** Lets time go by. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after this time. */
        void pause(Duration time) throws InterruptedException;
    }

    /**
     * What stands in for users who do not exist.
     *
     * @param hash a hash of the same cost as those of real users, which recognises nothing
     * @param inventor the key that invents SCRAM salts: the same on every start, or a restart would
     *     tell who exists
     * @param iterations what real users have
     */
    public record Decoy(PasswordHash hash, Secret inventor, int iterations) {}

    /**
     * Who asks.
     *
     * @param address where it comes from
     * @param tls whether TLS protects what it says
     */
    public record Caller(InetAddress address, boolean tls) {}

    private final AccountLookup accounts;
    private final PasswordVerifier verifier;
    private final GuessGuard guard;
    private final Decoy decoy;
    private final Pause pause;

    /** An authenticator over these accounts. */
    public Authenticator(
            AccountLookup accounts,
            PasswordVerifier verifier,
            GuessGuard guard,
            Decoy decoy,
            Pause pause) {
        this.accounts = accounts;
        this.verifier = verifier;
        this.guard = guard;
        this.decoy = decoy;
        this.pause = pause;
    }

    /**
     * Checks a password, as PASS, AUTH PLAIN and AUTH LOGIN bring it.
     *
     * @param caller who asks
     * @param identity on whose behalf, as typed; only the user's own account is allowed
     * @param user the name as typed
     * @param password the password as typed; the caller wipes it
     */
    public Outcome password(
            Caller caller, Optional<String> identity, String user, Secret password) {
        Optional<String> name = Preparation.user(user);
        Optional<Secret> prepared = Preparation.password(password);
        if (name.isEmpty() || prepared.isEmpty()) {
            return new Outcome.Refused(); // nobody has such a name or password: nothing was guessed
        }
        try {
            Subject subject = subject(name.get(), identity);
            if (subject.tlsOnly() && !caller.tls()) {
                return new Outcome.TlsRequired();
            }
            try (GuessGuard.Attempt attempt = guard.attempt(caller.address(), subject.key())) {
                Optional<Outcome> held = hold(attempt);
                return held.isPresent() ? held.get() : check(subject, attempt, prepared.get());
            }
        } catch (StoreException e) {
            return new Outcome.Unavailable(e.kind() == StoreException.Kind.TEMPORARY);
        }
    }

    /** Begins a login by SCRAM; the arguments are those of {@link #password}. */
    public ScramStart scram(Caller caller, Optional<String> identity, String user) {
        // A name that cannot be prepared is nobody's, but gets the same exchange (RFC 5802 §9).
        String name = Preparation.user(user).orElse("?");
        try {
            Subject subject = subject(name, identity);
            if (subject.tlsOnly() && !caller.tls()) {
                return new ScramStart.Ended(new Outcome.TlsRequired());
            }
            GuessGuard.Attempt attempt = guard.attempt(caller.address(), subject.key());
            Optional<Outcome> held = hold(attempt);
            return held.isPresent()
                    ? new ScramStart.Ended(held.get())
                    : scram(subject, name, attempt);
        } catch (StoreException e) {
            return new ScramStart.Ended(
                    new Outcome.Unavailable(e.kind() == StoreException.Kind.TEMPORARY));
        }
    }

    /** A device whose credentials can be read. */
    private record Lock(Device device, Credentials credentials) {}

    /**
     * Who wants to come in.
     *
     * @param key what attempts are counted and remembered by
     * @param account nobody's, if the name is unknown or may not act for the identity
     * @param locks what the devices of the account are locked with
     * @param damaged whether the credentials of some device cannot be read
     */
    private record Subject(
            String key, Optional<Account> account, List<Lock> locks, boolean damaged) {
        /**
         * Whether some password of the account is for TLS only: then all are, or the answer would
         * tell which it was.
         */
        boolean tlsOnly() {
            return locks.stream().anyMatch(lock -> lock.credentials().tlsOnly());
        }
    }

    private Subject subject(String name, Optional<String> identity) throws StoreException {
        Optional<Account> found = accounts.find(name);
        if (found.isPresent() && !mayActFor(found.get(), name, identity)) {
            found = Optional.empty();
        }
        List<Lock> locks = new ArrayList<>();
        boolean damaged = false;
        for (Device device : found.map(Account::devices).orElse(List.of())) {
            try {
                locks.add(new Lock(device, Credentials.parse(device.credentials())));
            } catch (UnreadableCredentialsException _) {
                damaged = true;
            }
        }
        // The marks keep the name of nobody apart from the key of an account.
        String key = found.map(account -> "=" + account.address()).orElse("?" + name);
        return new Subject(key, found, List.copyOf(locks), damaged);
    }

    /** A user acts for itself only, under any of its names (RFC 4616 §2). */
    private boolean mayActFor(Account account, String name, Optional<String> identity)
            throws StoreException {
        if (identity.isEmpty()) {
            return true;
        }
        Optional<String> other = Preparation.user(identity.get());
        if (other.isEmpty() || other.get().equals(name)) {
            return other.isPresent();
        }
        return accounts.find(other.get())
                .filter(found -> found.address().equals(account.address()))
                .isPresent();
    }

    /** Waits until the guard lets the attempt go on; an outcome, if it does not. */
    private Optional<Outcome> hold(GuessGuard.Attempt attempt) {
        while (true) {
            switch (attempt.next()) {
                case GuessGuard.Turn.Go() -> {
                    return Optional.empty();
                }
                case GuessGuard.Turn.TooMany(var retryAfter) -> {
                    return Optional.of(new Outcome.Throttled(retryAfter));
                }
                case GuessGuard.Turn.Wait(var time) -> {
                    try {
                        pause.pause(time);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                        return Optional.of(new Outcome.Unavailable(true));
                    }
                }
            }
        }
    }

    private Outcome check(Subject subject, GuessGuard.Attempt attempt, Secret password) {
        List<PasswordHash> hashes =
                subject.locks().isEmpty()
                        ? List.of(decoy.hash())
                        : subject.locks().stream().map(l -> l.credentials().password()).toList();
        PasswordVerifier.Verdict verdict =
                verifier.verify(subject.key(), hashes, password, attempt.fromGoodAddress());
        return switch (verdict) {
            case PasswordVerifier.Verdict.Busy() -> new Outcome.Unavailable(true);
            case PasswordVerifier.Verdict.Right(var index) -> {
                if (subject.account().isEmpty() || subject.locks().isEmpty()) {
                    yield wrong(subject, attempt, password); // somebody guessed the decoy
                }
                attempt.succeeded();
                yield new Outcome.Authenticated(
                        subject.account().get().address(),
                        subject.locks().get(index).device().name());
            }
            case PasswordVerifier.Verdict.Wrong() -> wrong(subject, attempt, password);
        };
    }

    private static Outcome wrong(Subject subject, GuessGuard.Attempt attempt, Secret password) {
        attempt.failed(password);
        if (subject.damaged()) {
            return new Outcome.Unavailable(false); // it may be the password that cannot be read
        }
        return new Outcome.Refused();
    }

    private ScramStart scram(Subject subject, String name, GuessGuard.Attempt attempt) {
        // The client proves one password without saying which: that of the first device that has
        // keys. Further devices log in by password, or by a name that the lookup gives them.
        for (Lock lock : subject.locks()) {
            Optional<ScramCredentials> keys = lock.credentials().scram();
            if (keys.isPresent()) {
                return new ScramStart.Ready(
                        keys.get(),
                        new Outcome.Authenticated(
                                subject.account().orElseThrow().address(), lock.device().name()),
                        attempt);
            }
        }
        if (subject.damaged()) {
            attempt.close();
            return new ScramStart.Ended(new Outcome.Unavailable(false));
        }
        ScramCredentials invented =
                ScramCredentials.invented(decoy.inventor(), name, decoy.iterations());
        return new ScramStart.Ready(invented, new Outcome.Refused(), attempt);
    }
}
