package dev.buzon.bench.compare;

import dev.buzon.bench.load.Work;
import dev.buzon.bench.wire.Endpoint.Protection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The loads that servers are compared by, each with its goal: the server's CPU for one unit. */
public enum Scenario {
    /** The empty poll. */
    CHECK(Work.CHECK, Protection.PLAIN, Crowd.READERS, 1, "≤ 150 µs"),
    /** The empty poll after a full TLS handshake. */
    CHECK_TLS(Work.CHECK, Protection.TLS, Crowd.READERS, 1, "≤ 700 µs"),
    /** The empty poll on a resumed TLS session. */
    CHECK_TLS_RESUMED(Work.CHECK, Protection.TLS_RESUMED, Crowd.READERS, 1, "≤ 550 µs"),
    /** A listing of the usual maildrop. */
    UIDL(Work.UIDL, Protection.PLAIN, Crowd.READERS, 1, ""),
    /** Every message, one at a time. */
    FETCH(Work.FETCH, Protection.PLAIN, Crowd.READERS, 1, "≤ 30 µs"),
    /** Every message, 16 in flight. */
    FETCH_PIPELINED(Work.FETCH, Protection.PLAIN, Crowd.READERS, 16, "≤ 20 µs"),
    /** Every message, one at a time, over TLS. */
    FETCH_TLS(Work.FETCH, Protection.TLS, Crowd.READERS, 1, "≤ 45 µs"),
    /** Every message fetched and deleted. */
    DRAIN(Work.DRAIN, Protection.PLAIN, Crowd.DRAINED, 1, "≤ 60 µs"),
    /** One big message. */
    BIG(Work.FETCH, Protection.PLAIN, Crowd.BIG, 1, "≤ 40 ms (50 MB)"),
    /** One big message over TLS. */
    BIG_TLS(Work.FETCH, Protection.TLS, Crowd.BIG, 1, "≤ 90 ms (50 MB)"),
    /** STAT of a large maildrop. */
    LARGE_CHECK(Work.CHECK, Protection.PLAIN, Crowd.LARGE, 1, "≤ 1 ms"),
    /** UIDL of a large maildrop. */
    LARGE_UIDL(Work.UIDL, Protection.PLAIN, Crowd.LARGE, 1, "≤ 2 ms (10,000)"),
    /** Durable delivery over one connection. */
    DELIVER_1(Work.DELIVER, Protection.PLAIN, Crowd.RECIPIENTS, 1, "≥ 1,500/s"),
    /** Durable delivery over 16 connections. */
    DELIVER_16(Work.DELIVER, Protection.PLAIN, Crowd.RECIPIENTS, 1, "≥ 5,000/s"),
    /** Durable delivery of each message to ten recipients, over one connection. */
    DELIVER_10_RECIPIENTS(Work.DELIVER, Protection.PLAIN, Crowd.RECIPIENTS, 1, "≤ 0.6 ms each"),
    /** Connections that are logged in and idle: memory. */
    IDLE(Work.IDLE, Protection.PLAIN, Crowd.IDLERS, 1, "≤ 25 KB"),
    /** The same over TLS. */
    IDLE_TLS(Work.IDLE, Protection.TLS, Crowd.IDLERS, 1, "≤ 60 KB");

    /** Groups of accounts, so that no load disturbs the mail of another. */
    enum Crowd {
        READERS,
        DRAINED,
        BIG,
        LARGE,
        RECIPIENTS,
        IDLERS
    }

    private static final int MANY_RECIPIENTS = 10;

    private final Work work;
    private final Protection protection;
    private final Crowd crowd;
    private final int inFlight;
    private final String goal;

    Scenario(Work work, Protection protection, Crowd crowd, int inFlight, String goal) {
        this.work = work;
        this.protection = protection;
        this.crowd = crowd;
        this.inFlight = inFlight;
        this.goal = goal;
    }

    /** Its name on the command line and in the table. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads names; {@code all} is all of them. */
    public static List<Scenario> parse(List<String> words) {
        if (words.equals(List.of("all"))) {
            return List.of(values());
        }
        return words.stream()
                .map(word ->
                        Arrays.stream(values())
                                .filter(each -> each.word().equals(word))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "there is no work "
                                                        + word
                                                        + "; there are: all "
                                                        + words())))
                .toList();
    }

    /** All names. */
    public static String words() {
        return String.join(" ", Arrays.stream(values()).map(Scenario::word).toList());
    }

    Work work() {
        return work;
    }

    Protection protection() {
        return protection;
    }

    Crowd crowd() {
        return crowd;
    }

    int inFlight() {
        return inFlight;
    }

    String goal() {
        return goal;
    }

    int recipients() {
        return this == DELIVER_10_RECIPIENTS ? MANY_RECIPIENTS : 1;
    }

    /** Connections at once, when {@code usual} is the usual number. */
    int connections(int usual) {
        return switch (this) {
            case BIG, BIG_TLS, LARGE_CHECK, LARGE_UIDL, DELIVER_1, DELIVER_10_RECIPIENTS -> 1;
            case CHECK,
                    CHECK_TLS,
                    CHECK_TLS_RESUMED,
                    UIDL,
                    FETCH,
                    FETCH_PIPELINED,
                    FETCH_TLS,
                    DRAIN,
                    DELIVER_16,
                    IDLE,
                    IDLE_TLS ->
                    usual;
        };
    }
}
