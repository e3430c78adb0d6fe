package dev.buzon.reader.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * Random words that open something, a few at a time: the oldest is forgotten when there are too
 * many. Comparing takes as long for a word that is almost right as for any other.
 */
final class Keys {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int OCTETS = 32;

    private final int most;
    private final Deque<String> valid = new ArrayDeque<>();

    /** At most so many at a time. */
    Keys(int most) {
        this.most = most;
    }

    /** A word nobody can guess: 256 bits. */
    static String random() {
        byte[] octets = new byte[OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Makes one more. */
    synchronized String made() {
        String key = random();
        valid.addLast(key);
        if (valid.size() > most) {
            valid.removeFirst();
        }
        return key;
    }

    /** Whether this is one of them. */
    synchronized boolean has(String key) {
        boolean found = false;
        for (String one : valid) {
            found |= equal(one, key);
        }
        return found;
    }

    /** Whether this is one of them; from now on it is not. */
    synchronized boolean use(String key) {
        return valid.removeIf(one -> equal(one, key));
    }

    /** Compares without telling by time how far they are alike. */
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
