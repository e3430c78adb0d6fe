package dev.buzon.reader.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts what a refresh does. */
final class Tally {
    long added;
    long moved;
    long changed;
    long removed;
    private final List<Problem> problems = new ArrayList<>();
    private final PriorityQueue<Newest> newest =
            new PriorityQueue<>(Comparator.comparingLong(Newest::date));

    private record Newest(long date, long id) {}

    void problem(Problem problem) {
        if (problems.size() < Report.PROBLEMS_MAX) {
            problems.add(problem);
        }
    }

    /** An unread message has come into an inbox. */
    void newest(long date, long id) {
        newest.add(new Newest(date, id));
        if (newest.size() > Report.NEWEST_MAX) {
            newest.remove();
        }
    }

    Report report() {
        List<Long> ids =
                newest.stream()
                        .sorted(Comparator.comparingLong(Newest::date).reversed())
                        .map(Newest::id)
                        .toList();
        return new Report(added, moved, changed, removed, problems, ids);
    }
}
