package dev.buzon.store;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * How the unique identifiers that this post office gives look (RFC 1939 §7): a letter, the
 * message's uid, and a little chance, all in lower case for clients that name files after them.
 * Made once, at arrival, and stored: nothing ever computes a UIDL a second time.
 */
public final class Uidl {
    /** The longest that RFC 1939 §7 allows, in octets. */
    public static final int LIMIT = 70;

    private static final int CHANCE = 4;
    private static final byte[] DIGITS =
            "0123456789abcdefghijkmnpqrstuvwx".getBytes(StandardCharsets.US_ASCII);

    private Uidl() {}

    /**
     * A new one.
     *
     * @param uid unique within the account, which makes the text so; at least 0
     * @param random sets apart what a post office restored from an old backup gives a second time
     */
    public static String make(long uid, RandomGenerator random) {
        byte[] text = new byte[1 + 13 + CHANCE];
        text[0] = 'm';
        long rest = uid;
        for (int i = 13; i >= 1; i--) {
            text[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
        for (int i = 0; i < CHANCE; i++) {
            text[14 + i] = DIGITS[random.nextInt(32)];
        }
        return new String(text, StandardCharsets.US_ASCII);
    }
}
