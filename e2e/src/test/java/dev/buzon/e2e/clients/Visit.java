package dev.buzon.e2e.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of a collecting program.
 *
 * @param house where it goes
 * @param door through which door
 * @param user whose mail
 * @param home its own folder, the same on every visit: here it may remember things
 * @param out an empty folder in which it leaves each message as a file of its own
 * @param delete whether it deletes what it has collected
 */
record Visit(House house, Door door, String user, Path home, Path out, boolean delete) {
    /** The port to go to. */
    String port() {
        return Integer.toString(house.port(door.port()));
    }

    /** Whether TLS is wanted, in one way or the other. */
    boolean tls() {
        return door != Door.POP3;
    }

    /** Writes a file of the client's configuration, that nobody else may read. */
    Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    /**
     * A script that a delivery agent may be: it writes its standard input to a new file in the
     * folder named by its argument.
     *
     * @param afterwards what else the script does
     */
    Path deliveryAgent(String afterwards) throws IOException {
        return write("deliver.sh", "cat > \"$(mktemp \"$1/XXXXXXXXXX\")\"\n" + afterwards + "\n");
    }

    /** What it has left. */
    List<byte[]> collected() throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                messages.add(Files.readAllBytes(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return messages;
    }
}
