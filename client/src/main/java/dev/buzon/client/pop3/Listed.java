package dev.buzon.client.pop3;

import java.util.Optional;

/**
 * One message of a session's list.
 *
 * @param number its number, from 1, good for this session only (RFC 1939 §5)
 * @param octets its size as the server says, which may be wrong
 * @param uid its unique identifier, one character an octet, opaque: it may hold anything, so it
 *     goes through {@link dev.buzon.client.net.Printable} before it is shown and is never a file
 *     name. Empty when the server has none for it
 */
public record Listed(int number, long octets, Optional<String> uid) {}
