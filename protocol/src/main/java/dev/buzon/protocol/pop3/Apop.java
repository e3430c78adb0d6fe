package dev.buzon.protocol.pop3;

import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The digest of APOP (RFC 1939 §7), for those who must: MD5 proves little, and the server has to
 * keep the secret itself.
 */
public final class Apop {
    private static final Pattern TIMESTAMP = Pattern.compile("<[!-;=?A-~]+@[!-;=?A-~]+>");

    private Apop() {}

    /**
     * Whether this is a timestamp as a message id is one; anything else may be an attack on the
     * client (RFC 1939 §7).
     */
    public static boolean isTimestamp(String text) {
        return TIMESTAMP.matcher(text).matches();
    }

    /**
     * The MD5 of the timestamp, angle brackets included, and the secret: 32 lower-case hex digits.
     */
    public static String digest(String timestamp, Secret secret) {
        byte[] octets = secret.octets();
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(timestamp.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(md5.digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
