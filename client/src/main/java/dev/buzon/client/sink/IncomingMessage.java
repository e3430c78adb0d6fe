package dev.buzon.client.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A message that is handed to a program; good until the program returns.
 *
 * @param account whose mail it is, as {@code fred@pop.example.com}
 * @param uid the server's identifier, opaque, or empty when it has none
 * @param octets how long it is
 * @param sha256 of its octets, in hexadecimal digits: with the account and the uid it tells a
 *     message that comes a second time
 * @param again whether it may have been handed over before: everything stopped while it was
 * @param file where its octets are, as the server sent them; goes away afterwards
 */
public record IncomingMessage(
        String account, String uid, long octets, String sha256, boolean again, Path file) {
    /** Its octets. */
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
