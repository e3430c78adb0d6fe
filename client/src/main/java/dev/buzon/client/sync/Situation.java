package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.pop3.Listed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a plan is made of.
 *
 * @param known what the ledger has; nothing in it is being placed
 * @param listing the server's list, complete
 * @param headers digests of headers, by message number, as far as they were asked for
 * @param topWorks whether headers can be asked for at all
 * @param thrownAway receipts of messages that the person has thrown away
 * @param tried numbers of messages that were tried in this session
 * @param policy what the person wants
 * @param now the time by our clock
 */
public record Situation(
        Collection<Entry> known,
        List<Listed> listing,
        Map<Integer, Digest> headers,
        boolean topWorks,
        Set<String> thrownAway,
        Set<Integer> tried,
        Policy policy,
        Instant now) {
    /** The first look at a list. */
    public static Situation first(
            Collection<Entry> known, List<Listed> listing, Policy policy, Instant now) {
        return new Situation(
                known, listing, Map.of(), true, Set.of(), Set.of(), policy, now);
    }

    /** The same with these headers known. */
    public Situation headers(Map<Integer, Digest> digests, boolean works) {
        return new Situation(
                known, listing, digests, works, thrownAway, tried, policy, now);
    }

    /** The same with these messages thrown away here. */
    public Situation thrownAway(Set<String> receipts) {
        return new Situation(known, listing, headers, topWorks, receipts, tried, policy, now);
    }

    /** The same after these were tried. */
    public Situation tried(Set<Integer> numbers) {
        return new Situation(known, listing, headers, topWorks, thrownAway, numbers, policy, now);
    }
}
