package dev.buzon.e2e.faults;

import dev.buzon.client.sync.Policy;
import java.time.Duration;
import java.util.Random;

/**
 * What the person of a run wants.
 *
 * @param policy as the collector is told
 * @param stays for how long a collected message is to stay on the server, if it is to go at all
 */
record Wish(Policy policy, Duration stays) {
    private static final int MOST_DAYS = 20;

    /** Some wish. */
    static Wish any(Random random) {
        Policy.Order[] orders = Policy.Order.values();
        Policy policy = Policy.USUAL.order(orders[random.nextInt(orders.length)]);
        return switch (random.nextInt(5)) {
            case 0, 1 -> new Wish(policy.retention(new Policy.Retention.None()), Duration.ZERO);
            case 2, 3 -> {
                Duration time = Duration.ofDays(1 + random.nextInt(MOST_DAYS));
                yield new Wish(policy.retention(new Policy.Retention.For(time)), time);
            }
            default -> new Wish(policy, Duration.ZERO);
        };
    }

    /** Nothing stays on the server. */
    static Wish nothingStays() {
        return new Wish(Policy.USUAL.retention(new Policy.Retention.None()), Duration.ZERO);
    }

    /** Everything stays on the server. */
    static Wish everythingStays() {
        return new Wish(Policy.USUAL, Duration.ZERO);
    }

    /** Whether anything is ever deleted. */
    boolean deletes() {
        return !(policy.retention() instanceof Policy.Retention.ForEver);
    }

    /** Whether a message that was just collected may be deleted. */
    boolean deletesAtOnce() {
        return policy.retention() instanceof Policy.Retention.None;
    }
}
