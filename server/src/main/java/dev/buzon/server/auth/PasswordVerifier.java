package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Checks passwords without letting them take the machine. Hashes that cost something are computed
 * by a few platform threads, because a virtual thread that computes keeps a carrier from all
 * others; callers wait in turn. One of those threads is kept free of strangers, so that a flood of
 * guesses does not slow down who logged in before from the same place.
 *
 * <p>What was found is remembered for a while, so that a client that asks every minute does not
 * cost a hash each time. The key of that memory is a digest of account, stored hash and password
 * under a key of this process: it cannot cross accounts, and a changed password is not in it.
 *
 * <p>Lock order: the memory's lock is never held while waiting or computing.
 */
public final class PasswordVerifier implements AutoCloseable {
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    /**
     * How much it takes on.
     *
     * @param atOnce how many hashes are computed at once
     * @param waiting how many callers may wait, of those known and of strangers each
     * @param patience how long a caller waits for its turn
     * @param remembered how many right and how many wrong passwords are remembered
     * @param rememberedFor how long, counted from the computation
     */
    public record Limits(
            int atOnce, int waiting, Duration patience, int remembered, Duration rememberedFor) {
        /** Two at once, of at most 64 MiB each. */
        public static final Limits STANDARD =
                new Limits(2, 500, Duration.ofSeconds(20), 20_000, Duration.ofHours(1));
    }

    /** What was found. */
    public sealed interface Verdict {
        /** The hash at this place of the list recognises the password. */
        record Right(int index) implements Verdict {}

        /** None does. */
        record Wrong() implements Verdict {}

        /** Too many are waiting; nothing was found out. */
        record Busy() implements Verdict {}
    }

    private final Limits limits;
    private final InstantSource clock;
    private final KeyedDigest digest;
    private final Semaphore turns;
    private final Semaphore turnsOfStrangers;
    private final ThreadPoolExecutor threads;
    private final LongAdder computations = new LongAdder();
    private final RecentMap<ByteBuffer, Instant> right;
    private final RecentMap<ByteBuffer, Instant> wrong;

    /** A verifier with an empty memory. */
    public PasswordVerifier(Limits limits, InstantSource clock, SecureRandom random) {
        this.limits = limits;
        this.clock = clock;
        this.digest = new KeyedDigest(random);
        this.turns = new Semaphore(limits.atOnce(), true);
        this.turnsOfStrangers = new Semaphore(Math.max(1, limits.atOnce() - 1), true);
        this.right = new RecentMap<>(limits.remembered());
        this.wrong = new RecentMap<>(limits.remembered());
        this.threads =
                new ThreadPoolExecutor(
                        limits.atOnce(),
                        limits.atOnce(),
                        IDLE_THREAD.toSeconds(),
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(), // holds no more than there are turns
                        Thread.ofPlatform().daemon().name("password-hash-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Finds the hash that recognises a prepared password.
     *
     * @param account the key of the account, or of the name that has none
     * @param hashes those of its devices
     * @param known whether the peer logged in to this account before
     */
    public Verdict verify(
            String account, List<PasswordHash> hashes, Secret password, boolean known) {
        List<Candidate> open = new ArrayList<>();
        for (int i = 0; i < hashes.size(); i++) {
            PasswordHash hash = hashes.get(i);
            if (hash.cheap()) {
                computations.increment();
                if (hash.recognises(password)) {
                    return new Verdict.Right(i);
                }
                continue;
            }
            ByteBuffer key = digest.of(account, hash.text(), password);
            if (remembers(right, key)) {
                return new Verdict.Right(i);
            }
            if (!remembers(wrong, key)) {
                open.add(new Candidate(i, hash, key));
            }
        }
        return open.isEmpty() ? new Verdict.Wrong() : inTurn(open, password, known);
    }

    /** How many hashes were computed since the start, for metrics and tests. */
    public long computations() {
        return computations.sum();
    }

    /** Ends the threads when they have done what they do. */
    @Override
    public void close() {
        threads.shutdown();
    }

    private record Candidate(int index, PasswordHash hash, ByteBuffer key) {}

    private Verdict inTurn(List<Candidate> open, Secret password, boolean known) {
        try {
            if (!acquire(known)) {
                return new Verdict.Busy();
            }
            CompletableFuture<Verdict> verdict = start(open, password, known);
            return verdict.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Verdict.Busy();
        } catch (ExecutionException _) {
            return new Verdict.Busy(); // not enough memory just now: neither right nor wrong
        }
    }

    /** Hands the work to a thread; the turn ends with it, even if the caller is gone by then. */
    private CompletableFuture<Verdict> start(List<Candidate> open, Secret password, boolean known) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    verdict.complete(compute(open, password));
                } catch (RuntimeException | OutOfMemoryError e) {
                    verdict.completeExceptionally(e);
                } finally {
                    release(known);
                }
            });
        } catch (RejectedExecutionException _) { // closed meanwhile
            release(known);
            verdict.complete(new Verdict.Busy());
        }
        return verdict;
    }

    private Verdict compute(List<Candidate> open, Secret password) {
        for (Candidate candidate : open) {
            computations.increment();
            boolean recognised = candidate.hash().recognises(password);
            remember(recognised ? right : wrong, candidate.key());
            if (recognised) {
                return new Verdict.Right(candidate.index());
            }
        }
        return new Verdict.Wrong();
    }

    private boolean acquire(boolean known) throws InterruptedException {
        if (known) {
            return acquire(turns);
        }
        if (!acquire(turnsOfStrangers)) {
            return false;
        }
        boolean acquired = false;
        try {
            acquired = acquire(turns);
            return acquired;
        } finally {
            if (!acquired) {
                turnsOfStrangers.release();
            }
        }
    }

    private boolean acquire(Semaphore semaphore) throws InterruptedException {
        return semaphore.getQueueLength() < limits.waiting()
                && semaphore.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void release(boolean known) {
        turns.release();
        if (!known) {
            turnsOfStrangers.release();
        }
    }

    private boolean remembers(RecentMap<ByteBuffer, Instant> memory, ByteBuffer key) {
        Instant now = clock.instant();
        synchronized (memory) {
            boolean found = memory.find(key).filter(now::isBefore).isPresent();
            if (!found) {
                memory.remove(key);
            }
            return found;
        }
    }

    private void remember(RecentMap<ByteBuffer, Instant> memory, ByteBuffer key) {
        Instant until = clock.instant().plus(limits.rememberedFor());
        synchronized (memory) {
            memory.put(key, until);
        }
    }
}
