package dev.buzon.bench.compare;

import dev.buzon.bench.load.Users;
import java.time.Duration;
import java.util.List;

/**
 * How servers are compared.
 *
 * @param scenarios the loads
 * @param rounds how often each load is run on each server, in turn
 * @param warmUp before the first measurement of a load on a server; later ones have {@link #AGAIN}
 * @param measured length of a measurement
 * @param connections usual number of connections at once
 * @param idlers number of idle connections
 * @param octets size of the usual messages
 * @param messages messages in a usual maildrop
 * @param large messages in a large one
 * @param bigOctets size of the big message
 */
public record Settings(
        List<Scenario> scenarios,
        int rounds,
        Duration warmUp,
        Duration measured,
        int connections,
        int idlers,
        int octets,
        int messages,
        int large,
        int bigOctets) {
    /** Warm-up of all measurements of a load on a server but the first. */
    static final Duration AGAIN = Duration.ofSeconds(2);

    /** Most rounds. */
    static final int ROUNDS_MAX = 100;

    private static final int READERS = 64;
    private static final int BIG_ONES = 1;
    private static final int LARGE_ONES = 1;

    /** Checks the limits. */
    public Settings {
        if (rounds < 1 || rounds > ROUNDS_MAX || connections > READERS || connections < 1) {
            throw new IllegalArgumentException(
                    "rounds: 1 to " + ROUNDS_MAX + ", connections: 1 to " + READERS);
        }
    }

    /** All accounts, of which each crowd has a range. */
    Users everybody() {
        return new Users(pattern(), 1, first(Scenario.Crowd.IDLERS) + idlers - 1);
    }

    /** The accounts of a crowd. */
    Users users(Scenario.Crowd crowd) {
        return new Users(pattern(), first(crowd), count(crowd));
    }

    private static String pattern() {
        return "u%" + Character.toString('d') + "@example.org";
    }

    private int first(Scenario.Crowd crowd) {
        int first = 1;
        for (Scenario.Crowd before : Scenario.Crowd.values()) {
            if (before == crowd) {
                break;
            }
            first += count(before);
        }
        return first;
    }

    private int count(Scenario.Crowd crowd) {
        return switch (crowd) {
            case READERS, DRAINED, RECIPIENTS -> READERS;
            case BIG -> BIG_ONES;
            case LARGE -> LARGE_ONES;
            case IDLERS -> idlers;
        };
    }

    /** How many messages each of a crowd is seeded with. */
    int seeded(Scenario.Crowd crowd) {
        return switch (crowd) {
            case READERS, DRAINED -> messages;
            case BIG -> 1;
            case LARGE -> large;
            case RECIPIENTS, IDLERS -> 0;
        };
    }

    /** Size of what a crowd is seeded with. */
    int seededOctets(Scenario.Crowd crowd) {
        return switch (crowd) {
            case READERS, DRAINED, RECIPIENTS, IDLERS -> octets;
            case BIG -> bigOctets;
            case LARGE -> 500;
        };
    }
}
