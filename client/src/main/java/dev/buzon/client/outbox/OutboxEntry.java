package dev.buzon.client.outbox;

import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Fate;
import dev.buzon.protocol.smtp.Mailbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How far a message is.
 *
 * @param id its name in the outbox
 * @param account whose server sends it
 * @param messageId the same however often it is sent
 * @param subject for people, printable
 * @param octets of the message as it is sent
 * @param queued when it was put here
 * @param recipients everyone who is to get it
 * @param next when it is tried again by itself
 * @param changed when something happened to it last
 * @param problem why there was no session, the last time; empty when there was one
 * @param transfers how often sending was begun
 * @param answers how often a server said later
 * @param underWay the transfer that was begun and has not ended, as far as is written down
 */
public record OutboxEntry(
        String id,
        String account,
        Envelope envelope,
        String messageId,
        String subject,
        long octets,
        Instant queued,
        List<Recipient> recipients,
        Instant next,
        Instant changed,
        String problem,
        int transfers,
        int answers,
        Optional<UnderWay> underWay) {
    /**
     * After so many transfers of which nobody knows how they ended a message is not sent again by
     * itself: each may have made a copy.
     */
    public static final int UNKNOWN_MOST = 3;

    /** Where a recipient is. */
    public enum Stage {
        /** It is to be sent. */
        WAITING,
        /** The server has taken it. */
        TAKEN,
        /** The server does not want it, or it was given up. */
        REFUSED,
        /** It may have been taken; it is sent again, but not for ever. */
        UNKNOWN
    }

    /**
     * One recipient.
     *
     * @param code of the last answer; 0 when there was none
     * @param text the last answer, or what we know, printable; empty before the first
     * @param unknowns how many transfers ended nobody knows how: with any, there may be copies
     */
    public record Recipient(Mailbox address, Stage stage, int code, String text, int unknowns) {
        Recipient after(Fate fate) {
            return new Recipient(
                    address,
                    switch (fate.kind()) {
                        case TAKEN -> Stage.TAKEN;
                        case LATER -> Stage.WAITING;
                        case REFUSED -> Stage.REFUSED;
                        case UNKNOWN -> Stage.UNKNOWN;
                    },
                    fate.code(),
                    fate.text(),
                    unknowns + (fate.kind() == Fate.Kind.UNKNOWN ? 1 : 0));
        }

        /** Whether it is to be sent, by itself, now or later. */
        public boolean waits() {
            return switch (stage) {
                case WAITING -> true;
                case UNKNOWN -> unknowns < UNKNOWN_MOST;
                case TAKEN, REFUSED -> false;
            };
        }
    }

    /**
     * A transfer that was begun.
     *
     * @param to the indexes of the recipients it is for
     * @param ending whether the end of the message went out, or was about to
     */
    public record UnderWay(List<Integer> to, boolean ending) {
        /** Keeps a copy of the list. */
        public UnderWay {
            to = List.copyOf(to);
        }
    }

    /** Keeps a copy of the list. */
    public OutboxEntry {
        recipients = List.copyOf(recipients);
    }

    static OutboxEntry begin(String id, JobEvent.Queued queued) {
        return new OutboxEntry(
                id,
                queued.account(),
                queued.envelope(),
                queued.messageId(),
                queued.subject(),
                queued.octets(),
                queued.at(),
                queued.envelope().recipients().stream()
                        .map(one -> new Recipient(one, Stage.WAITING, 0, "", 0))
                        .toList(),
                queued.at(),
                queued.at(),
                "",
                0,
                0,
                Optional.empty());
    }

    /** Whether somebody is to get it who has not, now or later, by itself. */
    public boolean waits() {
        return recipients.stream().anyMatch(Recipient::waits);
    }

    /** Whether it is to be tried at this time. */
    public boolean isDue(Instant now) {
        return waits() && !next.isAfter(now);
    }

    /** Those in this stage. */
    public List<Recipient> in(Stage stage) {
        return recipients.stream().filter(one -> one.stage() == stage).toList();
    }

    /** Whether it was taken for everyone. */
    public boolean isSent() {
        return in(Stage.TAKEN).size() == recipients.size();
    }

    /** Whether somebody may get it twice, or has. */
    public boolean mayBeDoubled() {
        return recipients.stream().anyMatch(one -> one.unknowns() > 0);
    }

    /**
     * What a transfer that nobody ended means: the process that made it is gone. Before the end of
     * the message the server cannot have taken it; behind it nobody knows.
     */
    OutboxEntry settled() {
        if (underWay.isEmpty()) {
            return this;
        }
        UnderWay was = underWay.get();
        Fate fate =
                new Fate(
                        Fate.Kind.UNKNOWN,
                        0,
                        "this program ended before the answer came: it may have been taken");
        return with(
                was.ending()
                        ? fated(was.to(), Collections.nCopies(was.to().size(), fate))
                        : recipients,
                next,
                changed,
                problem,
                transfers,
                answers,
                Optional.empty());
    }

    /**
     * The entry after this event.
     *
     * @throws IllegalStateException when it cannot have happened
     */
    OutboxEntry after(JobEvent event) {
        return switch (event) {
            case JobEvent.Queued _ -> throw new IllegalStateException("queued twice");
            case JobEvent.Begun(var at, var to) -> {
                OutboxEntry before = settled();
                if (to.stream().anyMatch(i -> i < 0 || i >= recipients.size())) {
                    throw new IllegalStateException("no such recipient");
                }
                yield before.with(
                        before.recipients,
                        next,
                        at,
                        "",
                        transfers + 1,
                        answers,
                        Optional.of(new UnderWay(to, false)));
            }
            case JobEvent.Ending(var at) ->
                    with(
                            recipients,
                            next,
                            at,
                            problem,
                            transfers,
                            answers,
                            Optional.of(new UnderWay(begun().to(), true)));
            case JobEvent.Answered(var at, var fates, var again) ->
                    with(
                            fated(begun().to(), fates),
                            again,
                            at,
                            "",
                            transfers,
                            answers + (fates.stream().anyMatch(OutboxEntry::saidLater) ? 1 : 0),
                            Optional.empty());
            case JobEvent.Unreached(var at, var why) ->
                    settled()
                            .with(
                                    settled().recipients,
                                    next,
                                    at,
                                    why,
                                    transfers,
                                    answers,
                                    Optional.empty());
            case JobEvent.Revived(var at) -> settled().revived(at);
        };
    }

    private UnderWay begun() {
        return underWay.orElseThrow(() -> new IllegalStateException("nothing was begun"));
    }

    private static boolean saidLater(Fate fate) {
        return fate.kind() == Fate.Kind.LATER && fate.code() > 0;
    }

    private OutboxEntry revived(Instant at) {
        List<Recipient> again = new ArrayList<>();
        for (Recipient one : recipients) {
            again.add(
                    one.stage() == Stage.TAKEN
                            ? one
                            : new Recipient(
                                    one.address(),
                                    Stage.WAITING,
                                    one.code(),
                                    one.text(),
                                    one.unknowns()));
        }
        return with(again, at, at, "", transfers, answers, Optional.empty());
    }

    private List<Recipient> fated(List<Integer> to, List<Fate> fates) {
        if (to.size() != fates.size()) {
            throw new IllegalStateException("a fate for each");
        }
        List<Recipient> fated = new ArrayList<>(recipients);
        for (int i = 0; i < to.size(); i++) {
            fated.set(to.get(i), fated.get(to.get(i)).after(fates.get(i)));
        }
        return fated;
    }

    private OutboxEntry with(
            List<Recipient> others,
            Instant again,
            Instant at,
            String why,
            int begun,
            int later,
            Optional<UnderWay> flight) {
        return new OutboxEntry(
                id, account, envelope, messageId, subject, octets, queued, others, again, at, why,
                begun, later, flight);
    }
}
