package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The octets of one SASL message, of either side; never printed, because it may hold a password.
 */
public final class SaslMessage {
    private static final SaslMessage EMPTY = new SaslMessage(new byte[0]);

    private final byte[] octets;

    private SaslMessage(byte[] octets) {
        this.octets = octets;
    }

    /** A message with a copy of these octets. */
    public static SaslMessage of(byte[] octets) {
        return new SaslMessage(octets.clone());
    }

    /** A message with this text in UTF-8. */
    public static SaslMessage of(String text) {
        return new SaslMessage(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A message without octets, which is not the same as no message. */
    public static SaslMessage empty() {
        return EMPTY;
    }

    /** Whether it has no octets. */
    public boolean isEmpty() {
        return octets.length == 0;
    }

    /** How many octets it has. */
    public int length() {
        return octets.length;
    }

    /** A copy of the octets. */
    public byte[] octets() {
        return octets.clone();
    }

    /**
     * The octets in Base64, as they follow the {@code "+ "} of a challenge or stand in a response.
     */
    public String base64() {
        return Base64.getEncoder().encodeToString(octets);
    }

    /**
     * The argument that carries it as an initial response: Base64, or {@code =} if it is present
     * but empty (RFC 5034 §4).
     */
    public String base64AsInitialResponse() {
        return isEmpty() ? "=" : base64();
    }

    /** The octets from one place up to, not including, another, as a secret. */
    Secret secret(int from, int to) {
        byte[] part = Arrays.copyOfRange(octets, from, to);
        Secret secret = Secret.of(part);
        Arrays.fill(part, (byte) 0);
        return secret;
    }

    /** The octets themselves, for reading only. */
    byte[] view() {
        return octets;
    }

    @Override
    public String toString() {
        return "SaslMessage[" + octets.length + " octets]";
    }
}
