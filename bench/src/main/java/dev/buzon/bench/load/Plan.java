package dev.buzon.bench.load;

import dev.buzon.bench.wire.DeliveryCaller.Protocol;
import dev.buzon.bench.wire.Endpoint;
import dev.buzon.bench.wire.WrongAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One load, described.
 *
 * @param work what is repeated
 * @param endpoint where
 * @param users by whom, or to whom
 * @param password of all of them
 * @param connections how many at the same time
 * @param warmUp how long before anything is counted
 * @param measured how long things are counted; for {@link Work#DRAIN}, which is bounded by its
 *     mail, the longest it may take
 * @param expect what the maildrops must hold
 * @param inFlight how many RETR are sent before the first answer is awaited
 * @param delivery what is delivered
 */
public record Plan(
        Work work,
        Endpoint endpoint,
        Users users,
        String password,
        int connections,
        Duration warmUp,
        Duration measured,
        Expect expect,
        int inFlight,
        Delivery delivery) {

    /** Most connections at the same time. */
    public static final int CONNECTIONS_MAX = 20_000;

    /** Most RETR in flight: their requests must fit into the server's receive buffer. */
    public static final int IN_FLIGHT_MAX = 256;

    /** Longest load. */
    public static final Duration DURATION_MAX = Duration.ofHours(1);

    /** Checks the limits. */
    public Plan {
        if (connections < 1 || connections > CONNECTIONS_MAX) {
            throw new IllegalArgumentException("connections: 1 to " + CONNECTIONS_MAX);
        }
        if (work != Work.DELIVER && users.count() < connections) {
            throw new IllegalArgumentException(
                    connections
                            + " connections need as many users: one maildrop, one session (RFC 1939 §8)");
        }
        if (inFlight < 1 || inFlight > IN_FLIGHT_MAX) {
            throw new IllegalArgumentException("in flight: 1 to " + IN_FLIGHT_MAX);
        }
        if (warmUp.plus(measured).compareTo(DURATION_MAX) > 0) {
            throw new IllegalArgumentException("longest load: " + DURATION_MAX);
        }
    }

    /**
     * What the maildrops must hold.
     *
     * @param messages how many each, or -1 for any number
     * @param content how closely the content is looked at
     */
    public record Expect(int messages, Content content) {
        /** Any number of messages, each made by {@link Load} for its user. */
        public static final Expect ANY = new Expect(-1, Content.SEEDED);

        void check(int counted) throws WrongAnswer {
            if (messages >= 0 && counted != messages) {
                throw new WrongAnswer(
                        "STAT says " + counted + " messages, there must be " + messages);
            }
        }
    }

    /** How closely content is looked at. */
    public enum Content {
        /** Made by {@code bench seed} for this very user. */
        SEEDED,
        /** Made by work {@link Work#DELIVER}, for anybody. */
        DELIVERED,
        /** Not looked at, as it is not ours; frames, counts and sizes are checked all the same. */
        FOREIGN
    }

    /**
     * What is delivered.
     *
     * @param protocol by SMTP or LMTP
     * @param octets size of each message
     * @param recipients how many each message goes to
     * @param each when 0, messages for the measured time to users in turn; when more, exactly so
     *     many to each user, as a seed
     */
    public record Delivery(Protocol protocol, int octets, int recipients, int each) {
        /** Recipients of one message. */
        public static final int RECIPIENTS_MAX = 1000;

        /** Messages of a seed for one user. */
        public static final int EACH_MAX = 1_000_000;

        /** One recipient, 7 KB, LMTP. */
        public static final Delivery USUAL = new Delivery(Protocol.LMTP, 7000, 1, 0);

        /** Checks the limits. */
        public Delivery {
            if (recipients < 1 || recipients > RECIPIENTS_MAX || each < 0 || each > EACH_MAX) {
                throw new IllegalArgumentException(
                        "recipients: 1 to " + RECIPIENTS_MAX + ", messages each: 0 to " + EACH_MAX);
            }
        }
    }

    /** Whether the load ends when everybody has had a turn, rather than when time is over. */
    boolean once() {
        return work == Work.DRAIN || delivery.each() > 0;
    }

    byte[] wirePassword() {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    /** The same with other durations. */
    public Plan lasting(Duration newWarmUp, Duration newMeasured) {
        return new Plan(
                work,
                endpoint,
                users,
                password,
                connections,
                newWarmUp,
                newMeasured,
                expect,
                inFlight,
                delivery);
    }
}
