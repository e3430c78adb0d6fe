package dev.buzon.bench.proc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A server's processes: those named by pid, and all their descendants by the chain of parents. A
 * process once seen is kept although its parent dies. A child that lived and died between two looks
 * is counted in the time of the parent that waited for it; one whose parent ignores SIGCHLD is
 * lost, as the kernel tells nobody.
 */
public final class ProcessTree {
    private final Path proc;
    private final Set<Integer> roots;
    private final Map<Integer, Long> members = new HashMap<>();

    /** The processes {@code roots} and their descendants. */
    public ProcessTree(List<Integer> roots) {
        this(Path.of("/proc"), roots);
    }

    ProcessTree(Path proc, List<Integer> roots) {
        this.proc = proc;
        this.roots = Set.copyOf(roots);
    }

    /** Whether there is nothing to look at. */
    public boolean isEmpty() {
        return roots.isEmpty();
    }

    /** Processor time used until now by all of them, user and system. */
    public synchronized Duration cpu() throws IOException {
        long ticks = 0;
        for (ProcStat process : look()) {
            ticks += process.ticks();
        }
        return ProcStat.TICK.multipliedBy(ticks);
    }

    /**
     * Memory used now: the sum of PSS, or of RSS when the kernel does not show PSS of one of them.
     */
    public synchronized Memory memory() throws IOException {
        long pss = 0;
        long rss = 0;
        boolean proportional = true;
        List<ProcStat> processes = look();
        for (ProcStat process : processes) {
            Path folder = proc.resolve(Integer.toString(process.pid()));
            Optional<Long> shared = kibibytes(folder.resolve("smaps_rollup"), "Pss:");
            proportional &= shared.isPresent();
            pss += shared.orElse(0L);
            rss += kibibytes(folder.resolve("status"), "VmRSS:").orElse(0L);
        }
        return new Memory(1024 * (proportional ? pss : rss), proportional, processes.size());
    }

    /** All members alive now. */
    private List<ProcStat> look() throws IOException {
        Map<Integer, ProcStat> all = all();
        Map<Integer, Long> before = Map.copyOf(members);
        members.clear();
        List<ProcStat> alive = new ArrayList<>();
        for (ProcStat process : all.values()) {
            boolean seen = before.getOrDefault(process.pid(), -1L) == process.startTicks();
            if (seen || descends(process, all, before)) {
                members.put(process.pid(), process.startTicks());
                alive.add(process);
            }
        }
        return alive;
    }

    private boolean descends(
            ProcStat process, Map<Integer, ProcStat> all, Map<Integer, Long> before) {
        Set<Integer> passed = new HashSet<>();
        ProcStat ancestor = process;
        while (ancestor != null && passed.add(ancestor.pid())) {
            if (roots.contains(ancestor.pid())
                    || before.getOrDefault(ancestor.pid(), -1L) == ancestor.startTicks()) {
                return true;
            }
            ancestor = all.get(ancestor.parent());
        }
        return false;
    }

    private Map<Integer, ProcStat> all() throws IOException {
        Map<Integer, ProcStat> all = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path folder : folders) {
                Optional<String> text = text(folder.resolve("stat"));
                if (text.isPresent()) {
                    ProcStat process = ProcStat.parse(text.get());
                    all.put(process.pid(), process);
                }
            }
        }
        return all;
    }

    /** The number of kB in the line of {@code file} that begins with {@code label}. */
    private static Optional<Long> kibibytes(Path file, String label) {
        return text(file)
                .flatMap(text -> text.lines().filter(line -> line.startsWith(label)).findFirst())
                .map(line ->
                        Long.parseLong(line.substring(label.length()).replace("kB", "").trim()));
    }

    /** The text of a file of {@code /proc}, or nothing when the process has gone or hides it. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .filter(text -> !text.isBlank());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
