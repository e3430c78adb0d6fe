package dev.buzon.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * A range of accounts whose names differ by a number.
 *
 * @param pattern the name with {@code %d} for the number, for example {@code u%d@example.org}
 * @param first the first number
 * @param count how many there are
 */
public record Users(String pattern, int first, int count) {
    /** Checks the range. */
    @SuppressWarnings(
            "OrphanedFormatString") // replaced by hand: a full format string would let the command
    // line ask for more
    public Users {
        if (!pattern.contains("%d") || first < 0 || count < 1) {
            throw new IllegalArgumentException("users need a name with %d and at least one number");
        }
    }

    /** Number of the user at {@code position}, from 0. */
    public int number(int position) {
        return first + position;
    }

    /** Name of the user at {@code position}, from 0. */
    @SuppressWarnings("OrphanedFormatString") // as above
    public String name(int position) {
        return pattern.replace("%d", Integer.toString(number(position)));
    }

    /** The name as octets for the wire. */
    byte[] wireName(int position) {
        return name(position).getBytes(StandardCharsets.UTF_8);
    }
}
