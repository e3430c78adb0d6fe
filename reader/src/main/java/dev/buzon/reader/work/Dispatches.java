package dev.buzon.reader.work;

import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.outbox.OutboxEntry.Stage;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.work.Dispatch.Fate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says how far a message in the outbox is, in the reader's words. */
final class Dispatches {
    private Dispatches() {}

    /**
     * Of this entry.
     *
     * @param sending whether it is being sent at this moment
     * @param next when the account's messages are tried again by themselves
     * @param trouble why nothing of the account can be sent; may be {@link Sentence#NONE}
     */
    static Dispatch of(
            OutboxEntry entry, boolean sending, Optional<Instant> next, Sentence trouble) {
        Fate fate = fate(entry, sending);
        return new Dispatch(
                entry.id(),
                entry.account(),
                entry.subject(),
                entry.recipients().stream()
                        .map(one -> new Person("", one.address().toString()))
                        .toList(),
                entry.queued(),
                fate,
                fate == Fate.WAITING && !trouble.isNone() ? trouble : text(entry, fate),
                todo(entry, fate),
                fate == Fate.WAITING ? Optional.of(next(entry, next)) : Optional.empty());
    }

    private static Instant next(OutboxEntry entry, Optional<Instant> account) {
        return account.filter(time -> time.isAfter(entry.next())).orElse(entry.next());
    }

    private static Fate fate(OutboxEntry entry, boolean sending) {
        if (sending) {
            return Fate.SENDING;
        }
        if (entry.isSent()) {
            return Fate.SENT;
        }
        if (entry.waits()) {
            return Fate.WAITING;
        }
        return entry.in(Stage.REFUSED).isEmpty() ? Fate.UNKNOWN : Fate.REFUSED;
    }

    private static Sentence text(OutboxEntry entry, Fate fate) {
        return switch (fate) {
            case HOLDING -> Sentence.of("work.send.holding");
            case SENDING -> Sentence.of("work.send.sending");
            case SENT -> Sentence.of("work.send.sent");
            case WAITING -> waiting(entry);
            case REFUSED -> said("work.send.refused", entry, Stage.REFUSED);
            case UNKNOWN -> said("work.send.unknown", entry, Stage.UNKNOWN);
        };
    }

    private static Sentence waiting(OutboxEntry entry) {
        if (!entry.problem().isEmpty()) {
            return Sentence.of("work.send.waiting.problem", entry.problem());
        }
        List<OutboxEntry.Recipient> later =
                entry.recipients().stream()
                        .filter(one -> one.waits() && !one.text().isEmpty())
                        .toList();
        return later.isEmpty()
                ? Sentence.of("work.send.waiting")
                : Sentence.of("work.send.waiting.later", later.getFirst().text());
    }

    private static Sentence said(String text, OutboxEntry entry, Stage stage) {
        OutboxEntry.Recipient first = entry.in(stage).getFirst();
        return Sentence.of(text, first.address(), first.text());
    }

    private static Sentence todo(OutboxEntry entry, Fate fate) {
        return switch (fate) {
            case HOLDING, SENDING, SENT -> Sentence.NONE;
            case WAITING ->
                    entry.problem().isEmpty()
                            ? Sentence.NONE
                            : Sentence.of("work.todo.send.waiting");
            case REFUSED -> Sentence.of("work.todo.send.refused");
            case UNKNOWN -> Sentence.of("work.todo.send.unknown");
        };
    }
}
