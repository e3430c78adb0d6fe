package dev.buzon.reader.work;

import dev.buzon.reader.mime.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message on its way out.
 *
 * @param id its name: that of the hold, or in the outbox
 * @param account whose server sends it
 * @param to everyone who is to get it
 * @param time since when it is on its way
 * @param fate how far it is
 * @param text what happened last, with the server's own words
 * @param todo what the person can do; may be {@link Sentence#NONE}
 * @param next when it goes by itself, or is tried again, if it is
 */
public record Dispatch(
        String id,
        String account,
        String subject,
        List<Person> to,
        Instant time,
        Fate fate,
        Sentence text,
        Sentence todo,
        Optional<Instant> next) {
    /** How far a message is. */
    public enum Fate {
        /** It can be called back for a moment. */
        HOLDING,
        /** It goes when there is a line, or at its next time. */
        WAITING,
        /** It is going now. */
        SENDING,
        /** The server has taken it for everyone. */
        SENT,
        /** The server does not want it for someone, or it was given up. */
        REFUSED,
        /** It may have been taken; it is not sent again by itself. */
        UNKNOWN
    }

    /** Keeps a copy. */
    public Dispatch {
        to = List.copyOf(to);
    }
}
