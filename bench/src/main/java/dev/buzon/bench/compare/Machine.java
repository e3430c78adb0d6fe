package dev.buzon.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** What a measurement must say about where it was made. */
final class Machine {
    private Machine() {}

    /** Date, processor, memory, kernel, Java, and how busy the machine is with other things. */
    static List<String> facts() {
        return List.of(
                LocalDate.now(ZoneOffset.UTC)
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores of "
                        + value("/proc/cpuinfo", "model name")
                        + ", memory "
                        + value("/proc/meminfo", "MemTotal")
                        + ", Linux "
                        + System.getProperty("os.version")
                        + ", load at the start "
                        + first("/proc/loadavg"),
                "generator: Java " + Runtime.version() + ", on the same machine over loopback");
    }

    private static String value(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }

    private static String first(String file) {
        try {
            return Files.readString(Path.of(file)).split(" ", 2)[0];
        } catch (IOException _) {
            return "unknown";
        }
    }
}
