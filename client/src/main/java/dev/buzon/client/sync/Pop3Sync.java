package dev.buzon.client.sync;

import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MailSink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Collects the mail of one account: everything new, each message once, whatever happens to the
 * line, the server or this process in between; and deletes on the server what is not to stay there.
 *
 * {@snippet :
 * Pop3 pop3 = Pop3.at("pops://fred@pop.example.com").password(secret);
 * SyncReport report =
 *         Pop3Sync.of(pop3, Maildir.at(folder), Ledger.in(state))
 *                 .leaveOnServer(Duration.ofDays(14))
 *                 .run();
 * }
 *
 * <p>A message is deleted on the server only when it is durable in the sink and in the ledger and
 * is certain to be whole. A run connects again while that brings anything; it never waits longer
 * than seconds, but says in its report when the next one is worth while. Set up and run by one
 * thread; {@link #cancel} may come from any.
 */
public final class Pop3Sync {
    private final Pop3 pop3;
    private final MailSink sink;
    private final Ledger ledger;
    private final Calling calling = new Calling();
    private String account;
    private Policy policy = Policy.USUAL;
    private InstantSource clock = InstantSource.system();
    private Consumer<SyncEvent> events = event -> {};
    private Duration reconnectPause = Duration.ofMillis(500);
    private Duration ownDelay = Duration.ofSeconds(30);
    private boolean resetBeforeQuit;

    private Pop3Sync(Pop3 pop3, MailSink sink, Ledger ledger) {
        this.pop3 = pop3;
        this.sink = sink;
        this.ledger = ledger;
        this.account = pop3.account();
    }

    /**
     * Collects from this maildrop into this sink, and remembers in this ledger. Without further
     * words everything is collected and everything stays on the server.
     */
    public static Pop3Sync of(Pop3 pop3, MailSink sink, Ledger ledger) {
        return new Pop3Sync(pop3, sink, ledger);
    }

    /**
     * Under which name the ledger knows the account; without this it is {@code user@host}. For
     * accounts whose server is known by several names, or moves.
     */
    public Pop3Sync account(String name) {
        account = name;
        return this;
    }

    /** Everything at once, for a policy that was kept somewhere. */
    public Pop3Sync policy(Policy all) {
        policy = all;
        return this;
    }

    private Pop3Sync with(UnaryOperator<Policy> change) {
        policy = change.apply(policy);
        return this;
    }

    /** Deletes each message on the server as soon as it is durable here. */
    public Pop3Sync deleteAtOnce() {
        return with(p -> p.retention(new Policy.Retention.None()));
    }

    /** Leaves everything on the server. */
    public Pop3Sync leaveOnServer() {
        return with(p -> p.retention(new Policy.Retention.ForEver()));
    }

    /** Leaves each message on the server for so long after it was collected (C-006). */
    public Pop3Sync leaveOnServer(Duration time) {
        return with(p -> p.retention(new Policy.Retention.For(time)));
    }

    /** Deletes on the server what was thrown away here, if the sink can tell. */
    public Pop3Sync untilDeletedLocally() {
        return with(p -> p.untilDeletedLocally(true));
    }

    /** Leaves larger messages on the server; they come when the limit is lifted. */
    public Pop3Sync maxSize(long octets) {
        return with(p -> p.maxOctets(octets));
    }

    /** The newest messages come first. */
    public Pop3Sync newestFirst() {
        return with(p -> p.order(Policy.Order.NEWEST_FIRST));
    }

    /** The smallest messages come first. */
    public Pop3Sync smallestFirst() {
        return with(p -> p.order(Policy.Order.SMALLEST_FIRST));
    }

    /** Collects headers only; the rest comes for those named here, or when this is lifted. */
    public Pop3Sync headersOnly(Set<String> wantedWhole) {
        return with(p -> p.headersOnly(true).bodies(wantedWhole));
    }

    /** Forgets what was read before it quits, for a server that deletes what was read. */
    public Pop3Sync resetBeforeQuit() {
        resetBeforeQuit = true;
        return this;
    }

    /** Tells what happens; called by the threads of the run, one at a time for each kind. */
    public Pop3Sync onEvent(Consumer<SyncEvent> watcher) {
        events = watcher;
        return this;
    }

    /** Another clock, for tests. */
    public Pop3Sync clock(InstantSource other) {
        clock = other;
        return this;
    }

    /** How long to wait before the first reconnection of a run; twice as long each time after. */
    public Pop3Sync reconnectPause(Duration pause) {
        reconnectPause = pause;
        return this;
    }

    /**
     * After so long without a command of ours, because the disk is slow, the server hears that we
     * are there.
     */
    Pop3Sync ownDelay(Duration time) {
        ownDelay = time;
        return this;
    }

    /** Collects. Whatever goes wrong is told in the report, and what was collected is safe. */
    public SyncReport run() {
        return runner().collect();
    }

    /**
     * Looks at the server and says what a run would do, and why; collects and deletes nothing.
     * Learning nothing new of the server, it changes nothing but the time of the last login.
     */
    public DryRun dryRun() {
        return runner().look();
    }

    private Run runner() {
        Pop3 prepared = pop3.listAhead();
        return new Run(
                new Run.Order(
                        prepared,
                        sink,
                        ledger,
                        account,
                        policy,
                        clock,
                        events,
                        reconnectPause,
                        ownDelay,
                        resetBeforeQuit),
                calling);
    }

    /**
     * Ends a run that is under way, from any thread. Messages that came whole are still made
     * durable; nothing more is deleted on the server.
     */
    public void cancel() {
        calling.cancel();
    }
}
