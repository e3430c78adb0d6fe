package dev.buzon.client.outbox;

import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Fate;
import java.time.Instant;
import java.util.List;

/** One thing that happened to a message that waits; times have whole seconds. */
sealed interface JobEvent {
    /** When it happened. */
    Instant at();

    /**
     * It was put into the outbox.
     *
     * @param account whose server sends it
     * @param subject for people, printable
     * @param octets of the message as it is sent
     */
    record Queued(
            Instant at,
            String account,
            Envelope envelope,
            String messageId,
            String subject,
            long octets)
            implements JobEvent {}

    /**
     * A transfer begins.
     *
     * @param to the recipients it is for, as indexes of the envelope
     */
    record Begun(Instant at, List<Integer> to) implements JobEvent {
        public Begun {
            to = List.copyOf(to);
        }
    }

    /** The end of the message goes out: from here on the server may have taken it. */
    record Ending(Instant at) implements JobEvent {}

    /**
     * A transfer is over.
     *
     * @param fates of the recipients it was for, in the order of {@link Begun#to}
     * @param next when to try again those that are to be tried again
     */
    record Answered(Instant at, List<Fate> fates, Instant next) implements JobEvent {
        public Answered {
            fates = List.copyOf(fates);
        }
    }

    /** There was no session; nothing was sent. */
    record Unreached(Instant at, String why) implements JobEvent {}

    /** A person wants all that is not taken to be tried again. */
    record Revived(Instant at) implements JobEvent {}
}
