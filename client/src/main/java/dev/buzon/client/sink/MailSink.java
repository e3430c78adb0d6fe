package dev.buzon.client.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Set;

/**
 * Where collected messages go.
 *
 * <p>The order in which the collector calls, and what must hold when everything stops in between:
 *
 * <ol>
 *   <li>{@link #begin}, then {@link Incoming#write} until the message is complete: nothing is
 *       visible, and what is left of it goes by itself.
 *   <li>{@link Incoming#seal}, then {@link #flush}: the octets survive a power cut, but are not
 *       visible. The receipt names them; it goes into the ledger next.
 *   <li>{@link Incoming#publish}, then {@link #flush}: the message is there.
 * </ol>
 *
 * <p>After a stop anywhere behind the second step, {@link #settle} with the receipt finishes the
 * job or says that it could not. A message is there once in every case.
 *
 * <p>One thread calls {@code begin}, {@code publish}, {@code flush} and {@code settle}; several
 * messages may be written and sealed by several threads.
 */
public interface MailSink {
    /** Begins a message. */
    Incoming begin(MessageFacts facts) throws IOException;

    /**
     * Finds out, after a stop, what became of a sealed message, and finishes its publication if
     * that is possible.
     *
     * @param receipt what {@link Incoming#seal} gave
     */
    Settled settle(String receipt) throws IOException;

    /** Makes everything sealed or published so far survive a power cut. */
    void flush() throws IOException;

    /** Whether this sink can see that the person has thrown a message away. */
    default boolean knowsWhatWasThrownAway() {
        return false;
    }

    /**
     * Those of these messages that the person has thrown away since; a message that merely cannot
     * be looked for is not among them.
     *
     * @param receipts what {@link Incoming#seal} gave for messages that were published
     */
    default Set<String> thrownAway(Collection<String> receipts) throws IOException {
        return Set.of();
    }

    /**
     * Takes a published message out again, because a better copy has come (the whole of a message
     * of which there was only the header). Best effort; a sink that cannot does nothing.
     */
    default void withdraw(String receipt) throws IOException {}

    /** A message on its way in. */
    interface Incoming extends AutoCloseable {
        /**
         * The next octets, as the server holds them: lines end with CRLF, dots are not doubled.
         *
         * @throws IOException when there is no room or the disk fails; the message is then to be
         *     closed
         */
        void write(ByteBuffer octets) throws IOException;

        /**
         * Makes the octets durable under a name that no reader looks at.
         *
         * @return the receipt: one line without control characters, at most {@value
         *     #RECEIPT_LENGTH_MAX} characters
         */
        String seal() throws IOException;

        /**
         * Makes the message visible. A second call does nothing.
         *
         * @throws MessageRefusedException when this message is not wanted; others may be
         */
        void publish() throws IOException;

        /** Throws away what was not published. */
        @Override
        void close();

        /** The longest receipt. */
        int RECEIPT_LENGTH_MAX = 1000;
    }
}
