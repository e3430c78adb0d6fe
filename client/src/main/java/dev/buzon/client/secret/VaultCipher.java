package dev.buzon.client.secret;

import dev.buzon.client.secret.VaultText.Kind;
import dev.buzon.client.secret.VaultText.Octets;
import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one encrypted file: one that encrypts (AES-256-GCM), one that is only there to tell
 * whether it is the right one. Both are derived from 32 octets, stretched from a passphrase or read
 * from a key file.
 */
final class VaultCipher {
    static final int SALT_OCTETS = 16;
    static final int CHECK_OCTETS = 16;
    static final int NONCE_OCTETS = 12;
    static final int TAG_OCTETS = 16;

    /** The octets of a key file, and of a stretched passphrase. */
    static final int KEY_OCTETS = 32;

    /** What OWASP recommends for PBKDF2 with HMAC-SHA-256; a third of a second. */
    static final int ITERATIONS = 600_000;

    private final Kind kind;
    private final int iterations;
    private final Octets salt;
    private final SecretKeySpec key;
    private final Octets check;

    private VaultCipher(Kind kind, int iterations, Octets salt, byte[] root) {
        this.kind = kind;
        this.iterations = iterations;
        this.salt = salt;
        byte[] encrypting = hmac(root, "buzon vault 1: encrypt", salt.view());
        this.key = new SecretKeySpec(encrypting, "AES");
        this.check =
                new Octets(
                        Arrays.copyOf(
                                hmac(root, "buzon vault 1: check", salt.view()), CHECK_OCTETS));
        Arrays.fill(encrypting, (byte) 0);
        Arrays.fill(root, (byte) 0);
    }

    /** Keys for a passphrase. */
    static VaultCipher stretching(Secret passphrase, int iterations, Octets salt) {
        byte[] root = pbkdf2(passphrase, iterations, salt);
        return new VaultCipher(Kind.PASSPHRASE, iterations, salt, root);
    }

    /** Keys for the octets of a key file. */
    static VaultCipher of(Secret keyFile, Octets salt) {
        return new VaultCipher(Kind.FILE, 0, salt, keyFile.octets());
    }

    static Octets salt(SecureRandom random) {
        return octets(random, SALT_OCTETS);
    }

    /** Whether a file was made with these keys. */
    boolean made(VaultText text) {
        return text.kind() == kind
                && text.iterations() == iterations
                && MessageDigest.isEqual(text.salt().view(), salt.view())
                && MessageDigest.isEqual(text.check().view(), check.view());
    }

    /** Encrypts; the caller wipes the content. */
    VaultText seal(byte[] content, SecureRandom random) {
        Octets nonce = octets(random, NONCE_OCTETS);
        try {
            Octets sealed = new Octets(cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(content));
            return new VaultText(kind, iterations, salt, check, nonce, sealed);
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        }
    }

    /** Decrypts; none if it was tampered with. The caller wipes the content. */
    Optional<byte[]> open(VaultText text) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, text.nonce()).doFinal(text.sealed().view()));
        } catch (AEADBadTagException _) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        }
    }

    private Cipher cipher(int mode, Octets nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG_OCTETS, nonce.view()));
        cipher.updateAAD(VaultText.header(kind, iterations, salt));
        return cipher;
    }

    /** The one block that is needed (RFC 8018 §5.2), on octets, so that no String is made. */
    static byte[] pbkdf2(Secret passphrase, int iterations, Octets salt) {
        byte[] octets = passphrase.octets();
        try {
            Mac mac = mac(octets);
            mac.update(salt.view());
            byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
            byte[] result = block.clone();
            for (int i = 1; i < iterations; i++) {
                mac.update(block);
                mac.doFinal(block, 0);
                for (int j = 0; j < result.length; j++) {
                    result[j] ^= block[j];
                }
            }
            Arrays.fill(block, (byte) 0);
            return result;
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static byte[] hmac(byte[] key, String purpose, byte[] salt) {
        try {
            Mac mac = mac(key);
            mac.update(purpose.getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(salt);
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        }
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }

    private static Octets octets(SecureRandom random, int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return new Octets(octets);
    }

    private static IllegalStateException everyJdkHasIt(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has HMAC-SHA-256 and AES-GCM", e);
    }
}
