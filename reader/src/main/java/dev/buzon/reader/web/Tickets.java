package dev.buzon.reader.web;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes tickets into addresses of the second listener, and reads them back. */
public final class Tickets {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_OCTETS = 16;

    /** The longest that is read: part ids are short, and wishes too. */
    private static final int CHARACTERS = 2_048;

    private final String origin;
    private final SecretKeySpec key;

    /** Tickets of this run for what stands at this origin. */
    Tickets(String origin) {
        byte[] octets = new byte[32];
        new SecureRandom().nextBytes(octets);
        this.origin = origin;
        this.key = new SecretKeySpec(octets, ALGORITHM);
    }

    /** Where tickets are honoured: {@code http://127.0.0.1:PORT}. */
    public String origin() {
        return origin;
    }

    /**
     * The address of what a ticket is for.
     *
     * @param name what a file is called that is saved from there
     */
    public String address(Ticket ticket, String name) {
        byte[] text = ticket.text().getBytes(StandardCharsets.UTF_8);
        byte[] sealed =
                ByteBuffer.allocate(MAC_OCTETS + text.length).put(mac(text)).put(text).array();
        String shown = name.replaceAll("[\\p{Cntrl}/\\\\]", "_");
        return origin
                + "/c/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed)
                + "/"
                + URLEncoder.encode(
                                shown.isEmpty() || shown.startsWith(".") ? "_" + shown : shown,
                                StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }

    /** What a ticket says, if it is one of ours. */
    Optional<Ticket> read(String word) {
        try {
            byte[] sealed =
                    word.length() > CHARACTERS ? new byte[0] : Base64.getUrlDecoder().decode(word);
            if (sealed.length <= MAC_OCTETS) {
                return Optional.empty();
            }
            byte[] text = Arrays.copyOfRange(sealed, MAC_OCTETS, sealed.length);
            boolean ours = MessageDigest.isEqual(mac(text), Arrays.copyOf(sealed, MAC_OCTETS));
            return ours
                    ? Optional.of(Ticket.of(new String(text, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) { // no base64
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(text), MAC_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
