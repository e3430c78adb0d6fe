package dev.buzon.server.auth;

/**
 * What one computation of Argon2id costs (RFC 9106 §3.1).
 *
 * @param memoryKibibytes how much memory it fills, at least 8 per lane
 * @param passes how often it goes over the memory
 * @param lanes how many lanes the memory has; they are computed one after another
 */
public record Argon2Cost(int memoryKibibytes, int passes, int lanes) {
    /** The most memory: two computations at once then stay within 128 MiB. */
    public static final int MAX_MEMORY_KIBIBYTES = 65_536;

    /** The most passes. */
    public static final int MAX_PASSES = 16;

    /** The most lanes. */
    public static final int MAX_LANES = 8;

    /** What new passwords cost unless configured otherwise: 19 MiB, 2 passes, 1 lane. */
    public static final Argon2Cost STANDARD = new Argon2Cost(19_456, 2, 1);

    /** Refuses a cost out of bounds. */
    public Argon2Cost {
        if (!isAllowed(memoryKibibytes, passes, lanes)) {
            throw new IllegalArgumentException(
                    "Argon2id with m=%d, t=%d, p=%d is out of bounds"
                            .formatted(memoryKibibytes, passes, lanes));
        }
    }

    static boolean isAllowed(int memoryKibibytes, int passes, int lanes) {
        return lanes >= 1
                && lanes <= MAX_LANES
                && passes >= 1
                && passes <= MAX_PASSES
                && memoryKibibytes >= 8 * lanes
                && memoryKibibytes <= MAX_MEMORY_KIBIBYTES;
    }
}
