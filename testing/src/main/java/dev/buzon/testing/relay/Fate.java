package dev.buzon.testing.relay;

import java.util.Optional;

/**
 * What becomes of one connection through the relay.
 *
 * @param toServer where what the client says ends, if it does
 * @param toClient where what the server says ends, if it does
 */
public record Fate(Optional<Break> toServer, Optional<Break> toClient) {
    /** How a connection ends. */
    public enum How {
        /** In order, as far as TCP can see: both ends read the end of the stream. */
        FIN,
        /** Both ends are told that the connection was reset. */
        RST,
        /** Nothing arrives any more in either direction, and nobody is told. */
        BLACK_HOLE
    }

    /**
     * The end of one direction; it takes the other with it.
     *
     * @param afterOctets exactly this many octets still arrive; with 0 none does
     */
    public record Break(long afterOctets, How how) {
        /** Refuses a negative place. */
        public Break {
            if (afterOctets < 0) {
                throw new IllegalArgumentException("after " + afterOctets + " octets");
            }
        }
    }

    /** Nothing happens to it. */
    public static Fate spared() {
        return new Fate(Optional.empty(), Optional.empty());
    }

    /** It ends when the server has received this many octets. */
    public static Fate breaksToServer(long afterOctets, How how) {
        return new Fate(Optional.of(new Break(afterOctets, how)), Optional.empty());
    }

    /** It ends when the client has received this many octets. */
    public static Fate breaksToClient(long afterOctets, How how) {
        return new Fate(Optional.empty(), Optional.of(new Break(afterOctets, how)));
    }
}
