package dev.buzon.e2e.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a campaign has cost so far; many runs may add to it at the same time. */
final class Toll {
    /** What may have become of a message, or of a run. */
    enum Kind {
        LOST,
        DOUBLED,
        LEFT,
        HANG
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int runs;

    synchronized void run() {
        runs++;
    }

    /** One more of this kind. */
    synchronized void add(Kind kind, Supplier<String> sentence) {
        kinds.add(kind);
        wrong.add(kind + ": " + sentence.get());
    }

    /** A sentence for everything that went wrong. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized long count(Kind kind) {
        return kinds.stream().filter(kind::equals).count();
    }

    @Override
    public synchronized String toString() {
        return "%,d runs: %d lost, %d doubled, %d left undeleted, %d hangs"
                .formatted(
                        runs,
                        count(Kind.LOST),
                        count(Kind.DOUBLED),
                        count(Kind.LEFT),
                        count(Kind.HANG));
    }
}
