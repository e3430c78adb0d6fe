package dev.buzon.bench.load;

import dev.buzon.bench.proc.Memory;
import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.Pop3Caller;
import dev.buzon.bench.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens connections that log in and stay, and asks what each of them costs in memory. */
public final class IdleLoad {
    private static final Duration SETTLED_AFTER = Duration.ofMillis(500);
    private static final int LOOKS_MAX = 10;
    private static final double SETTLED_WITHIN = 0.005;

    private IdleLoad() {}

    /**
     * What idle connections cost.
     *
     * @param plan the load
     * @param before memory before the first connection
     * @param half memory with half of the connections
     * @param all memory with all of them
     * @param errors what went wrong
     */
    public record Result(Plan plan, Memory before, Memory half, Memory all, List<String> errors) {
        /** Octets for each connection. */
        public double octetsPerConnection() {
            return (double) (all.octets() - before.octets()) / plan.connections();
        }

        /**
         * Octets for each connection of the second half: what remains when costs that come only
         * once are paid.
         */
        public double octetsPerFurtherConnection() {
            int further = plan.connections() - plan.connections() / 2;
            return (double) (all.octets() - half.octets()) / further;
        }
    }

    /**
     * Memory is read after {@code beforeReading} has run: there a server with a garbage collector
     * may be told to collect.
     */
    public static Result run(Plan plan, ProcessTree server, Runnable beforeReading)
            throws IOException, InterruptedException {
        List<String> errors = new ArrayList<>();
        List<Wire> wires = Wire.small(plan.connections());
        List<Pop3Caller> callers = wires.stream().map(Pop3Caller::new).toList();
        try {
            Memory before = settled(server, beforeReading);
            int middle = plan.connections() / 2;
            open(plan, callers, 0, middle, errors);
            Memory half = settled(server, beforeReading);
            open(plan, callers, middle, plan.connections(), errors);
            Memory all = settled(server, beforeReading);
            if (errors.isEmpty()) {
                leave(callers, errors);
            }
            return new Result(plan, before, half, all, List.copyOf(errors));
        } finally {
            wires.forEach(Wire::close);
        }
    }

    private static void open(
            Plan plan, List<Pop3Caller> callers, int from, int to, List<String> errors) {
        byte[] password = plan.wirePassword();
        for (int at = from; at < to && errors.size() < Load.ERRORS_MAX; at++) {
            try {
                callers.get(at).login(plan.endpoint(), plan.users().wireName(at), password);
                callers.get(at).stat();
            } catch (IOException e) {
                errors.add(e.toString());
            }
        }
    }

    /** Everybody is still there: STAT and QUIT are answered. */
    private static void leave(List<Pop3Caller> callers, List<String> errors) {
        for (Pop3Caller caller : callers) {
            try {
                caller.stat();
                caller.quit();
            } catch (IOException e) {
                errors.add("after idling: " + e);
            }
        }
    }

    private static Memory settled(ProcessTree server, Runnable beforeReading)
            throws IOException, InterruptedException {
        beforeReading.run();
        Memory last = server.memory();
        for (int looks = 0; looks < LOOKS_MAX; looks++) {
            Thread.sleep(SETTLED_AFTER);
            Memory now = server.memory();
            if (Math.abs(now.octets() - last.octets()) <= SETTLED_WITHIN * last.octets()) {
                return now;
            }
            last = now;
        }
        return last;
    }
}
