package dev.buzon.client.discovery;

import dev.buzon.client.discovery.offer.Offer.Endpoint;
import dev.buzon.client.discovery.reach.Reach;

/** What happens while servers are looked for, as it happens; for a display that is alive. */
public sealed interface Event {
    /** A question goes out. */
    record Asked(Source source, String asked) implements Event {}

    /** It was answered, and the answer is of use. */
    record Answered(Finding finding) implements Event {}

    /** There is nothing there. */
    record Nothing(Finding finding) implements Event {}

    /** There was something, and it was refused, or it did not work. */
    record Refused(Finding finding) implements Event {}

    /** Nobody was asked. */
    record Skipped(Finding finding) implements Event {}

    /** A server that somebody named is looked at. */
    record Looking(Endpoint endpoint) implements Event {}

    /** It was looked at. */
    record Looked(Endpoint endpoint, Reach reach) implements Event {}

    /** All questions of a source are answered. */
    record Ended(Source source) implements Event {}

    /** The event that tells a finding. */
    static Event of(Finding finding) {
        return switch (finding.verdict().kind()) {
            case ANSWER -> new Answered(finding);
            case NOTHING -> new Nothing(finding);
            case SKIPPED -> new Skipped(finding);
            case FAILED, REFUSED -> new Refused(finding);
        };
    }
}
