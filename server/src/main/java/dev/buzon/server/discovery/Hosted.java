package dev.buzon.server.discovery;

import java.net.IDN;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The domains of this post office, in ASCII form, and the names under which they are asked for. */
public final class Hosted {
    /** RFC 1035 §2.3.4. */
    private static final int NAME_CHARS = 255;

    /** The labels that each convention puts before a mail domain. */
    private static final List<String> LABELS =
            List.of("autoconfig.", "autodiscover.", "ua-auto-config.");

    private final Set<String> domains = new LinkedHashSet<>();
    private final String hostname;

    /**
     * The names of one post office.
     *
     * @param domains as in the configuration
     * @param hostname the server's own name
     */
    public Hosted(List<String> domains, String hostname) {
        domains.forEach(domain -> ascii(domain).ifPresent(this.domains::add));
        this.hostname = hostname.toLowerCase(Locale.ROOT);
    }

    /** The domains in ASCII form, in the order of the configuration. */
    public List<String> domains() {
        return List.copyOf(domains);
    }

    /** Whether mail for this domain, in ASCII form, is for people here. */
    public boolean domain(String ascii) {
        return domains.contains(ascii);
    }

    /** The ASCII form of a domain in lower case; nothing for what cannot be one. */
    public static Optional<String> ascii(String domain) {
        try {
            return Optional.of(IDN.toASCII(domain).toLowerCase(Locale.ROOT))
                    .filter(name -> !name.isEmpty() && name.length() <= NAME_CHARS);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The domain that is asked about.
     *
     * @param host as in the Host header, perhaps with a port
     * @param address what the program says its address is, if it does. Only for the server's own
     *     name does it decide, where a program comes by way of the MX record
     */
    Optional<String> asked(String host, Optional<String> address) {
        String name = name(host);
        if (domains.contains(name)) {
            return Optional.of(name);
        }
        String bare =
                LABELS.stream()
                        .filter(name::startsWith)
                        .findFirst()
                        .map(label -> name.substring(label.length()))
                        .orElse(name);
        if (domains.contains(bare)) {
            return Optional.of(bare);
        }
        return bare.equals(hostname)
                ? Optional.of(address.flatMap(this::domainOf).orElse(hostname))
                : Optional.empty();
    }

    private Optional<String> domainOf(String address) {
        return ascii(address.substring(address.lastIndexOf('@') + 1)).filter(domains::contains);
    }

    private static String name(String host) {
        int colon = host.indexOf(':');
        String bare = colon < 0 ? host : host.substring(0, colon);
        String lower = bare.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
