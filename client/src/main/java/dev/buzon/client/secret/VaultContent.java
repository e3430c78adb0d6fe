package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is encrypted: the number of secrets in 4 octets; for each its key's length in 2 octets, its
 * key in UTF-8, its own length in 4 octets, itself; zeros up to a multiple of 512 octets, so that
 * the size of the file does not tell the length of a password.
 */
final class VaultContent {
    /** The most secrets in a file. */
    static final int MAX_SECRETS = 1000;

    private static final int BLOCK = 512;

    private VaultContent() {}

    /** The octets; the caller wipes them. */
    static byte[] write(Map<String, Secret> secrets) {
        int length = 4;
        for (var entry : secrets.entrySet()) {
            length += 6 + key(entry.getKey()).length + entry.getValue().length();
        }
        ByteBuffer content = ByteBuffer.allocate((length + BLOCK - 1) / BLOCK * BLOCK);
        content.putInt(secrets.size());
        for (var entry : secrets.entrySet()) {
            byte[] key = key(entry.getKey());
            byte[] octets = entry.getValue().octets();
            content.putShort((short) key.length).put(key).putInt(octets.length).put(octets);
            Arrays.fill(octets, (byte) 0);
        }
        return content.array();
    }

    /** Reads the octets; none if they are not what {@link #write} gives. */
    static Optional<Map<String, Secret>> read(byte[] octets) {
        ByteBuffer content = ByteBuffer.wrap(octets);
        try {
            int count = content.getInt();
            if (count < 0 || count > MAX_SECRETS) {
                return Optional.empty();
            }
            Map<String, Secret> secrets = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                byte[] key = new byte[content.getShort() & 0xFFFF];
                content.get(key);
                int length = content.getInt();
                if (length < 0 || length > content.remaining()) {
                    return Optional.empty();
                }
                int from = content.position();
                Optional<Secret> secret = SecretOctets.part(octets, from, from + length);
                if (secret.isEmpty()) {
                    return Optional.empty();
                }
                content.position(from + length);
                secrets.put(new String(key, StandardCharsets.UTF_8), secret.get());
            }
            return Optional.of(secrets);
        } catch (BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static byte[] key(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
