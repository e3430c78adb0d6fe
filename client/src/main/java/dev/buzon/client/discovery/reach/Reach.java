package dev.buzon.client.discovery.reach;

import java.time.Duration;
import java.util.List;

/**
 * What was found at an endpoint, without logging in.
 *
 * @param state whether it can be used
 * @param detail one sentence about it, printable; may be empty
 * @param names the names in a certificate that was refused for its names: one of them may be the
 *     host to use
 * @param took how long it took to find out
 */
public record Reach(State state, String detail, List<String> names, Duration took) {
    /** Whether an endpoint can be used. */
    public enum State {
        /** It speaks what it should, through TLS, and its certificate is for this host. */
        VERIFIED,
        /** It speaks what it should, in clear text only. */
        CLEARTEXT,
        /** It has a certificate that is not to be believed. */
        CERTIFICATE_REFUSED,
        /** TLS was to be there and is not. */
        NO_TLS,
        /** What answers there does not speak this protocol. */
        OTHER_PROTOCOL,
        /** It is at an address where we do not go. */
        ADDRESS_REFUSED,
        /** There is no such host. */
        NO_HOST,
        /** Nobody answers there. */
        UNREACHABLE,
        /** It did not answer in time. */
        TIMED_OUT,
        /** Nobody looked, or the look was not waited for. */
        NOT_TRIED
    }

    /** Nobody looked. */
    public static final Reach NOT_TRIED = new Reach(State.NOT_TRIED, "", List.of(), Duration.ZERO);

    /** Keeps a copy of the names. */
    public Reach {
        names = List.copyOf(names);
    }

    /** Whether a login may be tried there. */
    public boolean isVerified() {
        return state == State.VERIFIED;
    }

    /** Whether it was looked at and cannot be used as it is. */
    public boolean isFailed() {
        return switch (state) {
            case VERIFIED, CLEARTEXT, NOT_TRIED -> false;
            case CERTIFICATE_REFUSED,
                    NO_TLS,
                    OTHER_PROTOCOL,
                    ADDRESS_REFUSED,
                    NO_HOST,
                    UNREACHABLE,
                    TIMED_OUT ->
                    true;
        };
    }
}
