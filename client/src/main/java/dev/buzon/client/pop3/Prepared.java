package dev.buzon.client.pop3;

import dev.buzon.protocol.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/**
 * Names and passwords in the form in which SASL compares them (RFC 8265 §3.4, §4.2): composed, and
 * all blanks the same. What is ASCII, or no text, stays as it is.
 */
public final class Prepared {
    private Prepared() {}

    /** The name of a user. */
    public static String name(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** A password. */
    public static Secret password(Secret password) {
        byte[] octets = password.octets();
        try {
            if (isAscii(octets)) {
                return password;
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            String mapped = text.replaceAll("\\p{Zs}", " ");
            return Secret.of(
                    Normalizer.normalize(mapped, Normalizer.Form.NFC)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (CharacterCodingException _) {
            return password;
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static boolean isAscii(byte[] octets) {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }
}
