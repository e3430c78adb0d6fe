package dev.buzon.client.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a certificate names a host (RFC 9525 §6, C-017): a DNS-ID for a name, an IP-ID for an
 * address, both from the subjectAltName; never the common name. A wildcard is the whole left-most
 * label and stands for exactly one label.
 */
public final class HostNames {
    /** The kinds of names in a subjectAltName (RFC 5280 §4.2.1.6). */
    private static final int DNS_NAME = 2;

    private static final int IP_ADDRESS = 7;

    /** More names than these are not read: no honest certificate has them. */
    private static final int NAMES_LIMIT = 1_000;

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    private HostNames() {}

    /** Whether this text is an address and not a name. */
    public static boolean isIpLiteral(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    }

    /** Whether the certificate is for this host, a name in ASCII form or an IP literal. */
    public static boolean matches(X509Certificate certificate, String host) {
        if (isIpLiteral(host)) {
            return alternatives(certificate, IP_ADDRESS).stream().anyMatch(ip -> sameIp(ip, host));
        }
        return alternatives(certificate, DNS_NAME).stream().anyMatch(name -> covers(name, host));
    }

    /** The names and addresses in the certificate, or its subject when it has none; printable. */
    public static List<String> of(X509Certificate certificate) {
        List<String> names = new ArrayList<>(alternatives(certificate, DNS_NAME));
        names.addAll(alternatives(certificate, IP_ADDRESS));
        if (names.isEmpty()) {
            names.add(certificate.getSubjectX500Principal().getName() + " (no host name)");
        }
        return names.stream().limit(20).map(name -> Printable.text(name, 260)).toList();
    }

    /** Whether a DNS-ID, which may have a wildcard, covers a name. */
    static boolean covers(String pattern, String host) {
        String[] asked = host.toLowerCase(Locale.ROOT).split("\\.", -1);
        String[] named = pattern.toLowerCase(Locale.ROOT).split("\\.", -1);
        if (asked.length != named.length || !Arrays.stream(asked).allMatch(HostNames::isLabel)) {
            return false;
        }
        boolean wildcard = named[0].equals("*");
        if (wildcard && named.length < 3) {
            return false; // "*.com" would be everybody
        }
        for (int i = wildcard ? 1 : 0; i < named.length; i++) {
            if (!isLabel(named[i]) || !named[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    private static boolean sameIp(String named, String host) {
        try { // both are literals: nothing is looked up
            return isIpLiteral(named)
                    && InetAddress.getByName(named).equals(InetAddress.getByName(host));
        } catch (UnknownHostException _) {
            return false;
        }
    }

    private static List<String> alternatives(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all == null) {
                return List.of();
            }
            return all.stream()
                    .limit(NAMES_LIMIT)
                    .filter(entry -> entry.get(0).equals(kind))
                    .map(entry -> String.valueOf(entry.get(1)))
                    .toList();
        } catch (CertificateParsingException _) {
            return List.of(); // what cannot be read names nobody
        }
    }
}
