package dev.buzon.bench.proc;

import java.time.Duration;
import java.util.List;

/**
 * One {@code /proc/PID/stat} (proc(5)).
 *
 * @param pid the process
 * @param name its command name, as the kernel cuts it
 * @param parent its parent's pid
 * @param ticks processor time of the process and of the children it has waited for, user and
 *     system, in ticks of 10 ms
 * @param startTicks when it started, in ticks since boot: with the pid, its identity
 */
public record ProcStat(int pid, String name, int parent, long ticks, long startTicks) {
    /** Length of a tick: USER_HZ is 100 on every Linux that matters here. */
    static final Duration TICK = Duration.ofMillis(10);

    private static final int FIELD_PARENT = 1;
    private static final int FIELD_USER = 11;
    private static final int FIELD_SYSTEM = 12;
    private static final int FIELD_CHILDREN_USER = 13;
    private static final int FIELD_CHILDREN_SYSTEM = 14;
    private static final int FIELD_START = 19;

    /**
     * Reads the text of the file. The name stands in parentheses and may hold spaces and
     * parentheses itself.
     *
     * @throws IllegalArgumentException when it is not such a text
     */
    public static ProcStat parse(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 2 || close < open) {
            throw new IllegalArgumentException("not a /proc/PID/stat: " + text);
        }
        List<String> fields = List.of(text.substring(close + 1).trim().split(" +"));
        if (fields.size() <= FIELD_START) {
            throw new IllegalArgumentException("not a /proc/PID/stat: " + text);
        }
        long ticks = 0;
        for (int field :
                new int[] {FIELD_USER, FIELD_SYSTEM, FIELD_CHILDREN_USER, FIELD_CHILDREN_SYSTEM}) {
            ticks += Long.parseLong(fields.get(field));
        }
        return new ProcStat(
                Integer.parseInt(text.substring(0, open).trim()),
                text.substring(open + 1, close),
                Integer.parseInt(fields.get(FIELD_PARENT)),
                ticks,
                Long.parseLong(fields.get(FIELD_START)));
    }
}
