package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the store. It takes all changes that wait, makes one batch of them
 * and writes it with one fsync, and only then tells those who asked. After a failed write nothing
 * is written any more until the store is opened again: what the disk holds is not known (the kernel
 * reports a failed fsync once and forgets it), and reading goes on.
 */
final class Writer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /** Changes in one batch at most. */
    private static final int BATCH_LIMIT = 1_000;

    /** Octets in one batch, about; a batch is copied a few times in memory. */
    private static final long WEIGHT_LIMIT = 4L << 20;

    /** Changes that may wait; who comes then waits until there is room. */
    private static final int QUEUE_LIMIT = 4_096;

    private final BlockingQueue<Request<?>> queue = new ArrayBlockingQueue<>(QUEUE_LIMIT);
    private final Database db;
    private final Thread thread;
    private final Object gate = new Object();
    private boolean stopped;
    private volatile boolean ended;
    private volatile @Nullable StoreException broken;

    /** A change and who waits for it. */
    private static final class Request<T> {
        final Change<T> change;
        final CompletableFuture<T> done = new CompletableFuture<>();
        @Nullable T result;

        Request(Change<T> change) {
            this.change = change;
        }

        boolean prepare(Batch batch) {
            try {
                result = change.prepare(batch);
                batch.keep();
                return true;
            } catch (StoreException | RuntimeException e) {
                batch.drop();
                change.abandon();
                done.completeExceptionally(e);
                return false;
            }
        }

        @SuppressWarnings("NullAway") // prepare() has set the result
        void succeed() {
            change.publish();
            done.complete(result);
        }

        void fail(StoreException e) {
            change.abandon();
            done.completeExceptionally(e);
        }
    }

    /** Ends the thread when it is taken from the queue. */
    private static final class Stop implements Change<Boolean> {
        @Override
        public Boolean prepare(Batch batch) {
            return true;
        }

        @Override
        public boolean durable() {
            return false;
        }
    }

    Writer(Database db) {
        this.db = db;
        this.thread = Thread.ofPlatform().name("store-writer").daemon().start(this::run);
    }

    /** Does it and returns when it is durable. */
    <T> T perform(Change<T> change) throws StoreException {
        try {
            return enqueue(change).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(
                    StoreException.Kind.TEMPORARY,
                    "interrupted: whether the change was made is not known",
                    e);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    /** Has it done some time; returns at once unless very many wait. A failure is only logged. */
    <T> void submit(Change<T> change) throws StoreException {
        var _ =
                enqueue(change)
                        .exceptionally(e -> {
                            LOG.warn("a change nobody waits for failed: {}", e.toString());
                            return null;
                        });
    }

    private <T> CompletableFuture<T> enqueue(Change<T> change) throws StoreException {
        Request<T> request = new Request<>(change);
        synchronized (gate) {
            if (stopped) {
                throw closed();
            }
            refuseIfBroken();
            if (queue.offer(request)) {
                return request.done;
            }
        }
        try {
            queue.put(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Kind.TEMPORARY, "interrupted", e);
        }
        if (ended) {
            refuseRest(); // it may have come too late for the thread to see it
        }
        return request.done;
    }

    /** Fails when a write has failed since the store was opened. */
    void refuseIfBroken() throws StoreException {
        StoreException cause = broken;
        if (cause != null) {
            throw refused(cause);
        }
    }

    /** After a failed write, whoever noticed it. */
    StoreException breakDown(StoreException cause) {
        if (broken == null) {
            broken = cause;
            LOG.error(
                    "a write failed; the store only reads until it is opened again: {}",
                    cause.getMessage());
        }
        return refused(cause);
    }

    private static StoreException refused(StoreException cause) {
        return new StoreException(
                StoreException.Kind.TEMPORARY,
                "the store only reads since a write failed: " + cause.getMessage(),
                cause);
    }

    /** The same failure with the stack of who waited. */
    private static StoreException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case StoreException e ->
                    new StoreException(e.kind(), String.valueOf(e.getMessage()), e);
            case RuntimeException e -> throw e;
            case null -> throw new IllegalStateException("failed without a cause");
            default -> throw new IllegalStateException(cause);
        };
    }

    private void run() {
        Optional<Request<?>> left = Optional.empty();
        List<Request<?>> group = new ArrayList<>();
        boolean stop = false;
        while (!stop) {
            try {
                Request<?> first = left.isPresent() ? left.get() : queue.take();
                left = gather(first, group);
                stop = group.stream().anyMatch(r -> r.change instanceof Stop);
                commit(group);
            } catch (InterruptedException e) {
                LOG.warn("the writer was interrupted and goes on", e);
            } finally {
                group.clear();
            }
        }
        left.ifPresent(r -> r.fail(closed()));
        ended = true;
        refuseRest();
    }

    private static StoreException closed() {
        return new StoreException(StoreException.Kind.TEMPORARY, "the store is closed");
    }

    private void refuseRest() {
        for (Request<?> r = queue.poll(); r != null; r = queue.poll()) {
            r.fail(closed());
        }
    }

    /** Those that go together with the first; the one that must wait for the next batch. */
    private Optional<Request<?>> gather(Request<?> first, List<Request<?>> group) {
        group.add(first);
        long weight = first.change.weight();
        while (!first.change.alone() && group.size() < BATCH_LIMIT && weight < WEIGHT_LIMIT) {
            Request<?> next = queue.poll();
            if (next == null) {
                return Optional.empty();
            }
            if (next.change.alone()) {
                return Optional.of(next);
            }
            group.add(next);
            weight += next.change.weight();
        }
        return Optional.empty();
    }

    private void commit(List<Request<?>> group) {
        Batch batch = new Batch(db);
        List<Request<?>> prepared = new ArrayList<>(group.size());
        boolean durably = false;
        for (Request<?> r : group) {
            if (r.prepare(batch)) {
                prepared.add(r);
                durably |= r.change.durable();
            }
        }
        try {
            if (!batch.isEmpty()) {
                refuseIfBroken();
                batch.write(durably);
            }
        } catch (StoreException | RuntimeException e) {
            StoreException cause =
                    e instanceof StoreException s
                            ? s
                            : new StoreException(
                                    StoreException.Kind.TEMPORARY, "a write failed: " + e, e);
            StoreException refusal = breakDown(cause);
            prepared.forEach(r -> r.fail(refusal));
            return;
        }
        prepared.forEach(Request::succeed);
    }

    /** Finishes what waits, and ends. */
    @Override
    public void close() {
        synchronized (gate) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        try {
            queue.put(new Request<>(new Stop()));
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
