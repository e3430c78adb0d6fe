package dev.buzon.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A message in a maildrop.
 *
 * @param uidl what clients know it by
 * @param arrived when it was delivered, by the clock of the post office
 * @param octets the message as RETR gives it, dots not doubled
 */
@SuppressWarnings("ArrayRecordComponent") // looked at by tests, never compared
public record StoredMessage(String uidl, Instant arrived, byte[] octets) {
    /** The message as text, read as UTF-8. */
    public String text() {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
