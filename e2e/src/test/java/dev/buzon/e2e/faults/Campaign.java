package dev.buzon.e2e.faults;

import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Many runs, several at a time, each with a seed of its own. */
final class Campaign {
    private static final int AT_A_TIME = 4;

    /** Of so many runs in one process, one is at our own post office. */
    private static final int OFFICE_EVERY = 4;

    private final Path folder;
    private final long seed;
    private final Toll toll;
    private final AtomicInteger kills = new AtomicInteger();

    /** A run of this number. */
    @FunctionalInterface
    interface Numbered {
        void run(int number, Random random, Path folder) throws Exception;
    }

    Campaign(Path folder, long seed, Toll toll) {
        this.folder = folder;
        this.seed = seed;
        this.toll = toll;
    }

    /** Lines that break. */
    void lines(int runs) throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            all(
                    "line",
                    runs,
                    (number, random, place) -> {
                        String name = name("line", number);
                        if (number % OFFICE_EVERY == 0) {
                            String person = "p%d@example.test".formatted(number);
                            new OfficeRun(name, random, toll, place, office, person).run();
                        } else {
                            new LineRun(name, random, toll, place, false).run();
                        }
                    });
        }
    }

    /** Disks that fail. */
    void disks(int runs) throws Exception {
        all(
                "disk",
                runs,
                (number, random, place) ->
                        new DiskRun(name("disk", number), random, toll, place, false).run());
    }

    /** Collectors that are killed. */
    void kills(int runs) throws Exception {
        all(
                "kill",
                runs,
                (number, random, place) -> {
                    KillRun run = new KillRun(name("kill", number), random, toll, place);
                    run.run();
                    kills.addAndGet(run.kills());
                });
    }

    /** How many kills hit a collector at work. */
    int kills() {
        return kills.get();
    }

    private String name(String kind, int number) {
        return "%s %d (-Dseed=%d -Dfaults.only=%s-%d)".formatted(kind, number, seed, kind, number);
    }

    private void all(String kind, int runs, Numbered numbered) throws Exception {
        String only = System.getProperty("faults.only", "");
        List<Future<?>> futures = new ArrayList<>();
        try (ExecutorService workers =
                Executors.newFixedThreadPool(
                        AT_A_TIME, Thread.ofPlatform().daemon().name("run-", 0).factory())) {
            for (int i = 1; i <= runs; i++) {
                int number = i;
                if (only.isEmpty() || only.equals(kind + "-" + number)) {
                    futures.add(workers.submit(() -> one(kind, number, numbered)));
                }
            }
            for (Future<?> future : futures) {
                future.get();
            }
        }
    }

    private Boolean one(String kind, int number, Numbered numbered) throws Exception {
        Path place = Files.createDirectories(folder.resolve(kind + number));
        numbered.run(number, new Random(seed * 31 + number), place);
        clear(place);
        return true;
    }

    private static void clear(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
