package dev.buzon.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that a store holds, counted from the ground up, beside the sums that it keeps: what a
 * check of a store compares. Meant for stores that nobody is writing to.
 *
 * @param entries all messages of all accounts, those in the bin too
 * @param bodies all bodies
 * @param totals how full the store says each account is
 * @param locks the views that are locked, as {@code account/device}
 */
public record Inventory(
        List<Entry> entries,
        List<Body> bodies,
        Map<Address, MailStore.Usage> totals,
        List<String> locks) {
    /**
     * A message of an account.
     *
     * @param octets its size as served
     * @param binned whether it is in the bin
     */
    public record Entry(
            Address account, long uid, String uidl, long body, long octets, boolean binned) {}

    /**
     * The octets of a message.
     *
     * @param octets how many its record says it has
     * @param stored how many are really there
     * @param references how many entries its record says there are
     */
    public record Body(long id, long octets, long stored, long references) {}

    public Inventory {
        entries = List.copyOf(entries);
        bodies = List.copyOf(bodies);
        totals = Map.copyOf(totals);
        locks = List.copyOf(locks);
    }

    /** What does not fit together, one sentence each; none in a store that is right. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        Map<Long, Long> references = new HashMap<>();
        Map<Address, MailStore.Usage> sums = new HashMap<>();
        Set<String> uidls = new HashSet<>();
        for (Entry e : entries) {
            references.merge(e.body(), 1L, Long::sum);
            if (!uidls.add(e.account() + " " + e.uidl())) {
                faults.add("two messages of " + e.account() + " have the UIDL " + e.uidl());
            }
            if (!totals.containsKey(e.account())) {
                faults.add("a message of " + e.account() + ", which has no totals");
            }
            if (!e.binned()) {
                sums.merge(
                        e.account(),
                        new MailStore.Usage(1, e.octets()),
                        (a, b) ->
                                new MailStore.Usage(
                                        a.messages() + b.messages(), a.octets() + b.octets()));
            }
        }
        totals.forEach((account, kept) -> {
            MailStore.Usage sum = sums.getOrDefault(account, new MailStore.Usage(0, 0));
            if (!sum.equals(kept)) {
                faults.add(account + " says " + kept + " and holds " + sum);
            }
        });
        bodyFaults(references, faults);
        return faults;
    }

    private void bodyFaults(Map<Long, Long> references, List<String> faults) {
        Map<Long, Long> missing = new HashMap<>(references);
        for (Body b : bodies) {
            long used = references.getOrDefault(b.id(), 0L);
            missing.remove(b.id());
            if (used != b.references() || used == 0) {
                faults.add(
                        "body " + b.id() + " says " + b.references() + " references, has " + used);
            }
            if (b.octets() != b.stored()) {
                faults.add("body " + b.id() + " says " + b.octets() + " octets, has " + b.stored());
            }
        }
        missing.forEach((id, n) -> faults.add("body " + id + " is missing, wanted by " + n));
    }
}
