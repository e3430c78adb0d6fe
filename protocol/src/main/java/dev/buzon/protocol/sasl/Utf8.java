package dev.buzon.protocol.sasl;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** UTF-8 that is refused, and not mended, where it is ill-formed (RFC 3629 §3). */
final class Utf8 {
    private Utf8() {}

    /** The text of these octets, if they are well-formed. */
    static Optional<String> text(byte[] octets, int from, int to) {
        return decode(octets, from, to).map(CharBuffer::toString);
    }

    /** Whether these octets are well-formed; leaves no copy of them behind. */
    static boolean isWellFormed(byte[] octets, int from, int to) {
        Optional<CharBuffer> decoded = decode(octets, from, to);
        decoded.ifPresent(buffer -> Arrays.fill(buffer.array(), '\0'));
        return decoded.isPresent();
    }

    private static Optional<CharBuffer> decode(byte[] octets, int from, int to) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(octets, from, to - from)));
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
