package dev.buzon.reader.work;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes on in the background because the person asked for it: imports, exports, rebuilding. */
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    /** Jobs at a time; more are refused. */
    public static final int RUNNING_MAX = 8;

    /** Jobs that are remembered after their end. */
    private static final int REMEMBERED_MAX = 50;

    private final Bulletin bulletin;
    private final Function<Exception, Sentence> words;
    private final AtomicLong count = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Running> all = new LinkedHashMap<>();

    /** A job and its thread. */
    private static final class Running {
        private final Thread thread;
        private volatile JobState state;

        Running(Thread thread, JobState state) {
            this.thread = thread;
            this.state = state;
        }
    }

    /** Something that takes long. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does it, and says what came of it.
         *
         * @throws InterruptedException when the person has stopped it and it noticed by waiting
         * @throws CancellationException when it noticed by {@link Report#at}
         */
        Sentence run(Report report) throws Exception;
    }

    /** Is told how far a job is. */
    @FunctionalInterface
    public interface Report {
        /**
         * So much is done.
         *
         * @throws CancellationException when the person has stopped it
         */
        void at(long done, OptionalLong of);
    }

    /**
     * Jobs that are told of here.
     *
     * @param words what is said of a job that failed
     */
    public Jobs(Bulletin bulletin, Function<Exception, Sentence> words) {
        this.bulletin = bulletin;
        this.words = words;
    }

    /**
     * Begins a job.
     *
     * @param text what is being done
     * @return its name; empty when too many go on
     */
    public Optional<String> start(Sentence text, Task task) {
        String id = "job-" + count.incrementAndGet();
        Thread thread = Thread.ofVirtual().name(id).unstarted(() -> run(id, text, task));
        lock.lock();
        try {
            long running = all.values().stream().filter(one -> !one.state.ended()).count();
            if (running >= RUNNING_MAX) {
                return Optional.empty();
            }
            forgetOldest();
            all.put(
                    id,
                    new Running(
                            thread,
                            new JobState(
                                    id, 0, OptionalLong.empty(), text, JobState.Stage.RUNNING)));
        } finally {
            lock.unlock();
        }
        thread.start();
        return Optional.of(id);
    }

    private void forgetOldest() {
        List<String> ended =
                all.entrySet().stream()
                        .filter(one -> one.getValue().state.ended())
                        .map(Map.Entry::getKey)
                        .toList();
        for (int i = 0; i < ended.size() - REMEMBERED_MAX; i++) {
            all.remove(ended.get(i));
        }
    }

    private void run(String id, Sentence text, Task task) {
        Report report =
                (done, of) -> {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancellationException();
                    }
                    set(new JobState(id, done, of, text, JobState.Stage.RUNNING));
                };
        try {
            Sentence end = task.run(report);
            end(id, end, JobState.Stage.DONE);
        } catch (InterruptedException | CancellationException _) {
            end(id, text, JobState.Stage.STOPPED);
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted()) { // a file channel says it so
                end(id, text, JobState.Stage.STOPPED);
            } else {
                LOG.warn("{} failed", id, e);
                end(id, words.apply(e), JobState.Stage.FAILED);
            }
        }
    }

    private void end(String id, Sentence text, JobState.Stage stage) {
        state(id).ifPresent(was -> set(new JobState(id, was.done(), was.of(), text, stage)));
    }

    private void set(JobState state) {
        lock.lock();
        try {
            Running running = all.get(state.id());
            if (running != null) {
                running.state = state;
            }
        } finally {
            lock.unlock();
        }
        bulletin.publish(new WorkEvent.JobChanged(state));
    }

    /** How far a job is; empty when there is none of this name, or it ended long ago. */
    public Optional<JobState> state(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(all.get(id)).map(one -> one.state);
        } finally {
            lock.unlock();
        }
    }

    /** All that go on, and those that ended lately. */
    public List<JobState> list() {
        lock.lock();
        try {
            return all.values().stream().map(one -> one.state).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Stops a job. It ends soon. */
    public void stop(String id) {
        lock.lock();
        try {
            Running running = all.get(id);
            if (running != null && !running.state.ended()) {
                running.thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops all of them and waits until they have ended. */
    public void end() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        lock.lock();
        try {
            all.values().forEach(one -> threads.add(one.thread));
        } finally {
            lock.unlock();
        }
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
