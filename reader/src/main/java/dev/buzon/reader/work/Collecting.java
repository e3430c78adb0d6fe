package dev.buzon.reader.work;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.sync.Pop3Sync;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Collects the mail of all accounts: at start, on schedule, and when asked. Accounts are collected
 * side by side, each in a thread of its own; nothing here waits for one.
 */
public final class Collecting {
    /** How long a run may take to end when the reader does; what came whole is safe long before. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Means means;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Collector> collectors = new LinkedHashMap<>();
    private boolean started;
    private boolean closed;

    /** Makes ready to collect an account. */
    @FunctionalInterface
    public interface Opening {
        /** Everything for one run, its password fetched from where it is. */
        Pop3Sync open(MailAccount account) throws OwnFailureException, InterruptedException;
    }

    /** What is done with mail that came. Called in the account's own thread. */
    public interface Afterwards {
        /** Messages are in the inbox, and more may come; at most every few seconds. */
        void came(MailAccount account) throws Exception;

        /**
         * A run has ended; also one that brought nothing.
         *
         * @param messages how many came
         */
        void ended(MailAccount account, int messages) throws Exception;

        /** There is a line to this account's server, and there was none at the last run. */
        void lineIsBack(MailAccount account) throws Exception;
    }

    /**
     * What collecting needs.
     *
     * @param alarms the time
     * @param chance a number from 0 to 1, so that accounts are not all asked at the same second
     * @param words what is said of an account that cannot be used
     */
    public record Means(
            Opening opening,
            Afterwards afterwards,
            Alarms alarms,
            Bulletin bulletin,
            java.util.function.DoubleSupplier chance,
            Function<Exception, Sentence> words) {}

    /** Collecting by these means; nothing happens before {@link #start}. */
    public Collecting(Means means) {
        this.means = means;
    }

    /**
     * These accounts from now on, in this order. An account that is not among them is stopped; one
     * that was changed is asked again, whatever was wrong before.
     */
    public void accounts(List<Schedule> schedules) {
        lock.lock();
        try {
            Map<String, Collector> before = new LinkedHashMap<>(collectors);
            collectors.clear();
            for (Schedule schedule : schedules) {
                String address = schedule.account().address();
                Collector collector = before.remove(address);
                if (collector == null) {
                    collector = new Collector(schedule, means, this::lineIsBack);
                    if (started && !closed) {
                        collector.start();
                    }
                } else {
                    collector.schedule(schedule);
                }
                collectors.put(address, collector);
            }
            before.values().forEach(Collector::end);
        } finally {
            lock.unlock();
        }
    }

    /** Begins: at once with the accounts that want it, with the others on schedule. */
    public void start() {
        lock.lock();
        try {
            started = true;
            collectors.values().forEach(Collector::start);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Collects an account now, or as soon as its server allows.
     *
     * @return whether there is such an account
     */
    public boolean collect(String address) {
        Optional<Collector> collector = collector(address);
        collector.ifPresent(Collector::ask);
        return collector.isPresent();
    }

    /** Collects all accounts now. */
    public void collectAll() {
        all().forEach(Collector::ask);
    }

    /** Stops collecting an account, if it is collected now; what came whole is kept. */
    public void stop(String address) {
        collector(address).ifPresent(Collector::stop);
    }

    /** Stops collecting. */
    public void stopAll() {
        all().forEach(Collector::stop);
    }

    /** How all accounts stand, in their order. */
    public List<AccountState> states() {
        return all().stream().map(Collector::state).toList();
    }

    /** How an account stands. */
    public Optional<AccountState> state(String address) {
        return collector(address).map(Collector::state);
    }

    /** One account found the line again: the others that waited for it need not wait longer. */
    private void lineIsBack() {
        all().forEach(Collector::lineIsBack);
    }

    private Optional<Collector> collector(String address) {
        lock.lock();
        try {
            return Optional.ofNullable(collectors.get(address));
        } finally {
            lock.unlock();
        }
    }

    private List<Collector> all() {
        lock.lock();
        try {
            return new ArrayList<>(collectors.values());
        } finally {
            lock.unlock();
        }
    }

    /** Ends everything; what came whole is kept. */
    public void end() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        List<Collector> all = all();
        all.forEach(Collector::end);
        for (Collector collector : all) {
            collector.await(PATIENCE);
        }
    }
}
