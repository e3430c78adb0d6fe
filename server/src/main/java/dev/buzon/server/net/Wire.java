package dev.buzon.server.net;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The octets as the kernel sees them, with time limits: a blocking channel whose owner can be woken
 * by the clock or by another thread. While the owner waits for the client, the input is shut down,
 * so the read returns and a last word can still be written; while it waits to write, nothing but
 * closing the socket helps.
 */
final class Wire implements Deadlines.Watched {
    /** What the owner is doing, as the clock sees it. */
    enum Doing {
        /** Something of its own: no limit applies. */
        WORKING,
        /** Waiting for the client to say something. */
        READING,
        /** Waiting for the client to take something. */
        WRITING
    }

    /**
     * The most one call hands to the kernel: bounds the temporary copy the JDK makes outside the
     * heap.
     */
    static final int WRITE_AT_ONCE_OCTETS = 64 * 1024;

    private static final long NEVER = Long.MAX_VALUE;

    private final SocketChannel channel;
    private final Deadlines deadlines;
    private final Ticker ticker;
    private volatile TimeLimits limits;
    private volatile Doing doing = Doing.WORKING;
    private volatile long sinceNanos;
    private volatile long heardNanos;
    private volatile long deadlineNanos = NEVER;
    private volatile boolean closing;
    private volatile @Nullable End end;

    Wire(SocketChannel channel, Deadlines deadlines, TimeLimits limits) {
        this.channel = channel;
        this.deadlines = deadlines;
        this.ticker = deadlines.ticker();
        this.limits = limits;
        this.sinceNanos = ticker.nanos();
        this.heardNanos = sinceNanos;
        deadlines.watch(this);
    }

    @Nullable End end() {
        return end;
    }

    Doing doing() {
        return doing;
    }

    TimeLimits limits() {
        return limits;
    }

    void limits(TimeLimits changed) {
        limits = changed;
    }

    Duration silence() {
        return Duration.ofNanos(ticker.nanos() - heardNanos);
    }

    /** Sets the moment after which a wait for the client ends. */
    void deadline(Duration fromNow) {
        deadlineNanos = ticker.nanos() + fromNow.toNanos();
    }

    /** Sets the moment only if it is earlier than the one that is set; returns that one. */
    long noLaterThan(Duration fromNow) {
        long before = deadlineNanos;
        long wanted = ticker.nanos() + fromNow.toNanos();
        if (before == NEVER || wanted - before < 0) {
            deadlineNanos = wanted;
        }
        return before;
    }

    /** Sets a moment {@link #noLaterThan} returned. */
    void deadline(long nanos) {
        deadlineNanos = nanos;
    }

    void noDeadline() {
        deadlineNanos = NEVER;
    }

    /** Reads at least one octet, or -1 when the connection has ended. */
    int read(ByteBuffer into) {
        long start = ticker.nanos();
        if (deadlineNanos != NEVER && start - deadlineNanos >= 0) {
            end(End.OVERDUE);
        }
        if (end != null) {
            return -1;
        }
        sinceNanos = start;
        doing = Doing.READING;
        try {
            int octets = channel.read(into);
            if (octets >= 0) {
                heardNanos = ticker.nanos();
                return octets;
            }
            end(End.EOF);
        } catch (IOException e) {
            end(End.LOST);
        } finally {
            doing = Doing.WORKING;
        }
        return -1;
    }

    /** Writes everything, however slowly the client takes it, as long as it takes something. */
    void write(ByteBuffer octets) throws ConnectionEndedException {
        int whole = octets.limit();
        while (octets.position() < whole) {
            octets.limit(Math.min(whole, octets.position() + WRITE_AT_ONCE_OCTETS));
            writeSome(octets);
        }
    }

    private void writeSome(ByteBuffer part) throws ConnectionEndedException {
        End why = end;
        if (why != null && !why.lastWord()) {
            throw new ConnectionEndedException(why);
        }
        sinceNanos = ticker.nanos();
        doing = Doing.WRITING;
        try {
            channel.write(part);
        } catch (IOException e) {
            throw new ConnectionEndedException(cut(End.LOST));
        } finally {
            doing = Doing.WORKING;
        }
    }

    /** Whether it may be ended by the clock now; called by the thread that sweeps. */
    @Override
    public void check(long nowNanos) {
        Doing now = doing;
        long waited = nowNanos - sinceNanos;
        boolean overdue = deadlineNanos != NEVER && nowNanos - deadlineNanos >= 0;
        switch (now) {
            case WORKING -> {}
            case READING -> {
                if (overdue) {
                    end(End.OVERDUE);
                } else if (waited >= limits.idle().toNanos()) {
                    end(End.IDLE);
                }
            }
            case WRITING -> {
                if (waited >= writeLimit().toNanos()) {
                    cut(End.STALLED);
                }
            }
        }
    }

    /**
     * Last words get the closing limit; answers to a client that only closed its own side do not.
     */
    private Duration writeLimit() {
        End why = end;
        return closing || (why != null && why != End.EOF) ? limits.closing() : limits.write();
    }

    /** Ends reading for this reason and wakes the owner; the first reason wins and is returned. */
    synchronized End end(End why) {
        End first = end;
        if (first == null) {
            first = why;
            end = why;
        }
        if (!why.lastWord() || (doing == Doing.WRITING && why != End.SHUTDOWN)) {
            return cut(first);
        }
        try {
            if (channel.isOpen() && why != End.EOF) {
                channel.shutdownInput();
            }
        } catch (IOException e) {
            cut(first);
        }
        return first;
    }

    /** Notes that no more is to be read or written; the socket stays until it is released. */
    synchronized void give(End why) {
        if (end == null) {
            end = why;
        }
    }

    /**
     * Closes the socket at once, without a last word: what the kernel still holds is thrown away.
     */
    synchronized End cut(End why) {
        End first = end;
        if (first == null) {
            first = why;
            end = why;
        }
        try {
            if (channel.isOpen()
                    && channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // Closing is what matters.
        }
        release();
        return first;
    }

    /** From here on only the closing limit counts for what is still to be written. */
    void closing() {
        closing = true;
    }

    /** Says that nothing more will come, so that the client reads everything and then EOF. */
    void shutdownOutput() {
        try {
            channel.shutdownOutput();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** Closes the socket the ordinary way. */
    void release() {
        if (end == null) {
            end = End.CLOSED;
        }
        deadlines.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more can be done with it.
        }
    }
}
