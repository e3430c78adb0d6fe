package dev.buzon.client.sync;

import dev.buzon.client.net.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Adds up what a run does, for its report; several threads count. */
final class Tally {
    private final String account;
    private final Instant began;
    private final Map<String, SyncReport.Failure> failures = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private List<SyncReport.Failure> tooBig = List.of();
    private List<SyncReport.Failure> resting = List.of();
    private Optional<Duration> loginDelay = Optional.empty();
    private OptionalInt expireDays = OptionalInt.empty();
    private Optional<String> keepingTrouble = Optional.empty();
    private int sessions;
    private int listed;
    private long listedOctets;
    private int collected;
    private long collectedOctets;
    private int headers;
    private int known;
    private int deleted;
    private int deletesOwed;

    Tally(String account, Instant began) {
        this.account = account;
        this.began = began;
    }

    synchronized int session() {
        return ++sessions;
    }

    synchronized void listed(int messages, long octets) {
        listed = messages;
        listedOctets = octets;
    }

    synchronized void planned(SyncPlan plan) {
        tooBig = skipped(plan, Why.TOO_BIG);
        resting = skipped(plan, Why.QUARANTINED);
    }

    private static List<SyncReport.Failure> skipped(SyncPlan plan, Why why) {
        List<SyncReport.Failure> skipped = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step.why() == why) {
                String text =
                        step.known()
                                .map(entry -> Printable.text(entry.why()))
                                .filter(reason -> !reason.isEmpty())
                                .orElse(why.sentence());
                skipped.add(failure(step, text));
            }
        }
        return skipped;
    }

    private static SyncReport.Failure failure(Step step, String text) {
        return new SyncReport.Failure(
                Printable.text(step.message().uid().orElse("")), step.message().octets(), text);
    }

    synchronized void capabilities(Optional<Duration> delay, OptionalInt expire) {
        loginDelay = delay;
        expireDays = expire;
    }

    synchronized void collected(Arrival arrival) {
        collected++;
        collectedOctets += arrival.measured().octets();
        headers += arrival.headerOnly() ? 1 : 0;
        failures.remove(arrival.step().key());
    }

    synchronized void known() {
        known++;
    }

    synchronized void failed(Step step, String text) {
        String key = step.key().isEmpty() ? "number " + step.message().number() : step.key();
        failures.put(key, failure(step, text));
    }

    synchronized void keepingFailed(String text) {
        keepingTrouble = Optional.of(text);
    }

    /** Why a message found no place, if one did not. */
    synchronized Optional<String> keepingTrouble() {
        return keepingTrouble;
    }

    synchronized void deleted(int messages) {
        deleted += messages;
    }

    synchronized void deletesOwed(int messages) {
        deletesOwed = messages;
    }

    synchronized void note(String text) {
        notes.add(text);
    }

    /** What changes when messages came or went. */
    synchronized long progress() {
        return (long) collected + known + deleted;
    }

    /**
     * What changes when something was achieved that lasts. What was known already is not among it:
     * without identifiers it comes again in every session, and a line that breaks at the end of
     * each would keep a run busy for ever.
     */
    synchronized long gain() {
        return (long) collected + deleted;
    }

    synchronized SyncReport report(Instant ended, Outcome outcome) {
        return new SyncReport(
                account,
                began,
                ended,
                sessions,
                listed,
                listedOctets,
                collected,
                collectedOctets,
                headers,
                known,
                deleted,
                deletesOwed,
                tooBig,
                resting,
                List.copyOf(failures.values()),
                List.copyOf(notes),
                loginDelay,
                expireDays,
                outcome);
    }
}
