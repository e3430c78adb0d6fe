package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Octets on their way to become secrets, wiped behind them. */
final class SecretOctets {
    /** The longest secret, in octets: access tokens of some providers have several thousand. */
    static final int MAX = 32 * 1024;

    private SecretOctets() {}

    /** The first line as a secret, without its line end; none if it is empty or too long. */
    static Optional<Secret> firstLine(byte[] octets, int length) {
        int end = 0;
        while (end < length && octets[end] != '\n') {
            end++;
        }
        if (end > 0 && octets[end - 1] == '\r') {
            end--;
        }
        return part(octets, 0, end).filter(secret -> secret.length() > 0);
    }

    /** A part as a secret; none if it is longer than secrets are. */
    static Optional<Secret> part(byte[] octets, int from, int to) {
        if (to - from > MAX) {
            return Optional.empty();
        }
        byte[] part = Arrays.copyOfRange(octets, from, to);
        Secret secret = Secret.of(part);
        Arrays.fill(part, (byte) 0);
        return Optional.of(secret);
    }

    /** The first line of a file as a secret. */
    static Optional<Secret> firstLine(Path file) throws IOException {
        byte[] octets = new byte[MAX + 2];
        try (InputStream in = Files.newInputStream(file)) {
            return firstLine(octets, in.readNBytes(octets, 0, octets.length));
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** A text as a secret, in UTF-8; without octets if it is longer than secrets are. */
    static Secret of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        Secret secret = part(octets, 0, octets.length).orElseGet(() -> Secret.of(new byte[0]));
        Arrays.fill(octets, (byte) 0);
        return secret;
    }

    /** A secret as a text; none if it is not UTF-8. */
    static Optional<String> text(Secret secret) {
        byte[] octets = secret.octets();
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
