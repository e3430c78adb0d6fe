package dev.buzon.client.pop3;

/**
 * What STAT says of a maildrop (RFC 1939 §5).
 *
 * @param count how many messages, those marked as deleted not counted
 * @param octets their size all together, as the server says
 */
public record Drop(int count, long octets) {}
