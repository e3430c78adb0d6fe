package dev.buzon.bench.compare;

import dev.buzon.bench.load.IdleLoad;
import dev.buzon.bench.load.Ledger;
import dev.buzon.bench.load.Load;
import dev.buzon.bench.load.Outcome;
import dev.buzon.bench.load.Plan;
import dev.buzon.bench.load.Work;
import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.DeliveryCaller.Protocol;
import dev.buzon.bench.wire.Endpoint.Protection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Runs the same loads on several servers in turn: round after round, load after load, server after
 * server, so that what the machine does beside hits all alike. Deliveries and drains are audited:
 * what was acknowledged must be there, once, and what was drained must be gone.
 */
public final class Comparison {
    private static final Duration SEED_MAX = Duration.ofMinutes(20);
    private static final Duration DRAIN_MAX = Duration.ofMinutes(10);
    private static final int SEEDERS = 16;
    private static final ProcessTree NOBODY = new ProcessTree(List.of());

    private final Settings settings;
    private final String password;
    private final List<Target> targets;
    private final PrintWriter progress;
    private final Results results = new Results();

    /** Compares {@code targets}, which are up, and tells {@code progress} what it is doing. */
    public Comparison(
            Settings settings, String password, List<Target> targets, PrintWriter progress) {
        this.settings = settings;
        this.password = password;
        this.targets = List.copyOf(targets);
        this.progress = progress;
    }

    /** Seeds all servers, runs everything, and returns what was measured. */
    public Results run() throws IOException, InterruptedException {
        Set<Scenario.Crowd> crowds = EnumSet.noneOf(Scenario.Crowd.class);
        settings.scenarios().forEach(scenario -> crowds.add(scenario.crowd()));
        crowds.remove(Scenario.Crowd.DRAINED); // seeded anew before every drain
        for (Target target : targets) {
            for (Scenario.Crowd crowd : crowds) {
                seed(target, crowd);
            }
        }
        for (int round = 1; round <= settings.rounds(); round++) {
            String title = "round " + round + " of " + settings.rounds();
            each(false, title, round == 1 ? settings.warmUp() : Settings.AGAIN);
        }
        each(true, "at last", Duration.ZERO);
        return results;
    }

    /**
     * One load after the other on one server after the other. Idle connections come when all else
     * is done, and once: the server starts anew for them, and would enter the next round cold, or
     * with hundreds of processes that they left behind.
     */
    private void each(boolean idle, String title, Duration warmUp)
            throws IOException, InterruptedException {
        for (Scenario scenario : settings.scenarios()) {
            for (Target target : targets) {
                if (idle == (scenario.work() == Work.IDLE)) {
                    say(title + ": " + scenario.word() + " on " + target.name());
                    one(target, scenario, warmUp);
                }
            }
        }
    }

    private void one(Target target, Scenario scenario, Duration warmUp)
            throws IOException, InterruptedException {
        switch (scenario.work()) {
            case CHECK, UIDL, FETCH -> {
                Outcome outcome = Load.run(plan(target, scenario, warmUp), target.processes());
                add(target, scenario, outcome);
            }
            case DRAIN -> {
                drainUnmeasured(target, scenario, warmUp);
                long seeded = seed(target, scenario.crowd());
                Outcome outcome =
                        Load.run(plan(target, scenario, Duration.ZERO), target.processes());
                add(target, scenario, outcome);
                audit(
                        target,
                        scenario,
                        outcome.ledger().size() == seeded,
                        "drained another number of messages than was seeded");
                auditEmpty(target, scenario);
            }
            case DELIVER -> {
                Outcome outcome = Load.run(plan(target, scenario, warmUp), target.processes());
                add(target, scenario, outcome);
                auditDelivery(target, scenario, outcome.ledger());
            }
            case IDLE -> {
                target.restart(); // or it would serve them with what earlier loads have left behind
                Plan plan = plan(target, scenario, Duration.ZERO);
                IdleLoad.Result result =
                        IdleLoad.run(plan, target.processes(), target::beforeMemory);
                results.add(target.name(), scenario, result);
                say("  " + Figures.text(result));
            }
        }
    }

