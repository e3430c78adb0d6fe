package dev.buzon.e2e.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.protocol.Secret;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.store.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** {@code buzon serve} in a process of its own, on free ports. */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_MS = 5;

    /** A whole post office is in this folder: configuration, data and log. */
    record Place(Path folder) {
        Path config() {
            return folder.resolve("buzon.toml");
        }

        Path data() {
            return folder.resolve("data");
        }

        Path log() {
            return folder.resolve("server.log");
        }
    }

    private final Process process;
    private final Place place;
    private final long begun = System.nanoTime();
    private final Map<String, Integer> ports = new HashMap<>();
    private Duration startup = Duration.ZERO;

    private ServerProcess(Process process, Place place) {
        this.process = process;
        this.place = place;
    }

    /** The configuration of these tests, with these lines (whole sections) behind it. */
    static String configuration(String more) {
        return """
        domains = ["example.test"]
        [listen]
        pop3 = "127.0.0.1:0"
        lmtp = "127.0.0.1:0"
        pop3s = "off"
        smtp = "off"
        submission = "off"
        submissions = "off"
        [tls]
        self-signed = false
        [auth]
        password-scheme = "ssha256"
        """
                + more;
    }

    /** Makes a post office with these people in it. */
    static Place found(Path folder, String more, String... people) throws Exception {
        Place place = new Place(Files.createDirectories(folder));
        Files.writeString(place.config(), configuration(more));
        Config config = Config.load(place.config());
        Surroundings real = Surroundings.real();
        try (var store = Wiring.openStore(config, place.data(), real)) {
            var desk = Wiring.administration(config, store, real);
            for (String person : people) {
                var answer =
                        desk.carryOut(
                                new AdminRequest.Add(
                                        Address.of(person + "@example.test"),
                                        Secret.of(Talk.PASSWORD.getBytes(UTF_8)),
                                        OptionalLong.of(0)));
                if (!(answer instanceof AdminAnswer.Done)) {
                    throw new AssertionError(answer);
                }
            }
        }
        return place;
    }

    /** Starts it and does not wait. */
    static ServerProcess launch(Place place, List<String> before, String... options)
            throws IOException {
        Files.deleteIfExists(place.data().resolve("ports")); // a killed one leaves it
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("dev.buzon.cli.Buzon", "serve"));
        command.addAll(
                List.of("--config", place.config().toString(), "--data", place.data().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()));
        builder.environment().put("LC_ALL", "C");
        return new ServerProcess(builder.start(), place);
    }

    /** Starts it and waits until it listens. */
    static ServerProcess start(Place place, String... options) throws Exception {
        return launch(place, List.of(), options).ready();
    }

    /** Waits until it listens. */
    ServerProcess ready() throws IOException, InterruptedException {
        Path file = place.data().resolve("ports");
        while (!Files.exists(file)) {
            boolean late = System.nanoTime() - begun > PATIENCE.toNanos();
            if (process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS) || late) {
                process.destroyForcibly();
                throw new AssertionError("the server did not start:\n" + logged());
            }
        }
        startup = Duration.ofNanos(System.nanoTime() - begun);
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ", -1);
            if (words.length == 3) {
                ports.put(words[0], Integer.valueOf(words[2]));
            }
        }
        return this;
    }

    /** How long it took from the start of the process to its ports. */
    Duration startup() {
        return startup;
    }

    Talk pop3(String user) throws IOException {
        return Talk.pop3(ports.getOrDefault("pop3", 0), user);
    }

    Talk lmtp() throws IOException {
        return Talk.lmtp(ports.getOrDefault("lmtp", 0));
    }

    /** Lets time pass; says whether it has ended by itself meanwhile. */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** SIGKILL. */
    void kill() {
        close();
    }

    /** SIGTERM, not waiting. */
    void tell() {
        process.toHandle().destroy();
    }

    /** SIGTERM; its exit code. */
    int stop() throws InterruptedException {
        tell();
        return exit();
    }

    /** Its exit code, once it has ended. */
    int exit() throws InterruptedException {
        if (!endsWithin(PATIENCE.toMillis())) {
            kill();
            throw new AssertionError("it did not stop when it was told to");
        }
        return process.exitValue();
    }

    /** The most memory it has had, in KiB (proc(5), VmHWM). */
    long mostMemoryKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** What it and those before it in this place have logged. */
    String logged() throws IOException {
        return Files.readString(place.log());
    }

    /** Ends it, however the test ended. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
