package dev.buzon.reader.work;

import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.client.outbox.OutboxEntry.Stage;
import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Letter;
import dev.buzon.protocol.smtp.MailParameters;
import dev.buzon.protocol.smtp.RcptParameters.NotifyOn;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.Composed;
import dev.buzon.reader.write.Draft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a message from the drafts through the outbox to what was sent, in steps that can each
 * be the last before a crash:
 *
 * <ol>
 *   <li>the message as it is sent, and a record of it, are written beside each other: still a
 *       draft;
 *   <li>it is put into the outbox: from here on it is sent, and the draft means nothing;
 *   <li>the draft is removed;
 *   <li>a server takes it; the record says that it is being copied, it is copied, the record says
 *       so;
 *   <li>what it answers is marked, and the record is removed.
 * </ol>
 */
final class Departure {
    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);

    private final Sending.Means means;
    private final SendRecords records;
    private final SentCopies copies;
    private final ReentrantLock lock = new ReentrantLock();

    Departure(Sending.Means means) {
        this.means = means;
        this.records = new SendRecords(means.folder(), means.disk());
        this.copies = new SentCopies(means.desk());
    }

    /**
     * Puts a draft into the outbox, once.
     *
     * @return whose it is; empty when there is no such draft any more
     */
    Optional<String> queue(String id) throws IOException {
        lock.lock();
        try {
            Optional<Draft> found = means.drafts().open(id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Draft draft = found.get();
            if (queued(draft.messageId()).isEmpty()) {
                put(draft);
            }
            means.drafts().discard(id);
            means.foldersChanged().accept(draft.account());
            return Optional.of(draft.account());
        } finally {
            lock.unlock();
        }
    }

    private void put(Draft draft) throws IOException {
        OffsetDateTime now = OffsetDateTime.now(means.clock());
        Composed composed = Composed.of(draft, Composed.Form.LETTER, now, 0);
        SendRecord record =
                new SendRecord(
                        draft.id(),
                        draft.account(),
                        draft.messageId(),
                        draft.origin(),
                        SendRecord.Stage.WRITTEN);
        try (InputStream octets = composed.open()) {
            records.begin(record, octets);
        }
        Letter letter = Letter.in(records.message(draft.id()));
        means.outbox().put(draft.account(), letter, envelope(draft, letter));
        records.write(record.at(SendRecord.Stage.QUEUED));
    }

    private static Envelope envelope(Draft draft, Letter letter) throws IOException {
        Envelope envelope = letter.envelope();
        return draft.receipts().delivery()
                ? envelope.reports(
                        new Envelope.Reports(
                                Optional.of(
                                        Set.of(NotifyOn.SUCCESS, NotifyOn.FAILURE, NotifyOn.DELAY)),
                                Optional.of(MailParameters.Ret.HDRS),
                                Optional.empty()))
                : envelope;
    }

    /** The message with this Message-ID, without angle brackets, in the outbox. */
    private Optional<OutboxEntry> queued(String messageId) throws IOException {
        return means.outbox().list().entries().stream()
                .filter(entry -> entry.messageId().equals("<" + messageId + ">"))
                .findFirst();
    }

    /** The message with this name in the outbox. */
    Optional<OutboxEntry> entry(String id) throws IOException {
        return means.outbox().list().entries().stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst();
    }

    /** Goes on where somebody was stopped. */
    void recover() throws IOException {
        lock.lock();
        try {
            records.tidy();
            for (SendRecord record : records.all()) {
                recover(record);
            }
        } finally {
            lock.unlock();
        }
    }

    private void recover(SendRecord record) throws IOException {
        Optional<OutboxEntry> entry = queued(record.messageId());
        boolean draft = means.drafts().open(record.draft()).isPresent();
        if (entry.isEmpty() && record.stage() == SendRecord.Stage.WRITTEN) {
            if (!draft) { // somebody else removed it meanwhile: rather once too much than lost
                Path message = records.message(record.draft());
                means.drafts().keep(means.drafts().again(record.account(), message));
            }
            records.remove(record.draft());
        } else {
            means.drafts().discard(record.draft());
        }
        if (draft) {
            means.foldersChanged().accept(record.account());
        }
    }

    /** Finishes what servers have taken, of all accounts. Messages whose step fails stay. */
    void settle() {
        lock.lock();
        try {
            for (SendRecord record : records.all()) {
                try {
                    settle(record);
                } catch (IOException e) {
                    LOG.warn("{}: the copy of what was sent waits", record.account(), e);
                }
            }
        } catch (IOException e) {
            LOG.warn("what was sent cannot be looked at", e);
        } finally {
            lock.unlock();
        }
    }

    private void settle(SendRecord record) throws IOException {
        Optional<OutboxEntry> entry = queued(record.messageId());
        if (entry.isEmpty() && record.stage() == SendRecord.Stage.WRITTEN) {
            return; // on its way into the outbox
        }
        // What the outbox has forgotten was sent a week ago, while the reader did not run.
        boolean gone = entry.isEmpty();
        boolean taken =
                entry.map(one -> !one.in(Stage.TAKEN).isEmpty() || mayBeTaken(one)).orElse(true);
        if (taken && record.stage() != SendRecord.Stage.COPIED) {
            copy(record);
        }
        if (gone || entry.map(OutboxEntry::isSent).orElse(false)) {
            records.remove(record.draft());
        }
    }

    private static boolean mayBeTaken(OutboxEntry entry) {
        return !entry.waits() && !entry.in(Stage.UNKNOWN).isEmpty();
    }

    private void copy(SendRecord record) throws IOException {
        boolean perhaps = record.stage() == SendRecord.Stage.COPYING;
        if (!perhaps) {
            records.write(record.at(SendRecord.Stage.COPYING));
        }
        copies.copy(record, records.message(record.draft()), perhaps);
        if (record.origin().isPresent()) {
            copies.mark(record.origin().get());
            means.foldersChanged().accept(record.origin().get().account());
        }
        records.write(record.at(SendRecord.Stage.COPIED));
        means.foldersChanged().accept(record.account());
    }

    /** Makes a message in the outbox a draft again; empty when there is none, or it is busy. */
    Optional<Draft> takeBack(String id) throws IOException {
        lock.lock();
        try {
            Optional<OutboxEntry> entry = entry(id);
            if (entry.isEmpty() || means.outbox().isBusy(id)) {
                return Optional.empty();
            }
            Optional<SendRecord> record = record(entry.get());
            Path full =
                    record.map(one -> records.message(one.draft()))
                            .filter(Files::exists)
                            .orElseGet(() -> means.outbox().message(id));
            Draft again =
                    means.drafts()
                            .again(entry.get().account(), full)
                            .origin(record.flatMap(SendRecord::origin));
            Draft kept = means.drafts().keep(toTheRest(again, entry.get())).draft();
            if (!means.outbox().forget(id)) {
                means.drafts().discard(kept.id()); // it has just begun to go
                return Optional.empty();
            }
            if (record.isPresent()) {
                records.remove(record.get().draft());
            }
            means.foldersChanged().accept(kept.account());
            return Optional.of(kept);
        } finally {
            lock.unlock();
        }
    }

    private Optional<SendRecord> record(OutboxEntry entry) throws IOException {
        return records.all().stream()
                .filter(one -> entry.messageId().equals("<" + one.messageId() + ">"))
                .findFirst();
    }

    /** Those who have it do not get it again. */
    private static Draft toTheRest(Draft draft, OutboxEntry entry) {
        Set<String> have =
                entry.in(Stage.TAKEN).stream()
                        .map(one -> one.address().toString().toLowerCase(java.util.Locale.ROOT))
                        .collect(Collectors.toSet());
        return draft.to(rest(draft.to(), have), rest(draft.cc(), have), rest(draft.bcc(), have));
    }

    private static List<Person> rest(List<Person> people, Set<String> have) {
        return people.stream()
                .filter(one -> !have.contains(one.address().toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }
}
