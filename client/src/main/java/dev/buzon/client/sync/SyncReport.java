package dev.buzon.client.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a run did.
 *
 * @param account whose mail, and on which server
 * @param began when it began
 * @param ended when it ended
 * @param sessions how many logins it took
 * @param listed how many messages the server listed last
 * @param listedOctets their announced size
 * @param collected messages that are in the sink now and were not before
 * @param collectedOctets what came for them
 * @param headers how many of them are headers only
 * @param known messages that were collected and compared, and were here already
 * @param deleted messages that the server said it deleted
 * @param deletesOwed messages whose deletion was asked for and not confirmed: asked for again next
 *     time
 * @param tooBig messages that stay on the server because of their size
 * @param resting messages that failed too often and rest for now
 * @param failures messages that could not be had
 * @param notes what a person may want to know, in sentences
 * @param loginDelay how long the server wants between logins, if it said so
 * @param expireDays after how many days the server deletes, if it said so
 * @param outcome how it ended
 */
public record SyncReport(
        String account,
        Instant began,
        Instant ended,
        int sessions,
        int listed,
        long listedOctets,
        int collected,
        long collectedOctets,
        int headers,
        int known,
        int deleted,
        int deletesOwed,
        List<Failure> tooBig,
        List<Failure> resting,
        List<Failure> failures,
        List<String> notes,
        Optional<Duration> loginDelay,
        OptionalInt expireDays,
        Outcome outcome) {
    /** Keeps copies. */
    public SyncReport {
        tooBig = List.copyOf(tooBig);
        resting = List.copyOf(resting);
        failures = List.copyOf(failures);
        notes = List.copyOf(notes);
    }

    /**
     * A message that is not here.
     *
     * @param uid what it is known by, printable; empty when there is nothing
     * @param octets its announced size
     * @param text why, printable
     */
    public record Failure(String uid, long octets, String text) {}

    /** Whether all was done and no message failed. */
    public boolean clean() {
        return outcome instanceof Outcome.Complete && failures.isEmpty() && deletesOwed == 0;
    }
}