    /** The warm-up of a drain: drains, until the time is over; none when it is short. */
    private void drainUnmeasured(Target target, Scenario scenario, Duration warmUp)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + warmUp.toNanos();
        while (warmUp.compareTo(Settings.AGAIN) > 0 && System.nanoTime() < until) {
            seed(target, scenario.crowd());
            Load.run(plan(target, scenario, Duration.ZERO), NOBODY);
        }
    }

    private void add(Target target, Scenario scenario, Outcome outcome) {
        results.add(target.name(), scenario, outcome);
        say("  " + Figures.text(outcome).replace("\n", "\n  "));
    }

    private Plan plan(Target target, Scenario scenario, Duration warmUp) {
        Work work = scenario.work();
        int connections =
                work == Work.IDLE
                        ? settings.idlers()
                        : scenario.connections(settings.connections());
        return new Plan(
                work,
                work == Work.DELIVER ? target.lmtp() : target.pop3(scenario.protection()),
                settings.users(scenario.crowd()),
                password,
                connections,
                warmUp,
                work == Work.DRAIN ? DRAIN_MAX : settings.measured(),
                new Plan.Expect(settings.seeded(scenario.crowd()), Plan.Content.SEEDED),
                scenario.inFlight(),
                new Plan.Delivery(Protocol.LMTP, settings.octets(), scenario.recipients(), 0));
    }

    /** Fills the maildrops of a crowd; returns how many messages that took. */
    private long seed(Target target, Scenario.Crowd crowd)
            throws IOException, InterruptedException {
        int each = settings.seeded(crowd);
        if (each == 0) {
            return 0;
        }
        say(
                "seeding "
                        + target.name()
                        + ": "
                        + each
                        + " messages for each of "
                        + settings.users(crowd).count());
        Plan plan =
                new Plan(
                        Work.DELIVER,
                        target.seedLmtp(),
                        settings.users(crowd),
                        password,
                        SEEDERS,
                        Duration.ZERO,
                        SEED_MAX,
                        Plan.Expect.ANY,
                        1,
                        new Plan.Delivery(Protocol.LMTP, settings.seededOctets(crowd), 1, each));
        Outcome outcome = Load.run(plan, NOBODY);
        if (!outcome.good()) {
            throw new IOException("seeding " + target.name() + " failed: " + outcome.errors());
        }
        return outcome.ledger().size();
    }

    /** Everything acknowledged is in its maildrop, once and unchanged; then it is deleted. */
    private void auditDelivery(Target target, Scenario scenario, Ledger acknowledged)
            throws IOException, InterruptedException {
        Outcome drained = Load.run(audit(target, scenario, Work.DRAIN, -1), NOBODY);
        audit(
                target,
                scenario,
                drained.errors().isEmpty(),
                "reading what was delivered: " + drained.errors());
        long lost = acknowledged.missingIn(drained.ledger());
        audit(target, scenario, lost == 0, lost + " acknowledged messages are not there");
        auditEmpty(target, scenario);
    }

    /** What was drained is gone. */
    private void auditEmpty(Target target, Scenario scenario)
            throws IOException, InterruptedException {
        Outcome outcome = Load.run(audit(target, scenario, Work.DRAIN, 0), NOBODY);
        audit(target, scenario, outcome.errors().isEmpty(), "after the drain: " + outcome.errors());
    }

    private Plan audit(Target target, Scenario scenario, Work work, int expected) {
        return new Plan(
                work,
                target.pop3(Protection.PLAIN),
                settings.users(scenario.crowd()),
                password,
                settings.connections(),
                Duration.ZERO,
                DRAIN_MAX,
                new Plan.Expect(expected, Plan.Content.DELIVERED),
                1,
                Plan.Delivery.USUAL);
    }

    private void audit(Target target, Scenario scenario, boolean right, String otherwise) {
        if (!right) {
            results.wrong(target.name() + ", " + scenario.word() + ": " + otherwise);
            say("  WRONG: " + otherwise);
        }
    }

    private void say(String line) {
        progress.println(line);
        progress.flush();
    }
}
