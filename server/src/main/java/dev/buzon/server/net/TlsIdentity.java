package dev.buzon.server.net;

import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A private key and the certificates that say whose it is.
 *
 * @param key the private key
 * @param chain the server's own certificate first, then those that signed it
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    private static final int SAN_DNS = 2;

    /**
     * Checks that key and certificate belong together.
     *
     * @throws GeneralSecurityException if they do not, or the chain is empty
     */
    public static TlsIdentity of(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException {
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate");
        }
        if (!belong(key, chain.getFirst().getPublicKey())) {
            throw new GeneralSecurityException("the key does not belong to the certificate");
        }
        return new TlsIdentity(key, List.copyOf(chain));
    }

    private static boolean belong(PrivateKey key, PublicKey certified)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    case "RSASSA-PSS" -> "RSASSA-PSS";
                    default -> "EdDSA";
                };
        if (algorithm.equals("RSASSA-PSS") || !sameKind(key, certified)) {
            return sameKind(key, certified);
        }
        byte[] sample = {1, 9, 3, 9};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(sample);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certified);
        verifier.update(sample);
        return verifier.verify(signature);
    }

    private static boolean sameKind(PrivateKey key, PublicKey certified) {
        return key.getAlgorithm().equals(certified.getAlgorithm());
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** When it stops being valid. */
    public Instant expires() {
        return certificate().getNotAfter().toInstant();
    }

    /** The DNS names it is for, wildcards as they are written, in lower case. */
    public List<String> names() {
        try {
            Collection<List<?>> names = certificate().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(SAN_DNS))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Whether it is for this host, a wildcard standing for one whole label (RFC 9525 §6.3). */
    public boolean covers(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        String wildcard = dot > 0 ? "*" + lower.substring(dot) : lower;
        return names().stream().anyMatch(name -> name.equals(lower) || name.equals(wildcard));
    }

    /**
     * The octets of an IP address written as text, never asking DNS; empty array for a host name.
     */
    static byte[] literalAddress(String name) {
        try {
            return InetAddress.ofLiteral(name).getAddress();
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
