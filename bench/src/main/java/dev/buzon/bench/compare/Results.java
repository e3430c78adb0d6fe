package dev.buzon.bench.compare;

import dev.buzon.bench.load.IdleLoad;
import dev.buzon.bench.load.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that a comparison has measured. */
public final class Results {
    private final Map<Key, List<Outcome>> outcomes = new LinkedHashMap<>();
    private final Map<Key, List<IdleLoad.Result>> idle = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private record Key(Scenario scenario, String target) {}

    /** Nothing yet. */
    public Results() {}

    void add(String target, Scenario scenario, Outcome outcome) {
        outcomes.computeIfAbsent(new Key(scenario, target), _ -> new ArrayList<>()).add(outcome);
        if (!outcome.good()) {
            wrong.add(
                    target
                            + ", "
                            + scenario.word()
                            + ": "
                            + (outcome.errors().isEmpty() ? "nothing was done" : outcome.errors()));
        }
    }

    void add(String target, Scenario scenario, IdleLoad.Result result) {
        idle.computeIfAbsent(new Key(scenario, target), _ -> new ArrayList<>()).add(result);
        if (!result.errors().isEmpty()) {
            wrong.add(target + ", " + scenario.word() + ": " + result.errors());
        }
    }

    void wrong(String what) {
        wrong.add(what);
    }

    /** What went wrong; figures beside it mean nothing. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    List<Outcome> outcomes(Scenario scenario, String target) {
        return List.copyOf(outcomes.getOrDefault(new Key(scenario, target), List.of()));
    }

    List<IdleLoad.Result> idle(Scenario scenario, String target) {
        return List.copyOf(idle.getOrDefault(new Key(scenario, target), List.of()));
    }
}
