package dev.buzon.reader;

import dev.buzon.reader.api.Trees;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Progress;
import dev.buzon.reader.index.Report;
import dev.buzon.reader.index.Row;
import dev.buzon.reader.work.Bulletin;
import dev.buzon.reader.work.WorkEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the index look at the folders: at start, when mail came, when something was put there, and
 * now and then, because other programs change them too. One look at a time.
 */
final class Looking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);

    /** Between two looks while somebody has the page open. */
    private static final Duration OFTEN = Duration.ofSeconds(20);

    /** Between two looks while nobody has. */
    private static final Duration SELDOM = Duration.ofMinutes(10);

    /** New messages of an account that are remembered until they are told. */
    private static final int NEWEST = 20;

    private final Index index;
    private final Trees trees;
    private final Bulletin bulletin;
    private final ReentrantLock looking = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Map<String, List<Long>> newest = new HashMap<>();
    private boolean soon;
    private boolean closed;

    Looking(Index index, Trees trees, Bulletin bulletin) {
        this.index = index;
        this.trees = trees;
        this.bulletin = bulletin;
    }

    /** The first look. */
    void begin(boolean rebuild) throws IOException, InterruptedException {
        if (rebuild) {
            looking.lockInterruptibly();
            try {
                took(index.rebuild(trees.places(), Progress.SILENT));
            } finally {
                looking.unlock();
            }
        } else {
            look();
        }
    }

    /** Looks at all folders now, and tells whose have changed. */
    void look() throws IOException, InterruptedException {
        looking.lockInterruptibly();
        try {
            took(index.refresh(trees.places(), Progress.SILENT));
        } finally {
            looking.unlock();
        }
    }

    private void took(Report report) throws IOException {
        for (Row row : index.rows(report.newest())) {
            List<Long> some =
                    newest.computeIfAbsent(row.folder().account(), _ -> new ArrayList<>());
            some.addFirst(row.id());
            if (some.size() > NEWEST) {
                some.removeLast();
            }
        }
        if (report.anything()) {
            trees.known()
                    .forEach(one -> bulletin.publish(new WorkEvent.FoldersChanged(one.address())));
        }
    }

    /** The newest messages of an account since this was asked last. */
    List<Long> newest(String address) {
        looking.lock();
        try {
            List<Long> some = newest.remove(address);
            return some == null ? List.of() : List.copyOf(some);
        } finally {
            looking.unlock();
        }
    }

    /** Looks as soon as there is time for it. */
    void soon() {
        lock.lock();
        try {
            soon = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Looks now and then until this is closed. */
    void watch(IntSupplier listeners) {
        Thread.ofVirtual()
                .name("looking")
                .start(() -> {
                    try {
                        while (await(listeners.getAsInt() > 0 ? OFTEN : SELDOM)) {
                            lookOrLog();
                        }
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void lookOrLog() throws InterruptedException {
        try {
            look();
        } catch (IOException e) {
            LOG.warn("the folders could not be looked at", e);
        }
    }

    /** Waits; whether there is to be another look. */
    private boolean await(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (!soon && !closed && left > 0) {
                left =
                        wanted.awaitNanos(
                                Math.min(left, TimeUnit.SECONDS.toNanos(OFTEN.toSeconds())));
            }
            soon = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wanted.signal();
        } finally {
            lock.unlock();
        }
    }
}
