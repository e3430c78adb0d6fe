package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Runs programs and reads from the kernel what each run cost: a few lines of C, compiled here. */
final class Meter {
    private static final Path COMPILER = Path.of("/usr/bin/gcc");
    private static final Duration COMPILE_LIMIT = Duration.ofSeconds(60);

    /** A process that was killed is gone within this time. */
    private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);

    private static final int LOOK_MS = 2;
    private static final int SIGKILL = 128 + 9;

    private final Path program;

    /** Compiles the measuring program into this folder. */
    Meter(Path folder) throws IOException {
        if (!Files.isExecutable(COMPILER)) {
            throw new IOException("gcc is not installed: apt-get install gcc libc6-dev");
        }
        Path source = folder.resolve("measure.c");
        program = folder.resolve("measure");
        try (var in =
                Objects.requireNonNull(Meter.class.getResourceAsStream("/rivals/measure.c"))) {
            Files.copy(in, source);
        }
        Process process =
                new ProcessBuilder(
                                COMPILER.toString(),
                                "-O2",
                                "-o",
                                program.toString(),
                                source.toString())
                        .inheritIO()
                        .start();
        try {
            if (!process.waitFor(COMPILE_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException("measure.c could not be compiled");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs a command to its end, in this home and with nothing else of the environment. */
    Reading run(List<String> command, Path home, Duration limit) throws IOException {
        return run(command, home, limit, () -> false);
    }

    /** The same, but kills it with SIGKILL as soon as this is so. */
    Reading run(List<String> command, Path home, Duration limit, BooleanSupplier killNow)
            throws IOException {
        Path result = home.resolve("measured");
        Path output = home.resolve("output.log");
        Files.deleteIfExists(result);
        List<String> all = new ArrayList<>(List.of(program.toString(), result.toString()));
        all.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(all)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("FETCHMAILHOME", home.toString());
        builder.environment().put(OurCommand.PASSWORD_VARIABLE, Errand.PASSWORD);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try {
            boolean stopped = !ended(process, limit, killNow);
            String printed = Files.readString(output, ISO_8859_1);
            if (!Files.exists(result)) {
                throw new IOException(command.getFirst() + " was not measured: " + printed);
            }
            String[] words = Files.readString(result).strip().split(" ", -1);
            return new Reading(
                    1000 * Long.parseLong(words[0]),
                    Duration.ofNanos(1000 * Long.parseLong(words[1])),
                    Duration.ofNanos(1000 * Long.parseLong(words[2])),
                    Long.parseLong(words[3]),
                    Integer.parseInt(words[4]),
                    stopped && Integer.parseInt(words[4]) == SIGKILL,
                    printed);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Waits for it; what is below the meter is killed when it is time. */
    private static boolean ended(Process process, Duration limit, BooleanSupplier killNow)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        boolean late = false;
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            late = System.nanoTime() > end;
            if (late || killNow.getAsBoolean()) {
                // Only when it is late those that it started too: they may end by themselves.
                (late ? process.descendants() : process.children())
                        .forEach(ProcessHandle::destroyForcibly);
                process.waitFor(DEATH_LIMIT.toSeconds(), TimeUnit.SECONDS);
                break;
            }
        }
        return !late;
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException(e);
    }
}
