package dev.buzon.bench.load;

import dev.buzon.bench.proc.Memory;
import dev.buzon.bench.proc.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs one plan: a thread for each connection, a warm-up, a measured time, the end. Everything
 * ends: by time, by amount, by {@link #ERRORS_MAX} errors, and a connection on which nothing moves
 * for {@link #PATIENCE} is cut.
 */
public final class Load implements Tally.Clock {
    /** After so many errors the load is given up. */
    static final int ERRORS_MAX = 100;

    /** Longest wait for the server on one connection. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private enum Phase {
        WARM_UP,
        MEASURED,
        OVER
    }

    private final Plan plan;
    private final ProcessTree server;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Tally> tallies = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final AtomicInteger errors = new AtomicInteger();
    private volatile Phase phase;
    private Duration serverBefore = Duration.ZERO;
    private Duration selfBefore = Duration.ZERO;
    private long startedNanos;

    private Load(Plan plan, ProcessTree server) {
        this.plan = plan;
        this.server = server;
        phase = plan.once() ? Phase.MEASURED : Phase.WARM_UP;
        AtomicInteger nextIndex = new AtomicInteger();
        int count = plan.connections();
        for (int number = 0; number < count; number++) {
            Tally tally = new Tally(this);
            Turns turns = new Turns(number, count, plan.users().count());
            workers.add(
                    switch (plan.work()) {
                        case CHECK, UIDL -> new PollWorker(plan, turns, tally);
                        case FETCH, DRAIN -> new FetchWorker(plan, turns, tally, ledger);
                        case DELIVER -> new DeliverWorker(plan, turns, tally, ledger, nextIndex);
                        case IDLE ->
                                throw new IllegalArgumentException(
                                        "idle connections are IdleLoad's");
                    });
            tallies.add(tally);
        }
    }

    /** Runs the plan against a server whose processes are {@code server} (which may be empty). */
    public static Outcome run(Plan plan, ProcessTree server)
            throws IOException, InterruptedException {
        return new Load(plan, server).run();
    }

    @Override
    public boolean measuring() {
        return phase == Phase.MEASURED;
    }

    @Override
    public void failed() {
        if (errors.incrementAndGet() >= ERRORS_MAX) {
            phase = Phase.OVER;
        }
    }

    private Outcome run() throws IOException, InterruptedException {
        boolean once = plan.once();
        if (once) {
            cpuBefore();
        }
        for (int number = 0; number < workers.size(); number++) {
            int position = number;
            threads.add(Thread.ofPlatform().name("bench-" + number).start(() -> work(position)));
        }
        try {
            if (!once) {
                waitFor(plan.warmUp());
                cpuBefore();
                phase = phase == Phase.OVER ? Phase.OVER : Phase.MEASURED;
            }
            waitFor(plan.measured());
            phase = Phase.OVER;
            Duration elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
            Duration serverCpu = server.cpu().minus(serverBefore);
            Duration generatorCpu = ownCpu().minus(selfBefore);
            Memory memory = server.memory();
            end();
            return outcome(elapsed, serverCpu, generatorCpu, memory);
        } finally {
            phase = Phase.OVER;
            workers.forEach(worker -> worker.wire().close());
        }
    }

    private static Duration ownCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void cpuBefore() throws IOException {
        serverBefore = server.cpu();
        selfBefore = ownCpu();
        startedNanos = System.nanoTime();
    }

    private Outcome outcome(
            Duration elapsed, Duration serverCpu, Duration generatorCpu, Memory memory) {
        Tally sum = new Tally(this);
        for (int at = 0; at < tallies.size(); at++) {
            if (threads.get(at).isAlive()) {
                sum.error("a worker did not end");
            } else {
                sum.addAll(tallies.get(at));
            }
        }
        return new Outcome(
                plan,
                elapsed,
                sum.sessions(),
                sum.messages(),
                sum.octets(),
                sum.latencies(),
                sum.resumed(),
                workers.getFirst().wire().tlsVersion(),
                sum.errors(),
                serverCpu,
                generatorCpu,
                memory,
                ledger);
    }

    private void work(int position) {
        Worker worker = workers.get(position);
        Tally tally = tallies.get(position);
        int turns = plan.once() ? worker.turns() : Integer.MAX_VALUE;
        int turn = 0;
        for (; phase != Phase.OVER && turn < turns; turn++) {
            attempt(worker, tally, turn);
        }
        if (plan.once() && turn < turns) {
            tally.error("time was over before everybody had had a turn");
        }
        try {
            worker.finish();
        } catch (IOException e) {
            tally.error(e.toString());
        }
        worker.wire().close();
    }

    private void attempt(Worker worker, Tally tally, int turn) {
        try {
            worker.turn(turn);
        } catch (IOException | ArithmeticException e) {
            worker.wire().close();
            tally.error(e.toString());
        }
    }

    /** Lets the workers finish what they are at; cuts them off when the load was given up. */
    private void end() throws InterruptedException {
        if (errors.get() >= ERRORS_MAX) {
            workers.forEach(worker -> worker.wire().close());
        }
        long until = System.nanoTime() + PATIENCE.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
    }

    /**
     * Waits until all workers have ended, or {@code atMost}; cuts connections on which nothing
     * moves.
     */
    private void waitFor(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        for (Thread thread : threads) {
            while (System.nanoTime() < until && !thread.join(LOOK_EVERY)) {
                if (phase == Phase.OVER && errors.get() >= ERRORS_MAX) {
                    return;
                }
                workers.forEach(worker -> worker.wire().closeIfStalled(PATIENCE));
            }
        }
    }
}
