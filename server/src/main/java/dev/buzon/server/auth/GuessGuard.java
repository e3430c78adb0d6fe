package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * Slows down who guesses passwords, and never bans an owner. Attempts are counted per address (an
 * IPv6 address by its /64) and per user. An address from which a user logged in before is good for
 * that user: the two are counted by themselves, whatever goes on elsewhere. The same wrong password
 * for the same user is one guess, however often and from wherever it comes: a forgotten client is
 * no attacker.
 *
 * <p>An attempt that must wait is told how long, and asks again; one that would wait beyond
 * patience is turned away before its password is looked at, so it learned nothing. All memory is
 * bounded and lives in this process. One lock guards all of it; nothing waits while holding it.
 */
public final class GuessGuard {
    /**
     * How the guard behaves.
     *
     * @param address per address, and per good address and user
     * @param user per user, over all addresses that are not good for it
     * @param patience how long an attempt may wait in all
     * @param remembered how many addresses, users and good pairs are remembered, each
     * @param goodFor how long an address stays good for a user after its last success
     */
    public record Limits(
            GuessRule address,
            GuessRule user,
            Duration patience,
            int remembered,
            Duration goodFor) {
        /** The limits unless configured otherwise. */
        public static final Limits STANDARD =
                new Limits(
                        GuessRule.ADDRESS,
                        GuessRule.USER,
                        Duration.ofSeconds(10),
                        50_000,
                        Duration.ofDays(30));
    }

    /** What an attempt must do. */
    public sealed interface Turn {
        /** Check the password now, and say how it ended. */
        record Go() implements Turn {}

        /** Wait this long and ask again. */
        record Wait(Duration time) implements Turn {}

        /** Turn the client away without looking at the password. */
        record TooMany(Duration retryAfter) implements Turn {}
    }

    /** An address and a user. */
    private record Pair(String network, String user) {}

    private final Limits limits;
    private final InstantSource clock;
    private final Predicate<InetAddress> exempt;
    private final KeyedDigest digest;
    private final RecentMap<String, GuessCount> addresses;
    private final RecentMap<String, GuessCount> users;
    private final RecentMap<Pair, GuessCount> pairs;
    private final RecentMap<Pair, Instant> goodUntil;
    private final RecentMap<ByteBuffer, Boolean> wrongPasswords;

    /**
     * A guard that has seen nothing.
     *
     * @param exempt addresses that are never slowed down; loopback is one only if this says so
     */
    public GuessGuard(
            Limits limits,
            InstantSource clock,
            SecureRandom random,
            Predicate<InetAddress> exempt) {
        this.limits = limits;
        this.clock = clock;
        this.exempt = exempt;
        this.digest = new KeyedDigest(random);
        this.addresses = new RecentMap<>(limits.remembered());
        this.users = new RecentMap<>(limits.remembered());
        this.pairs = new RecentMap<>(limits.remembered());
        this.goodUntil = new RecentMap<>(limits.remembered());
        this.wrongPasswords = new RecentMap<>(limits.remembered());
    }

    /** A new attempt of this address on this user: the account's key, or the name that has none. */
    public synchronized Attempt attempt(InetAddress address, String user) {
        Instant now = clock.instant();
        if (exempt.test(address)) {
            return new Attempt(new Pair("", user), List.of(), true, now);
        }
        Pair pair = new Pair(network(address), user);
        if (goodUntil.find(pair).filter(now::isBefore).isPresent()) {
            GuessCount count = pairs.findOrAdd(pair, () -> new GuessCount(limits.address(), now));
            return new Attempt(pair, List.of(count), true, now);
        }
        GuessCount byAddress =
                addresses.findOrAdd(pair.network(), () -> new GuessCount(limits.address(), now));
        GuessCount byUser = users.findOrAdd(user, () -> new GuessCount(limits.user(), now));
        return new Attempt(pair, List.of(byAddress, byUser), false, now);
    }

    /** An address as it is counted: a whole IPv4 address, the /64 of an IPv6 address. */
    static String network(InetAddress address) {
        byte[] octets = address.getAddress();
        return HexFormat.of().formatHex(octets, 0, Math.min(8, octets.length));
    }

    /** One attempt to log in. Closed without a verdict, it counts as if it had not been. */
    public final class Attempt implements AutoCloseable {
        private final Pair pair;
        private final List<GuessCount> counts;
        private final boolean good;
        private final Instant asked;
        private List<Instant> kept = List.of();
        private boolean underWay;

        private Attempt(Pair pair, List<GuessCount> counts, boolean good, Instant asked) {
            this.pair = pair;
            this.counts = counts;
            this.good = good;
            this.asked = asked;
        }

        /** Whether the address is good for the user. */
        public boolean fromGoodAddress() {
            return good;
        }

        /** What to do now; asked again after each wait. */
        public Turn next() {
            synchronized (GuessGuard.this) {
                if (underWay) {
                    return new Turn.Go();
                }
                Instant now = clock.instant();
                Instant start = now;
                for (GuessCount count : counts) {
                    start = count.free().isAfter(start) ? count.free() : start;
                }
                if (start.isAfter(now)) {
                    Duration wait = Duration.between(now, start);
                    boolean patient = !start.isAfter(asked.plus(limits.patience()));
                    return patient ? new Turn.Wait(wait) : new Turn.TooMany(wait);
                }
                underWay = true;
                kept = counts.stream().map(count -> count.begin(now)).toList();
                return new Turn.Go();
            }
        }

        /** The user logged in: from now on the address is good for it. */
        public void succeeded() {
            synchronized (GuessGuard.this) {
                if (underWay) {
                    if (!counts.isEmpty()) {
                        goodUntil.put(pair, clock.instant().plus(limits.goodFor()));
                    }
                    takeBack();
                }
            }
        }

        /** This password, as prepared, was wrong. */
        public void failed(Secret password) {
            synchronized (GuessGuard.this) {
                ByteBuffer key = digest.of("wrong", pair.user(), password);
                boolean seen = wrongPasswords.find(key).isPresent();
                wrongPasswords.put(key, true);
                end(!seen);
            }
        }

        /** A proof was wrong; whether it came from the same password as another cannot be told. */
        public void failed() {
            synchronized (GuessGuard.this) {
                end(true);
            }
        }

        /** Ends the attempt without a verdict, unless there was one. */
        @Override
        public void close() {
            synchronized (GuessGuard.this) {
                if (underWay) {
                    takeBack();
                }
            }
        }

        private void takeBack() {
            Instant now = clock.instant();
            for (int i = 0; i < counts.size(); i++) {
                counts.get(i).endWithoutFailure(now, kept.get(i));
            }
            underWay = false;
        }

        private void end(boolean counted) {
            if (underWay) {
                Instant now = clock.instant();
                counts.forEach(count -> count.endWithFailure(now, counted));
                underWay = false;
            }
        }
    }
}
