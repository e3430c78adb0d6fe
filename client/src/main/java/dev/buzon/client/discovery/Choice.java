package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.ShownHost;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.reach.Reach;
import java.util.Set;

/**
 * A server that could be used, with all a person should know about it.
 *
 * @param offer where it is and how to log in
 * @param source who named it
 * @param origin by which way that came
 * @param host its name, ready to be shown
 * @param reach what was found there
 * @param agreeing the sources that named the same server, port and protection
 * @param concerns what the person has to agree to; empty when there is nothing
 */
public record Choice(
        Offer offer,
        Source source,
        Origin origin,
        ShownHost host,
        Reach reach,
        Set<Source> agreeing,
        Set<Concern> concerns) {
    /** Keeps copies. */
    public Choice {
        agreeing = Set.copyOf(agreeing);
        concerns = Set.copyOf(concerns);
    }
}
