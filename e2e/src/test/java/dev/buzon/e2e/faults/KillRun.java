package dev.buzon.e2e.faults;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.sink.Maildir;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.relay.Relay;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A collector that is killed with SIGKILL, several times, and once is not. */
final class KillRun {
    private static final int MESSAGES_MOST = 60;
    private static final int KILLS_MOST = 2;

    /** A collection takes about this long: its line is made that thin. */
    private static final int MILLIS = 700;

    private final String name;
    private final Random random;
    private final Toll toll;
    private final Path folder;
    private int kills;

    /**
     * @param folder for the Maildir and the ledger
     */
    KillRun(String name, Random random, Toll toll, Path folder) {
        this.name = name;
        this.random = random;
        this.toll = toll;
        this.folder = folder;
    }

    void run() throws Exception {
        Wish wish = random.nextInt(3) == 0 ? Wish.everythingStays() : Wish.nothingStays();
        Witness witness = new Witness(name + " killed", toll, false);
        try (MisbehavingServer server = MisbehavingServer.with().start()) {
            int octets = 0;
            for (byte[] message : new Mailbag(random).messages(5 + random.nextInt(MESSAGES_MOST))) {
                witness.given(message);
                server.put(message);
                octets += message.length;
            }
            int width = Math.max(2000, octets * 1000 / MILLIS);
            try (Relay line = Relay.to(server.port()).octetsPerSecond(width).start()) {
                for (int i = 1 + random.nextInt(KILLS_MOST); i > 0; i--) {
                    kill(line, wish);
                    witness.look("after a kill", DiskRun.stored(folder), LineRun.held(server));
                }
            }
            Watch watch = new Watch();
            new Patience(name, toll, watch)
                    .toTheEnd(
                            wish,
                            () ->
                                    LineRun.sync(
                                            server.port(),
                                            wish,
                                            LineRun.PATIENT,
                                            Maildir.at(folder.resolve("mail"), Disk.real(), watch),
                                            Ledger.in(folder.resolve("state"), Disk.real(), watch),
                                            watch));
            witness.end(DiskRun.stored(folder), LineRun.held(server), wish.deletes());
        }
        toll.run();
    }

    /** How many it took that were still at work. */
    int kills() {
        return kills;
    }

    private void kill(Relay line, Wish wish) throws Exception {
        Path log = Files.createDirectories(folder).resolve("stderr");
        Process process =
                new ProcessBuilder(command(line.port(), wish))
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try (BufferedReader out = process.inputReader()) {
            if (!"ready".equals(out.readLine())) {
                throw new IllegalStateException(name + ": " + Files.readString(log));
            }
            int millis = random.nextInt(MILLIS * 3 / 2);
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                kills++;
            }
        } finally {
            process.destroyForcibly().onExit().join(); // SIGKILL
        }
    }

    private List<String> command(int port, Wish wish) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.buzon.e2e.faults.Collect",
                Integer.toString(port),
                folder.toString(),
                wish.deletes() ? "delete" : "leave");
    }
}
