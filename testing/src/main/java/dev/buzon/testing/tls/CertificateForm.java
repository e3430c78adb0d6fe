package dev.buzon.testing.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate is to say. The usual one is right; the others are wrong in one way each
 * (C-017, Q-041).
 *
 * @param commonName the name of the subject, which no client may go by
 * @param names the DNS names and literal addresses of the server, as alternative names
 * @param from when it begins to be valid
 * @param until when it ceases to be
 * @param selfSigned whether it signs itself, so that the authority knows nothing of it
 */
public record CertificateForm(
        String commonName, List<String> names, Instant from, Instant until, boolean selfSigned) {
    private static final Duration DAY = Duration.ofDays(1);

    /** A copy with fixed names. */
    public CertificateForm {
        names = List.copyOf(names);
    }

    /** A right one for these names. */
    public static CertificateForm of(String... names) {
        Instant now = Instant.now();
        List<String> all = List.of(names);
        String first =
                Optional.of(all)
                        .filter(some -> !some.isEmpty())
                        .map(List::getFirst)
                        .orElse("nobody");
        return new CertificateForm(
                first, all, now.minus(DAY), now.plus(DAY.multipliedBy(30)), false);
    }

    /** The same, whose time is over since yesterday. */
    public CertificateForm expired() {
        Instant now = Instant.now();
        return new CertificateForm(
                commonName, names, now.minus(DAY.multipliedBy(30)), now.minus(DAY), selfSigned);
    }

    /** The same, whose time begins tomorrow. */
    public CertificateForm notYetValid() {
        return new CertificateForm(commonName, names, Instant.now().plus(DAY), until, selfSigned);
    }

    /** The same, signed by itself. */
    public CertificateForm signedByItself() {
        return new CertificateForm(commonName, names, from, until, true);
    }

    /** The same, whose subject has this name and which has no alternative names. */
    public CertificateForm commonNameOnly(String name) {
        return new CertificateForm(name, List.of(), from, until, selfSigned);
    }
}
