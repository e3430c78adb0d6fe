package dev.buzon.cli;

import dev.buzon.server.PostOffice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The file {@code ports} in the data folder, from which scripts learn where a server that was given
 * port 0 really listens: a line per listener, {@code NAME HOST PORT} or {@code NAME PATH}. It is
 * there, whole, when the server is ready, and goes when it stops.
 */
final class PortsFile {
    static final String NAME = "ports";

    private PortsFile() {}

    /** Writes it; a reader never sees half of it. */
    static void write(Path data, List<PostOffice.Offered> listeners) throws IOException {
        Path draft = data.resolve(NAME + ".new");
        Files.writeString(
                draft,
                listeners.stream()
                        .map(one -> one.name() + " " + words(one.address()) + "\n")
                        .collect(Collectors.joining()));
        Files.move(
                draft,
                data.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The TCP port of a service in it; nothing when no server runs there, or it has none. */
    static OptionalInt port(Path data, String name) {
        try (Stream<String> lines = Files.lines(data.resolve(NAME))) {
            return lines.map(line -> line.split(" "))
                    .filter(words -> words.length == 3 && words[0].equals(name))
                    .mapToInt(words -> Integer.parseInt(words[2]))
                    .findFirst();
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** Removes it. */
    static void remove(Path data) {
        try {
            Files.deleteIfExists(data.resolve(NAME));
        } catch (IOException e) {
            // The next start replaces it.
        }
    }

    /** Host and port, or the path. */
    static String words(SocketAddress address) {
        return switch (address) {
            case InetSocketAddress tcp -> tcp.getAddress().getHostAddress() + " " + tcp.getPort();
            case UnixDomainSocketAddress unix -> unix.getPath().toString();
            default -> address.toString();
        };
    }
}
