package dev.buzon.server.config;

import java.util.Optional;

/** Finds what somebody may have meant. */
final class Nearest {
    /** One wrong letter in three is still a guess; more is noise. */
    private static final int LETTERS_PER_MISTAKE = 3;

    /** Longer words are not compared: the work grows with the square. */
    private static final int LONGEST = 100;

    private Nearest() {}

    /** The candidate that needs the fewest letters changed, if any is near. */
    static Optional<String> of(String word, Iterable<String> candidates) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String best = "";
        int least = word.length() / LETTERS_PER_MISTAKE + 1;
        for (String candidate : candidates) {
            int mistakes = Math.min(distance(word, candidate), distance(word, tail(candidate)));
            if (mistakes < least || (mistakes == least && candidate.compareTo(best) < 0)) {
                least = mistakes;
                best = candidate;
            }
        }
        return Optional.of(best).filter(found -> !found.isEmpty());
    }

    /** A key may stand in the wrong section. */
    private static String tail(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
