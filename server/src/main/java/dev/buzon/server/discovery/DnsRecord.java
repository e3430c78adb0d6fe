package dev.buzon.server.discovery;

/**
 * One record for the DNS.
 *
 * @param name the owner, absolute, with its final dot
 * @param type MX, SRV, CNAME or TXT
 * @param data as in a zone file
 */
public record DnsRecord(String name, String type, String data) {
    /** How long others may keep one: an hour. */
    public static final int TTL_SECONDS = 3600;

    /** As a line of a zone file (RFC 1035 §5.1). */
    public String line() {
        return "%-44s %d IN %-5s %s".formatted(name, TTL_SECONDS, type, data);
    }
}
