package dev.buzon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What the kernel knows of this process; nothing where there is no /proc. */
final class ThisProcess {
    /** USER_HZ of Linux on all machines that Java runs on. */
    private static final long MILLIS_PER_TICK = 10;

    /** Where the start time stands in /proc/self/stat behind the name (proc_pid_stat(5)). */
    private static final int START_TIME = 19;

    private ThisProcess() {}

    /**
     * How long ago it was started: with ./buzon, which becomes the JVM, the script's own time
     * included, but not what it took to build.
     */
    static Optional<Duration> age() {
        Long began = Long.getLong("buzon.began");
        if (began != null) {
            return Optional.of(Duration.ofMillis(System.currentTimeMillis() - began));
        }
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long startMillis = Long.parseLong(fields[START_TIME]) * MILLIS_PER_TICK;
            String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0];
            long upMillis = Math.round(Double.parseDouble(uptime) * 1000);
            return Optional.of(Duration.ofMillis(upMillis - startMillis));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The memory that is resident now, in octets. */
    static Optional<Long> residentOctets() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
