package dev.buzon.client.discovery.name;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/**
 * Whose a host name is, by the list of public suffixes: {@code pop.example.co.uk} belongs to {@code
 * example.co.uk}. Nobody may be asked who stands above that: this is how passwords for whole
 * countries once went to {@code autodiscover.} and a public suffix.
 */
public final class Domains {
    private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");

    private Domains() {}

    /** Read once, when the first name is asked about: the list is long. */
    private static final class Suffixes {
        static final PublicSuffixMatcher LIST = PublicSuffixMatcherLoader.getDefault();
    }

    /**
     * The domain somebody registered that this host is in; empty for a public suffix, a single
     * label and an address.
     *
     * @param host in ASCII form
     */
    public static Optional<String> registrable(String host) {
        if (isNumeric(host) || host.isEmpty()) {
            return Optional.empty();
        }
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return Optional.ofNullable(Suffixes.LIST.getDomainRoot(bare.toLowerCase(Locale.ROOT)));
    }

    /** Whether both hosts are in a domain that one owner registered. */
    public static boolean sameOwner(String one, String other) {
        Optional<String> owner = registrable(one);
        return owner.isPresent() && owner.equals(registrable(other));
    }

    /**
     * What an owner is called when no registered domain is known: the domain, or the host itself.
     */
    public static String owner(String host) {
        return registrable(host).orElse(host);
    }

    /**
     * The domains above a host in which its owner may keep a configuration: the host without its
     * first label, and the registered domain; never anything above it.
     */
    public static List<String> parentsWithinOwner(String host) {
        Optional<String> owner = registrable(host);
        int dot = host.indexOf('.');
        if (owner.isEmpty() || dot < 0 || host.equals(owner.get())) {
            return owner.map(List::of).orElse(List.of());
        }
        String shorter = host.substring(dot + 1);
        return shorter.equals(owner.get()) ? List.of(shorter) : List.of(shorter, owner.get());
    }

    /**
     * Whether some program would read this host as an IP address: a literal, {@code 0177.1}, {@code
     * 2130706433}, {@code 0x7f.1}. A name never ends in such a label.
     */
    public static boolean isNumeric(String host) {
        if (host.contains(":")) {
            return true;
        }
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = bare.substring(bare.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return NUMBER.matcher(last).matches();
    }
}
