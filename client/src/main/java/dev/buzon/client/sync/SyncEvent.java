package dev.buzon.client.sync;

import java.time.Duration;

/** Something that happened during a run, for whoever watches. */
public sealed interface SyncEvent {
    /**
     * A connection is being made.
     *
     * @param session which one of this run, from 1
     */
    record Connecting(int session) implements SyncEvent {}

    /** The server's list is here. */
    record Listed(int messages, long octets) implements SyncEvent {}

    /** It is decided what is done with it. */
    record Planned(int toFetch, long octets, int toDelete, int skipped) implements SyncEvent {}

    /**
     * How far the messages of this session have come.
     *
     * @param octetsPerSecond over this session so far
     */
    record Progress(int messages, int ofMessages, long octets, long ofOctets, long octetsPerSecond)
            implements SyncEvent {
        /** How long the rest takes at this rate. */
        public Duration left() {
            long rest = Math.max(0, ofOctets - octets);
            return octetsPerSecond == 0
                    ? Duration.ZERO
                    : Duration.ofSeconds(rest / octetsPerSecond);
        }
    }

    /**
     * Messages are durable in the sink.
     *
     * @param messages how many more
     */
    record Stored(int messages) implements SyncEvent {}

    /** The server has said that so many messages are deleted. */
    record Deleted(int messages) implements SyncEvent {}

    /** The session broke; another begins after a pause, or the run ends. */
    record Broken(String text) implements SyncEvent {}

    /** Something a person may want to know. */
    record Note(String text) implements SyncEvent {}
}
