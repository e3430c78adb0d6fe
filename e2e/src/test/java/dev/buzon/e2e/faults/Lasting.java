package dev.buzon.e2e.faults;

import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is odd about a server for the whole of a run.
 *
 * @param quirks in what it is odd
 * @param ambiguous whether it does not say which message is which
 */
record Lasting(List<Quirk> quirks, boolean ambiguous) {
    Lasting {
        quirks = List.copyOf(quirks);
    }

    /** A good server. */
    static Lasting none() {
        return new Lasting(List.of(), false);
    }

    /** Some server; half of them are good. */
    static Lasting any(Random random) {
        return switch (random.nextInt(20)) {
            case 0, 1 -> new Lasting(List.of(new Quirk.Without(Turn.UIDL)), true);
            case 2 ->
                    new Lasting(
                            List.of(new Quirk.Without(Turn.UIDL), new Quirk.Without(Turn.TOP)),
                            true);
            case 3, 4 -> new Lasting(sameUids(random), true);
            case 5 -> new Lasting(List.of(new Quirk.Without(Turn.TOP)), false);
            case 6 -> new Lasting(List.of(new Quirk.Without(Turn.CAPA)), false);
            case 7 -> new Lasting(List.of(new Quirk.NarrowPipe(4096)), false);
            case 8 -> new Lasting(List.of(Quirk.Pipelining.CLOSES), false);
            default -> none();
        };
    }

    private static List<Quirk> sameUids(Random random) {
        List<Quirk> quirks = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            quirks.add(new Quirk.Shows(Turn.UIDL, 1 + random.nextInt(20), "{n} same"));
        }
        return quirks;
    }
}
