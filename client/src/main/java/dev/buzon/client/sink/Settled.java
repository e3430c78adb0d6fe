package dev.buzon.client.sink;

/** What became of a message that was on its way into a sink when everything stopped. */
public enum Settled {
    /** It is there, or was there and the person has taken it away since. */
    PLACED,
    /** It is not there, and nothing is left of it: it has to be collected again. */
    NOT_PLACED
}
