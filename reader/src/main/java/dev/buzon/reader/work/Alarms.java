package dev.buzon.reader.work;

import java.time.Instant;
import java.time.InstantSource;

/** The time, and being woken at one: by the clock on the wall, which may jump. */
public interface Alarms extends InstantSource {
    /** Something that is to happen; it does not when this is called before. */
    @FunctionalInterface
    interface Alarm {
        /** It is not to happen any more. Once it has begun, this does nothing. */
        void cancel();
    }

    /**
     * Has this done at that time or shortly after, at once when that time is past. It must not take
     * long: others wait for the same thread.
     */
    Alarm at(Instant time, Runnable what);
}
