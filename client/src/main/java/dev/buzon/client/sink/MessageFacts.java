package dev.buzon.client.sink;

import java.util.Optional;

/**
 * What is known of a message before its first octet.
 *
 * @param account whose mail it is, as {@code fred@pop.example.com}
 * @param uid the server's unique identifier, if it gave one (RFC 1939 §7); opaque, and not to be
 *     used as part of a file name
 * @param octets the size the server announced; not to be relied on
 */
public record MessageFacts(String account, Optional<String> uid, long octets) {}
