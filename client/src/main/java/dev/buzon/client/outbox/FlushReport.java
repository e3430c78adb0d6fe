package dev.buzon.client.outbox;

import dev.buzon.client.smtp.SubmissionException;
import java.util.List;
import java.util.Optional;

/**
 * What became of the messages that were tried.
 *
 * @param tried how far each is now, in the order they were put into the outbox
 * @param busy the names of those that another process is sending
 * @param problem why the server could not be used, if so: the rest waits
 */
public record FlushReport(
        List<OutboxEntry> tried, List<String> busy, Optional<SubmissionException> problem) {
    /** Keeps copies of the lists. */
    public FlushReport {
        tried = List.copyOf(tried);
        busy = List.copyOf(busy);
    }
}
