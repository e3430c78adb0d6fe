package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What a program is asked to do: to collect everything that is new into a Maildir.
 *
 * @param port where it connects to, on this machine, every time
 * @param trust with TLS from the first octet, believing this; empty for none
 * @param user whose mail
 * @param home its own folder: here it may remember things
 * @param delete whether it deletes on the server what it has collected
 */
record Errand(int port, Trusted trust, String user, Path home, boolean delete) {
    /** Everybody's. */
    static final String PASSWORD = "secreto";

    /** The key store's: it holds no secret, but Java opens none without. */
    static final String STORE_PASSWORD = "changeit";

    /** The name under which clients look for the server: it stands in its certificate. */
    static final String HOST = "localhost";

    /**
     * What a client has to believe, or nothing.
     *
     * @param tls whether there is TLS at all
     * @param pem the certificate
     * @param keyStore the same for Java
     */
    record Trusted(boolean tls, Path pem, Path keyStore) {
        /** No TLS. */
        static Trusted nothing() {
            return new Trusted(false, Path.of("none"), Path.of("none"));
        }
    }

    boolean tls() {
        return trust.tls();
    }

    /** The same without TLS. */
    Errand inClear() {
        return new Errand(port, Trusted.nothing(), user, home, delete);
    }

    /** Where the messages go. */
    Path maildir() {
        return home.resolve("Maildir");
    }

    /** Makes the folders that a Maildir has. */
    Errand prepare() throws IOException {
        for (String part : List.of("cur", "new", "tmp")) {
            Files.createDirectories(maildir().resolve(part));
        }
        return this;
    }

    /** Writes a file of the program's configuration, that nobody else may read. */
    Path write(String name, String text) throws IOException {
        Path file = home.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }
}
