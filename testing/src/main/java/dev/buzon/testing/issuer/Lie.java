package dev.buzon.testing.issuer;

/** What an issuer answers instead of what it should. */
public enum Lie {
    /** A page for people, with status 200. */
    HTML,
    /** JSON of ten megabytes. */
    TEN_MEGABYTES,
    /** JSON whose end never comes. */
    ENDLESS,
    /** JSON that comes a blank at a time, ten in a second, and never ends. */
    DRIP,
    /** JSON with fifty thousand arrays in each other. */
    DEEP,
    /** JSON without its last third. */
    CUT_SHORT,
    /** An empty object. */
    EMPTY_OBJECT,
    /** A token with a control character in it. */
    ODD_TOKEN,
    /** A token of another type than Bearer. */
    OTHER_TYPE,
    /** The right answer, with lifetimes that overflow. */
    HUGE_LIFETIME,
    /** Status 500 and a page. */
    SERVER_ERROR,
    /** Status 503, to be tried again in two minutes. */
    TRY_LATER,
    /** Status 429, without a time. */
    TOO_MANY,
    /** Nothing at all, and the connection stays open. */
    SILENCE,
    /** The connection ends without an answer. */
    HANG_UP,
    /** A redirection to a place where the same question would be answered. */
    REDIRECT,
    /** The error {@code slow_down} (RFC 8628 §3.5). */
    SLOW_DOWN,
    /** An error code nobody has heard of, with control characters in its description. */
    STRANGE_ERROR,
    /** A description of the issuer that is somebody else's. */
    WRONG_ISSUER,
    /** A description whose endpoints are in clear text on another machine. */
    CLEARTEXT_ENDPOINTS
}
