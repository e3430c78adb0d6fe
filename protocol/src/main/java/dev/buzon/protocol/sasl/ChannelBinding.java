package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;

/**
 * What ties an exchange to the TLS connection under it (RFC 5802 §6), so that a man in the middle
 * cannot pass it on. Good for one exchange per connection (RFC 9266 §4.1).
 *
 * @param type the registered name of the kind, such as {@code tls-exporter}
 * @param data what both ends of the connection, and nobody else, can compute
 */
public record ChannelBinding(String type, Secret data) {
    /** The type for TLS 1.3, and for TLS 1.2 with extended master secret (RFC 9266 §2). */
    public static final String TLS_EXPORTER = "tls-exporter";

    /** The label under which TLS exports the data (RFC 9266 §2); the context has length zero. */
    public static final String TLS_EXPORTER_LABEL = "EXPORTER-Channel-Binding";

    /** How many octets TLS exports for it (RFC 9266 §2). */
    public static final int TLS_EXPORTER_OCTETS = 32;

    /** A binding of type {@code tls-exporter} with the data that TLS exported. */
    public static ChannelBinding tlsExporter(Secret data) {
        return new ChannelBinding(TLS_EXPORTER, data);
    }
}
