package dev.buzon.client.net;

import java.net.IDN;
import java.util.Locale;

/**
 * Where a server is: a host, as the person gave it, and a port. A name is kept in its ASCII form
 * and in lower case (RFC 5890 §2.3.2.1), an IP literal without the brackets of a URL.
 */
public record ServerAddress(String host, int port) {
    /** The longest host name (RFC 1035 §2.3.4). */
    private static final int HOST_LIMIT = 253;

    /**
     * Refuses what can be no host or no port.
     *
     * @throws IllegalArgumentException when it is none; the text may be shown
     */
    public ServerAddress {
        host = ascii(host);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + port);
        }
    }

    /** Whether the host is an IPv4 or IPv6 address and not a name. */
    public boolean isIpLiteral() {
        return HostNames.isIpLiteral(host);
    }

    /** As it stands in a URL: IPv6 in brackets. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String ascii(String host) {
        String bare =
                host.startsWith("[") && host.endsWith("]")
                        ? host.substring(1, host.length() - 1)
                        : host;
        if (HostNames.isIpLiteral(bare)) {
            return bare.toLowerCase(Locale.ROOT);
        }
        String ascii = toAscii(bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare);
        if (ascii.isEmpty() || ascii.length() > HOST_LIMIT || !ascii.matches("[a-z0-9._-]+")) {
            throw new IllegalArgumentException("not a host: " + Printable.text(host));
        }
        return ascii;
    }

    private static String toAscii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a host: " + Printable.text(host), e);
        }
    }
}
