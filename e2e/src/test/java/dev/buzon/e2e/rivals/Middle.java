package dev.buzon.e2e.rivals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The median. */
final class Middle {
    private Middle() {}

    /** The middle one. */
    static double of(List<Double> all) {
        List<Double> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
