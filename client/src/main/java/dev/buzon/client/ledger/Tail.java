package dev.buzon.client.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The digests and texts of an entry in one array, which all versions of the entry share: half of
 * what they take as objects, and a ledger of 100,000 fits into a small heap. First an octet that
 * says which digests there are, then how long the identifier is, the digests, the identifier and
 * the receipt, both in UTF-8.
 */
final class Tail {
    private static final int CONTENT = 1;
    private static final int HEADER = 2;
    private static final int HEAD = 1 + Integer.BYTES;

    private Tail() {}

    static byte[] of(
            String uid, @Nullable Digest content, @Nullable Digest header, String receipt) {
        byte[] name = uid.getBytes(StandardCharsets.UTF_8);
        byte[] place = receipt.getBytes(StandardCharsets.UTF_8);
        int flags = (content == null ? 0 : CONTENT) | (header == null ? 0 : HEADER);
        int length = HEAD + Integer.bitCount(flags) * Digest.OCTETS + name.length + place.length;
        ByteBuffer out = ByteBuffer.allocate(length).put((byte) flags).putInt(name.length);
        put(out, content);
        put(out, header);
        return out.put(name).put(place).array();
    }

    private static void put(ByteBuffer out, @Nullable Digest digest) {
        if (digest != null) {
            out.putLong(digest.a()).putLong(digest.b()).putLong(digest.c()).putLong(digest.d());
        }
    }

    static @Nullable Digest content(byte[] tail) {
        return (tail[0] & CONTENT) == 0 ? null : digest(tail, HEAD);
    }

    static @Nullable Digest header(byte[] tail) {
        return (tail[0] & HEADER) == 0
                ? null
                : digest(tail, HEAD + Digest.OCTETS * (tail[0] & CONTENT));
    }

    private static Digest digest(byte[] tail, int from) {
        ByteBuffer in = ByteBuffer.wrap(tail, from, Digest.OCTETS);
        return new Digest(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    static String uid(byte[] tail) {
        return new String(tail, texts(tail), uidLength(tail), StandardCharsets.UTF_8);
    }

    static String receipt(byte[] tail) {
        int from = texts(tail) + uidLength(tail);
        return new String(tail, from, tail.length - from, StandardCharsets.UTF_8);
    }

    private static int texts(byte[] tail) {
        return HEAD + Integer.bitCount(tail[0]) * Digest.OCTETS;
    }

    private static int uidLength(byte[] tail) {
        return ByteBuffer.wrap(tail).getInt(1);
    }
}
