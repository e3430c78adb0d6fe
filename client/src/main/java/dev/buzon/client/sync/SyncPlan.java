package dev.buzon.client.sync;

import dev.buzon.client.ledger.Change;
import dev.buzon.client.pop3.Listed;
import java.util.List;

/**
 * What is to be done with the messages of one list, and why: the answer of a dry run, too.
 *
 * @param steps one for each message, in the order in which they are done
 * @param changes what the list alone tells the ledger
 * @param headersWanted messages whose headers would make a better plan
 */
public record SyncPlan(List<Step> steps, List<Change> changes, List<Listed> headersWanted) {
    /** Nothing to do. */
    public static final SyncPlan NOTHING = new SyncPlan(List.of(), List.of(), List.of());

    /** Keeps copies. */
    public SyncPlan {
        steps = List.copyOf(steps);
        changes = List.copyOf(changes);
        headersWanted = List.copyOf(headersWanted);
    }

    /** Those that are collected, in this order. */
    public List<Step> fetches() {
        return steps.stream().filter(Step::fetches).toList();
    }

    /** Those that are deleted on the server. */
    public List<Step> deletes() {
        return with(Step.Act.DELETE);
    }

    /** Those with which this is done. */
    public List<Step> with(Step.Act act) {
        return steps.stream().filter(step -> step.act() == act).toList();
    }

    /** The octets that are announced for what is collected; a header counts as nothing. */
    public long octetsToFetch() {
        return fetches().stream()
                .filter(step -> step.act() != Step.Act.FETCH_HEADER)
                .map(Step::message)
                .mapToLong(Listed::octets)
                .sum();
    }
}
