package dev.buzon.bench.compare;

import dev.buzon.bench.load.Users;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What all servers under test share: accounts, their password in one cheap scheme, a certificate,
 * and a folder on the same disk.
 *
 * @param folder where everything lies
 * @param users all accounts
 * @param password of all of them
 * @param certificate PEM file
 * @param key PEM file, PKCS #8
 */
public record Site(Path folder, Users users, String password, Path certificate, Path key) {
    private static final Duration OPENSSL_MAX = Duration.ofSeconds(30);

    /**
     * The kind of key in the certificate: what a full handshake costs depends on it more than on
     * anything else.
     */
    public enum KeyKind {
        /** RSA, 2048 bits. */
        RSA,
        /** ECDSA on P-256. */
        EC
    }

    /** Makes the certificate with openssl. */
    static Site make(Path folder, Users users, String password, KeyKind kind)
            throws IOException, InterruptedException {
        Path certificate = folder.resolve("certificate.pem");
        Path key = folder.resolve("key.pem");
        List<String> algorithm =
                switch (kind) {
                    case RSA -> List.of("rsa:2048");
                    case EC -> List.of("ec", "-pkeyopt", "ec_paramgen_curve:P-256");
                };
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "req",
                                "-x509",
                                "-nodes",
                                "-days",
                                "30",
                                "-subj",
                                "/CN=localhost",
                                "-newkey"));
        command.addAll(algorithm);
        command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
        ServerProcess.output(command, OPENSSL_MAX);
        return new Site(folder, users, password, certificate, key);
    }

    /**
     * The password as {@code {SSHA256}}: base64 of the SHA-256 of password and salt, then the salt.
     * Cheap, so that the servers are measured and not the hash.
     */
    String passwordHash() {
        byte[] salt = "salt".getBytes(StandardCharsets.US_ASCII);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(password.getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(salt);
            byte[] both = Arrays.copyOf(hash, hash.length + salt.length);
            System.arraycopy(salt, 0, both, hash.length, salt.length);
            return "{SSHA256}" + Base64.getEncoder().encodeToString(both);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Writes one {@code name:hash} for each account. */
    void writePasswords(Path file) throws IOException {
        String hash = passwordHash();
        StringBuilder lines = new StringBuilder();
        for (int position = 0; position < users.count(); position++) {
            lines.append(users.name(position)).append(':').append(hash).append('\n');
        }
        Files.writeString(file, lines);
    }
}
