package dev.buzon.testing.pop3;

import java.nio.charset.StandardCharsets;

/**
 * A message in the maildrop.
 *
 * @param id its place in the order in which messages were put, from 1: stays whatever number the
 *     message has in a session
 * @param octets the message, with CRLF
 * @param uid its unique identifier
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id where at all
public record HeldMessage(int id, byte[] octets, String uid) {
    /** The message as text, an octet to a character. */
    public String text() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
