package dev.buzon.server.auth;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ScramCredentials;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of the password of one device. The store keeps it as a text and does not look
 * inside: {@code 1 hash} or {@code 1 hash SCRAM-SHA-256$iterations:salt$storedKey:serverKey} (the
 * second part as in RFC 5803 §3), where 1 is the version of this form; {@code tls-only} may stand
 * behind either.
 *
 * @param password recognises the password itself
 * @param scram checks proofs of it; missing where only a hash was taken over
 * @param tlsOnly whether it is taken over TLS only, whatever the listener allows (RFC 9325 §3.2)
 */
public record Credentials(
        PasswordHash password, Optional<ScramCredentials> scram, boolean tlsOnly) {
    private static final String VERSION = "1";

    private static final String TLS_ONLY = " tls-only";

    /** The longest text that is read. */
    private static final int MAX_CHARACTERS = 2048;

    private static final Pattern SCRAM =
            Pattern.compile(
                    "SCRAM-SHA-256\\$([1-9][0-9]{3,6}):([A-Za-z0-9+/=]{4,344})"
                            + "\\$([A-Za-z0-9+/=]{44}):([A-Za-z0-9+/=]{44})");

    /**
     * The credentials of a new password as typed; nothing if it cannot be prepared (control
     * characters, ill-formed, empty, beyond {@link Preparation#MAX_OCTETS}).
     */
    public static Optional<Credentials> derive(Secret typed, SecureRandom random, Argon2Cost cost) {
        return Preparation.password(typed)
                .map(password ->
                        new Credentials(
                                Argon2idHash.of(password, random, cost),
                                Optional.of(
                                        keys(
                                                password,
                                                random,
                                                ScramCredentials.RECOMMENDED_ITERATIONS)),
                                false));
    }

    /**
     * Credentials for a benchmark: a hash that costs nothing, and SCRAM keys at the least cost (RFC
     * 7677 §4).
     */
    public static Optional<Credentials> deriveCheap(Secret typed, SecureRandom random) {
        return Preparation.password(typed)
                .map(password ->
                        new Credentials(
                                CheapSha256Hash.of(password, random),
                                Optional.of(
                                        keys(password, random, ScramCredentials.MIN_ITERATIONS)),
                                false));
    }

    private static ScramCredentials keys(Secret password, SecureRandom random, int iterations) {
        byte[] salt = new byte[ScramCredentials.SALT_OCTETS];
        random.nextBytes(salt);
        return ScramCredentials.derive(password, salt, iterations);
    }

    /** Reads what {@link #text()} wrote. */
    public static Credentials parse(String text) throws UnreadableCredentialsException {
        if (text.length() > MAX_CHARACTERS) {
            throw new UnreadableCredentialsException("credentials of more than 2048 characters");
        }
        boolean tlsOnly = text.endsWith(TLS_ONLY);
        String kept = tlsOnly ? text.substring(0, text.length() - TLS_ONLY.length()) : text;
        String[] parts = kept.split(" ", -1);
        if (!parts[0].equals(VERSION)) {
            throw new UnreadableCredentialsException(
                    parts[0].matches("[0-9]{1,9}")
                            ? "credentials of version "
                                    + parts[0]
                                    + "; this program reads version 1"
                            : "credentials without a version");
        }
        if (parts.length != 2 && parts.length != 3) {
            throw new UnreadableCredentialsException("credentials of " + parts.length + " parts");
        }
        PasswordHash password = PasswordHash.parse(parts[1]);
        return new Credentials(
                password,
                parts.length == 3 ? Optional.of(scram(parts[2])) : Optional.empty(),
                tlsOnly);
    }

    /** The text for the store. */
    public String text() {
        return VERSION
                + " "
                + password.text()
                + scram.map(keys -> " " + scramText(keys)).orElse("")
                + (tlsOnly ? TLS_ONLY : "");
    }

    /** The same, taken over TLS only or wherever the listener allows. */
    public Credentials withTlsOnly(boolean other) {
        return new Credentials(password, scram, other);
    }

    private static String scramText(ScramCredentials keys) {
        return "SCRAM-SHA-256$%d:%s$%s:%s"
                .formatted(
                        keys.iterations(),
                        base64(keys.salt()),
                        base64(keys.storedKey()),
                        base64(keys.serverKey()));
    }

    private static ScramCredentials scram(String text) throws UnreadableCredentialsException {
        Matcher form = SCRAM.matcher(text);
        if (!form.matches()) {
            throw new UnreadableCredentialsException("SCRAM keys that are not well-formed");
        }
        try {
            return new ScramCredentials(
                    secret(form.group(2)),
                    Integer.parseInt(form.group(1)),
                    secret(form.group(3)),
                    secret(form.group(4)));
        } catch (IllegalArgumentException _) { // Base64, or a value out of bounds
            throw new UnreadableCredentialsException("SCRAM keys with values out of bounds");
        }
    }

    private static Secret secret(String base64) {
        return Secret.of(Base64.getDecoder().decode(base64));
    }

    private static String base64(Secret secret) {
        return Base64.getEncoder().encodeToString(secret.octets());
    }
}
