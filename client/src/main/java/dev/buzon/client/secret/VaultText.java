package dev.buzon.client.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encrypted file as text, version 1. Five lines, each ended by a line feed:
 *
 * <pre>
 * buzon-vault 1
 * key passphrase 600000 SALT        (or: key file 0 SALT)
 * check CHECK
 * sealed NONCE CIPHERTEXT
 * sum SHA256
 * </pre>
 *
 * All octets are in Base64, but for the sum, which is the SHA-256 of the lines before it in
 * hexadecimal digits. The sum tells damage from a wrong key; the check tells a wrong key before
 * anything is decrypted; the tag of AES-GCM, over the first two lines as well, tells tampering.
 *
 * @param kind what the key is made of
 * @param iterations how often a passphrase is stretched; 0 for a key file
 * @param salt 16 random octets
 * @param check 16 octets that only the right key gives
 * @param nonce 12 octets, never used twice with a key
 * @param sealed the content, encrypted, and its tag
 */
record VaultText(
        Kind kind, int iterations, Octets salt, Octets check, Octets nonce, Octets sealed) {
    /** The largest file that is read, in octets. */
    static final int MAX_OCTETS = 4 * 1024 * 1024;

    /** The most iterations that are computed, about half a minute. */
    static final int MAX_ITERATIONS = 50_000_000;

    private static final String OCTETS = "([A-Za-z0-9+/]+={0,2})";

    private static final Pattern FORM =
            Pattern.compile(
                    "buzon-vault 1\n"
                            + "key (passphrase|file) (0|[1-9][0-9]{0,7}) "
                            + OCTETS
                            + "\ncheck "
                            + OCTETS
                            + "\nsealed "
                            + OCTETS
                            + " "
                            + OCTETS
                            + "\nsum ([0-9a-f]{64})\n");

    /** What a key is made of. */
    enum Kind {
        PASSPHRASE("passphrase"),
        FILE("file");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Octets that do not change. */
    static final class Octets {
        private final byte[] octets;

        Octets(byte[] octets) {
            this.octets = octets;
        }

        byte[] view() {
            return octets;
        }

        int length() {
            return octets.length;
        }

        private String base64() {
            return Base64.getEncoder().encodeToString(octets);
        }
    }

    /** The first two lines, which the tag covers. */
    static byte[] header(Kind kind, int iterations, Octets salt) {
        return ("buzon-vault 1\nkey " + kind.word + " " + iterations + " " + salt.base64() + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The file. */
    byte[] print() {
        String lines =
                new String(header(kind, iterations, salt), StandardCharsets.US_ASCII)
                        + "check "
                        + check.base64()
                        + "\nsealed "
                        + nonce.base64()
                        + " "
                        + sealed.base64()
                        + "\n";
        return (lines + "sum " + sum(lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads a file; none if a single octet of it is not as it was written. */
    static Optional<VaultText> parse(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int lastLine = text.lastIndexOf("sum ");
        Matcher form = FORM.matcher(text);
        if (lastLine < 0 || !form.matches()) {
            return Optional.empty();
        }
        if (!sum(text.substring(0, lastLine)).equals(form.group(7))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                            new VaultText(
                                    form.group(1).equals(Kind.FILE.word)
                                            ? Kind.FILE
                                            : Kind.PASSPHRASE,
                                    Integer.parseInt(form.group(2)),
                                    octets(form.group(3)),
                                    octets(form.group(4)),
                                    octets(form.group(5)),
                                    octets(form.group(6))))
                    .filter(VaultText::hasRightSizes);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private boolean hasRightSizes() {
        boolean stretched = kind == Kind.PASSPHRASE;
        return salt.length() == VaultCipher.SALT_OCTETS
                && check.length() == VaultCipher.CHECK_OCTETS
                && nonce.length() == VaultCipher.NONCE_OCTETS
                && sealed.length() >= VaultCipher.TAG_OCTETS
                && (stretched ? iterations > 0 && iterations <= MAX_ITERATIONS : iterations == 0);
    }

    private static Octets octets(String base64) {
        return new Octets(Base64.getDecoder().decode(base64));
    }

    private static String sum(String lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(lines.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
