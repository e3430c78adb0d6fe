package dev.buzon.server.discovery;

import dev.buzon.store.Octets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * The document of draft-ietf-mailmaint-pacc-02, and the digest that the DNS has of it. A host in it
 * means TLS on the standard port, so other ports cannot be told. Its octets follow from the
 * configuration alone and change only when that does.
 */
public final class Pacc {
    private static final int POP3S = 995;
    private static final int SUBMISSIONS = 465;

    private Pacc() {}

    /**
     * The document; nothing unless POP3 and submission are both inside TLS on their standard ports.
     */
    public static Optional<Octets> document(Offers offers, String domain) {
        Optional<String> pop3 = standard(offers.pop3s(), POP3S);
        Optional<String> smtp = standard(offers.submissions(), SUBMISSIONS);
        if (pop3.isEmpty() || smtp.isEmpty()) {
            return Optional.empty();
        }
        String name = Markup.json(offers.displayName().orElse(domain));
        String json =
                "{\"protocols\":{\"pop3\":{\"host\":%s},\"smtp\":{\"host\":%s}},"
                                .formatted(Markup.json(pop3.get()), Markup.json(smtp.get()))
                        + "\"authentication\":{\"password\":true},"
                        + "\"info\":{\"provider\":{\"name\":%s,\"shortName\":%s}}}\n"
                                .formatted(name, name);
        return Optional.of(Octets.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> standard(Optional<Access> access, int port) {
        return access.filter(one -> one.port() == port).map(Access::host);
    }

    /** The text of the TXT record at {@code _ua-auto-config} for these octets. */
    public static String digest(Octets document) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(document.toArray());
            return "v=UAAC1; a=sha256; d=" + Base64.getEncoder().encodeToString(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
