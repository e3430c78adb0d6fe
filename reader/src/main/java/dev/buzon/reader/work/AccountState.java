package dev.buzon.reader.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How collecting an account stands at one moment.
 *
 * @param address the account's
 * @param running how far the run under way is, if there is one
 * @param last how the last run ended, if there was one since the reader began
 * @param next when it is collected again by itself, if it is
 * @param onServer how many messages the server listed last, if that is known
 * @param waiting how many of them are not here because nobody asked for them yet
 */
public record AccountState(
        String address,
        Optional<Running> running,
        Optional<Ended> last,
        Optional<Instant> next,
        OptionalInt onServer,
        int waiting) {
    /** What a run is doing. */
    public enum Phase {
        /** A connection is being made, and the login. */
        CONNECTING,
        /** It is decided what is to be done. */
        PLANNING,
        /** Messages come. */
        COLLECTING,
        /** What is not to stay is deleted on the server. */
        DELETING,
        /** The person has stopped it; what came whole is still made durable. */
        STOPPING
    }

    /**
     * A run under way.
     *
     * @param message how many messages of this session are here
     * @param ofMessages how many are to come
     * @param octets how many octets came
     * @param ofOctets how many are to come
     * @param octetsPerSecond over this session so far
     * @param left how long the rest takes at this rate; zero when that is not known
     */
    public record Running(
            Phase phase,
            int message,
            int ofMessages,
            long octets,
            long ofOctets,
            long octetsPerSecond,
            Duration left) {
        static final Running BEGINS = new Running(Phase.CONNECTING, 0, 0, 0, 0, 0, Duration.ZERO);

        Running in(Phase other) {
            return new Running(other, message, ofMessages, octets, ofOctets, octetsPerSecond, left);
        }
    }

    /** In one word how a run ended. */
    public enum Result {
        /** Everything was done. */
        DONE,
        /** Everything was done that could be; some messages could not be had. */
        PARTLY,
        /** It goes on by itself, later. */
        LATER,
        /** There is no way to the server: no network, most likely. */
        AWAY,
        /** Nothing happens until the person has done something. */
        PERSON,
        /** The person has stopped it. */
        STOPPED
    }

    /**
     * The end of a run.
     *
     * @param time when it ended
     * @param since when a run ended like this first, without another result since
     * @param text what happened
     * @param todo what the person can do; may be {@link Sentence#NONE}
     * @param collected messages that came
     * @param deleted messages that were deleted on the server
     */
    public record Ended(
            Instant time,
            Instant since,
            Result result,
            Sentence text,
            Sentence todo,
            int collected,
            int deleted) {}

    static AccountState fresh(String address) {
        return new AccountState(
                address,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0);
    }

    AccountState running(Optional<Running> now) {
        return new AccountState(address, now, last, next, onServer, waiting);
    }

    AccountState ended(Ended how) {
        return new AccountState(
                address, Optional.empty(), Optional.of(how), next, onServer, waiting);
    }

    AccountState next(Optional<Instant> when) {
        return new AccountState(address, running, last, when, onServer, waiting);
    }

    AccountState onServer(int messages, int notHere) {
        return new AccountState(address, running, last, next, OptionalInt.of(messages), notHere);
    }
}
