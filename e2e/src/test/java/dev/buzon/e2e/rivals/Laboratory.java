package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Errand.Trusted;
import dev.buzon.testing.relay.Relay;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Sends programs over a line to a server, in homes that are removed in the end. */
final class Laboratory implements AutoCloseable {
    /** Below those that connections get by themselves (ip(7), ip_local_port_range). */
    private static final int FIRST_PORT = 15_000;

    private static final int FIRST_PORTS = 10_000;
    private static final int LAST_PORT = 32_000;

    private final Path folder = Files.createTempDirectory("buzon-rivals-");
    private final Meter meter;
    private int homes;
    private int nextPort = FIRST_PORT + new Random().nextInt(FIRST_PORTS);

    Laboratory() throws IOException {
        // One of the programs runs as somebody else.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        meter = new Meter(folder);
    }

    /** Where things may be left. */
    Path folder() {
        return folder;
    }

    /**
     * A line.
     *
     * @param roundTrip how long it is
     * @param octetsPerSecond how wide it is; 0 is as wide as can be
     * @param cut where the first connection is cut, if it is
     */
    record Way(Duration roundTrip, long octetsPerSecond, Optional<Cut> cut) {
        /** Only this machine's loopback. */
        static Way loopback() {
            return new Way(Duration.ZERO, 0, Optional.empty());
        }

        /** A line that is so long. */
        static Way of(Duration roundTrip) {
            return new Way(roundTrip, 0, Optional.empty());
        }

        /** Loopback, cut here. */
        static Way cut(Cut where) {
            return new Way(Duration.ZERO, 0, Optional.of(where));
        }

        /** Loopback, but so thin. */
        static Way thin(long octetsPerSecond) {
            return new Way(Duration.ZERO, octetsPerSecond, Optional.empty());
        }
    }

    /** An errand in a new home. */
    Errand errand(Server server, String user, boolean tls, boolean delete) throws IOException {
        Path home = Files.createDirectory(folder.resolve("home" + ++homes));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Trusted trust = tls ? server.trusted() : Trusted.nothing();
        return new Errand(freePort(), trust, user, home, delete).prepare();
    }

    /**
     * A port that stays free between visits, because the system gives it to nobody by itself: some
     * programs remember what they have by the port.
     */
    private int freePort() throws IOException {
        while (nextPort < LAST_PORT) {
            try (var socket = new ServerSocket(nextPort++, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException _) {
                // Somebody has it.
            }
        }
        throw new IOException("no port is free");
    }

    /** Lets a program go its way once. */
    Trial visit(Rival rival, Server server, Errand errand, Way way, Duration limit)
            throws IOException {
        return visit(rival, server, errand, way, limit, _ -> false);
    }

    /** The same, but kills it as soon as so many octets have come, or whatever else is asked. */
    Trial visit(
            Rival rival,
            Server server,
            Errand errand,
            Way way,
            Duration limit,
            Predicate<Tap> killNow)
            throws IOException {
        InetSocketAddress address = server.address(errand.tls());
        if (way.roundTrip().isZero() && way.octetsPerSecond() == 0) {
            return measured(rival, errand, address, way.cut(), limit, killNow);
        }
        try (Relay relay =
                Relay.to(address)
                        .roundTrip(way.roundTrip())
                        .octetsPerSecond(way.octetsPerSecond())
                        .start()) {
            var far = new InetSocketAddress(InetAddress.getLoopbackAddress(), relay.port());
            return measured(rival, errand, far, way.cut(), limit, killNow);
        }
    }

    private Trial measured(
            Rival rival,
            Errand errand,
            InetSocketAddress server,
            Optional<Cut> cut,
            Duration limit,
            Predicate<Tap> killNow)
            throws IOException {
        try (Tap tap = new Tap(errand.port(), server, cut)) {
            Reading reading =
                    meter.run(rival.command(errand), errand.home(), limit, () -> killNow.test(tap));
            return new Trial(
                    reading,
                    tap.turns(),
                    tap.connections(),
                    Duration.ofNanos(Math.max(0, tap.connectedNanos() - reading.begunNanos())),
                    Duration.ofNanos(tap.lastNanos() - tap.connectedNanos()));
        }
    }

    /** The same, on the way of a usual day: whatever is not a good end is an error. */
    Trial good(Rival rival, Server server, Errand errand, Way way, Duration limit)
            throws IOException {
        Trial trial = visit(rival, server, errand, way, limit);
        Reading reading = trial.reading();
        if (reading.stopped() || !rival.endsWell(reading.exit())) {
            throw new IOException(rival.name() + " did not do it: " + reading.told());
        }
        return trial;
    }

    /** Removes a home that is not needed any more. */
    static void forget(Errand errand) throws IOException {
        remove(errand.home());
    }

    private static void remove(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        remove(folder);
    }
}
