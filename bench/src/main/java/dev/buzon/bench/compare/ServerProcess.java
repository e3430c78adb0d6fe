package dev.buzon.bench.compare;

import dev.buzon.bench.proc.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server's process and what it starts, from its start to its end, which also comes when this
 * program is interrupted.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private static final Duration STOP_MAX = Duration.ofSeconds(20);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int LOG_SHOWN_OCTETS = 2000;

    private final String name;
    private final Process process;
    private final Path log;
    private final List<String> command;
    private final List<Integer> ports;
    private final Thread onInterrupt = new Thread(this::stop, "bench-stop");

    private ServerProcess(
            String name, List<String> command, Path log, List<Integer> ports, Process process) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.command = command;
        this.ports = ports;
    }

    /**
     * Starts {@code command}, its output going to {@code log}, and waits until all {@code ports} of
     * loopback take connections.
     */
    static ServerProcess start(String name, List<String> command, Path log, List<Integer> ports)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .start();
        ServerProcess server = new ServerProcess(name, command, log, ports, process);
        Runtime.getRuntime().addShutdownHook(server.onInterrupt);
        try {
            long until = System.nanoTime() + START_MAX.toNanos();
            for (int port : ports) {
                server.waitFor(port, until);
            }
            return server;
        } catch (IOException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private void waitFor(int port, long until) throws IOException, InterruptedException {
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IOException(
                        name
                                + " does not take connections on port "
                                + port
                                + "; it says: "
                                + logTail());
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private String logTail() throws IOException {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.substring(Math.max(0, text.length() - LOG_SHOWN_OCTETS));
    }

    /** Ends the server and starts it anew. */
    ServerProcess again() throws IOException, InterruptedException {
        close();
        return start(name, command, log, ports);
    }

    int pid() {
        return Math.toIntExact(process.pid());
    }

    ProcessTree tree() {
        return new ProcessTree(List.of(pid()));
    }

    /** Ends the server and all it has started: politely, then not. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException _) {
            // The program is ending: the hook runs, or has run, and finds nothing left to stop.
            return;
        }
    }

    private synchronized void stop() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ports of loopback that are free now: {@code count} different ones. */
    static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int at = 0; at < count; at++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /**
     * Runs a command to its end and returns its output, standard error included; a failure or more
     * than {@code atMost} is an exception.
     */
    static String output(List<String> command, Duration atMost)
            throws IOException, InterruptedException {
        Path to = Files.createTempFile("bench", ".out");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(to.toFile())
                            .start();
            process.getOutputStream().close();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " took longer than " + atMost);
            }
            String text = Files.readString(to);
            if (process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + text);
            }
            return text.strip();
        } finally {
            Files.deleteIfExists(to);
        }
    }
}
