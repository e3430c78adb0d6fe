package dev.buzon.reader.work;

import java.util.List;

/**
 * Something that changed. An event says how it is now: of several about the same only the last
 * counts.
 */
public sealed interface WorkEvent {
    /** Collecting an account goes on, ended or is due at another time. */
    record AccountChanged(AccountState state) implements WorkEvent {}

    /**
     * New mail is in an account's inbox and in the index.
     *
     * @param messages how many
     * @param newest the index's ids of the newest of them, the newest first
     */
    record MailCame(String account, int messages, List<Long> newest) implements WorkEvent {
        /** Keeps a copy. */
        public MailCame {
            newest = List.copyOf(newest);
        }
    }

    /** Folders of an account hold something else now; the index knows. */
    record FoldersChanged(String account) implements WorkEvent {}

    /** Something is in the outbox, left it, or fared otherwise. */
    record OutboxChanged() implements WorkEvent {}

    /** A job goes on or ended. */
    record JobChanged(JobState state) implements WorkEvent {}
}
