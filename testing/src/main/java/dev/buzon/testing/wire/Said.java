package dev.buzon.testing.wire;

/**
 * A line of a conversation.
 *
 * @param side who said it
 * @param underTls whether TLS protected it
 * @param credential whether it carries a password, a token or a proof
 * @param text the line without its end, an octet to a character, cut at {@link #LONGEST}
 */
public record Said(Side side, boolean underTls, boolean credential, String text) {
    /** Octets of a line that are recorded. */
    public static final int LONGEST = 2000;

    /** One of the two ends. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /** Cuts a line that is too long to be kept. */
    public Said {
        text = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    @Override
    public String toString() {
        return (side == Side.CLIENT ? "C" : "S") + (underTls ? "* " : ": ") + text;
    }
}
