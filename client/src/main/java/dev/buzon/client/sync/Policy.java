package dev.buzon.client.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a person wants of collecting.
 *
 * @param retention how long a collected message stays on the server
 * @param untilDeletedLocally whether a message also leaves the server once the person has thrown
 *     its copy away
 * @param maxOctets larger messages are left on the server, if there is a limit
 * @param order which messages come first
 * @param headersOnly whether only headers are collected, but for {@code bodies}
 * @param bodies identifiers of messages that are wanted whole, whatever the limits say
 * @param keep identifiers of messages that stay on the server, whatever the rules say
 * @param deleteNow identifiers of messages that leave the server once they are collected, whatever
 *     the rules say
 */
public record Policy(
        Retention retention,
        boolean untilDeletedLocally,
        OptionalLong maxOctets,
        Order order,
        boolean headersOnly,
        Set<String> bodies,
        Set<String> keep,
        Set<String> deleteNow) {

    /** Leaves everything on the server, collects everything, in the server's order. */
    public static final Policy USUAL =
            new Policy(
                    new Retention.ForEver(),
                    false,
                    OptionalLong.empty(),
                    Order.AS_LISTED,
                    false,
                    Set.of(),
                    Set.of(),
                    Set.of());

    /** Keeps copies. */
    public Policy {
        bodies = Set.copyOf(bodies);
        keep = Set.copyOf(keep);
        deleteNow = Set.copyOf(deleteNow);
    }

    /** How long a collected message stays on the server. */
    public sealed interface Retention {
        /** It is deleted as soon as it is durable here. */
        record None() implements Retention {}

        /** We never delete it. */
        record ForEver() implements Retention {}

        /** It is deleted so long after it was collected, by our clock (C-006). */
        record For(Duration time) implements Retention {
            /** Whether the time is up. */
            boolean over(Instant collected, Instant now) {
                return !collected.plus(time).isAfter(now);
            }
        }
    }

    /** Which messages come first; those that failed before come last in every order. */
    public enum Order {
        /** As the server numbers them: the oldest first, mostly. */
        AS_LISTED,
        /** The highest numbers first. */
        NEWEST_FIRST,
        /** The smallest first, for slow lines. */
        SMALLEST_FIRST
    }

    /** The same with another retention. */
    public Policy retention(Retention other) {
        return new Policy(
                other, untilDeletedLocally, maxOctets, order, headersOnly, bodies, keep, deleteNow);
    }

    /** The same, and what is thrown away here leaves the server, or does not. */
    public Policy untilDeletedLocally(boolean so) {
        return new Policy(retention, so, maxOctets, order, headersOnly, bodies, keep, deleteNow);
    }

    /** The same with a limit for the size. */
    public Policy maxOctets(long octets) {
        return new Policy(
                retention,
                untilDeletedLocally,
                OptionalLong.of(octets),
                order,
                headersOnly,
                bodies,
                keep,
                deleteNow);
    }

    /** The same in another order. */
    public Policy order(Order other) {
        return new Policy(
                retention,
                untilDeletedLocally,
                maxOctets,
                other,
                headersOnly,
                bodies,
                keep,
                deleteNow);
    }

    /** The same with headers only, or with whole messages. */
    public Policy headersOnly(boolean so) {
        return new Policy(
                retention, untilDeletedLocally, maxOctets, order, so, bodies, keep, deleteNow);
    }

    /** The same, and these are wanted whole. */
    public Policy bodies(Set<String> uids) {
        return new Policy(
                retention,
                untilDeletedLocally,
                maxOctets,
                order,
                headersOnly,
                uids,
                keep,
                deleteNow);
    }

    /** The same, and these stay on the server. */
    public Policy keep(Set<String> uids) {
        return new Policy(
                retention,
                untilDeletedLocally,
                maxOctets,
                order,
                headersOnly,
                bodies,
                uids,
                deleteNow);
    }

    /** The same, and these leave the server once they are collected. */
    public Policy deleteNow(Set<String> uids) {
        return new Policy(
                retention, untilDeletedLocally, maxOctets, order, headersOnly, bodies, keep, uids);
    }
}
