package dev.buzon.reader.index;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the conversation of a message. Two messages belong together when one names the other, or
 * both name a third (union of their ids); when an answer names none, also with the messages of the
 * same subject within seven days of it. Which of them came first makes no difference.
 */
final class Joining {
    /** How far an answer without references may be from what has its subject. */
    static final Duration NEAR = Duration.ofDays(7);

    private final Session session;

    Joining(Session session) {
        this.session = session;
    }

    /**
     * The conversation for a message that is about to be inserted; others are made one with it.
     *
     * @param id the id the message will have: that of its conversation, when it is alone
     */
    long conversation(long id, Facts facts, long subject) throws SQLException {
        Set<Long> keys = new HashSet<>();
        for (String linked : facts.linked()) {
            keys.add(Hash.of(linked));
        }
        if (!facts.messageId().isEmpty()) {
            keys.add(Hash.of(facts.messageId()));
        }
        Set<Long> conversations = new TreeSet<>();
        for (long key : keys) {
            session.each(
                    "SELECT conversation FROM node WHERE key = ?",
                    row -> conversations.add(row.getLong(1)),
                    key);
        }
        if (subject != 0) {
            bySubject(facts, subject, conversations);
        }
        long conversation = conversations.isEmpty() ? id : united(conversations);
        for (long key : keys) {
            session.run("INSERT OR IGNORE INTO node VALUES(?, ?)", key, conversation);
        }
        return conversation;
    }

    /**
     * Answers without references of one subject that are near each other are one conversation
     * already, so that the nearest on either side stand for all; only what lies between those has
     * to be looked at.
     */
    private void bySubject(Facts facts, long subject, Collection<Long> conversations)
            throws SQLException {
        long date = facts.date();
        long near = NEAR.toMillis();
        long[] earlier = {date - near};
        long[] later = {date + near};
        session.each(
                "SELECT date, conversation FROM message WHERE subject_hash = ? AND orphan = 1"
                        + " AND date BETWEEN ? AND ? AND subject_hash <> 0"
                        + " ORDER BY date DESC LIMIT 1",
                row -> {
                    earlier[0] = row.getLong(1);
                    conversations.add(row.getLong(2));
                },
                subject,
                date - near,
                date);
        session.each(
                "SELECT date, conversation FROM message WHERE subject_hash = ? AND orphan = 1"
                        + " AND date BETWEEN ? AND ? AND subject_hash <> 0"
                        + " ORDER BY date LIMIT 1",
                row -> {
                    later[0] = row.getLong(1);
                    conversations.add(row.getLong(2));
                },
                subject,
                date,
                date + near);
        if (facts.answerWithoutLinks()) {
            session.each(
                    "SELECT DISTINCT conversation FROM message WHERE subject_hash = ?"
                            + " AND orphan = 0 AND date BETWEEN ? AND ? AND subject_hash <> 0",
                    row -> conversations.add(row.getLong(1)),
                    subject,
                    earlier[0],
                    later[0]);
        }
    }

    /** Makes several conversations one: that of most messages. */
    private long united(Set<Long> conversations) throws SQLException {
        long largest = 0;
        long most = -1;
        for (long conversation : conversations) {
            long size =
                    conversations.size() == 1
                            ? 0
                            : session.number(
                                    "SELECT count(*) FROM message WHERE conversation = ?",
                                    conversation);
            if (size > most) {
                most = size;
                largest = conversation;
            }
        }
        for (long conversation : conversations) {
            if (conversation != largest) {
                session.run(
                        "UPDATE node SET conversation = ? WHERE conversation = ?",
                        largest,
                        conversation);
                session.run(
                        "UPDATE message SET conversation = ? WHERE conversation = ?",
                        largest,
                        conversation);
            }
        }
        return largest;
    }
}
