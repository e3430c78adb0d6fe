package dev.buzon.client.pop3;

/**
 * How many commands may be on their way without an answer. Bounded twice: in commands, so that they
 * fit into the buffers between both sides even if the server reads nothing while it writes (then no
 * write of ours blocks, and there is no deadlock: C-009), and in the octets of the answers that
 * they ask for, so that a session that breaks has not asked for a night's worth of mail. It opens
 * as answers come: from {@link #FIRST_COMMANDS} to {@link #MOST_COMMANDS}.
 */
final class Window {
    /** Commands on their way at first: a small mailbox comes in one round trip. */
    static final int FIRST_COMMANDS = 512;

    /** The most commands on their way: 13 octets each, 13 KB all together. */
    static final int MOST_COMMANDS = 1024;

    /** The most octets of announced answers on their way; one answer may be larger by itself. */
    static final long MOST_OCTETS = 8 << 20;

    private final int most;
    private int commands;
    private int inFlight;
    private long octetsInFlight;

    private Window(int first, int most) {
        this.commands = first;
        this.most = most;
    }

    /** A window for a server that takes commands in a pipeline. */
    static Window pipelined() {
        return new Window(FIRST_COMMANDS, MOST_COMMANDS);
    }

    /** A window for a server that does not: each command waits for its answer. */
    static Window oneAtATime() {
        return new Window(1, 1);
    }

    /** Whether a command may go whose answer is announced with so many octets. */
    boolean admits(long octets) {
        return inFlight == 0
                || (inFlight < commands && octetsInFlight + Math.max(0, octets) <= MOST_OCTETS);
    }

    /** Whether so few are on their way that it is time to send more, in one write. */
    boolean isHalfEmpty() {
        return inFlight <= commands / 2;
    }

    /** A command went. */
    void sent(long octets) {
        inFlight++;
        octetsInFlight += Math.max(0, octets);
    }

    /** Its answer has been read. */
    void answered(long octets) {
        inFlight--;
        octetsInFlight -= Math.max(0, octets);
        commands = Math.min(most, commands + 1);
    }

    /** How many answers are owed. */
    int inFlight() {
        return inFlight;
    }
}
