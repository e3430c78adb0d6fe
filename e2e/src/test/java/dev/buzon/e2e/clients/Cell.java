package dev.buzon.e2e.clients;

/**
 * One field of the matrix.
 *
 * @param text what the page says
 * @param good whether it is as it must be
 * @param trouble what is wrong, for the person who reads the failure
 */
record Cell(String text, boolean good, String trouble) {
    /** The octets are those that were delivered, or the action did what it should. */
    static final Cell YES = new Cell("yes", true, "");

    /** The program or the door has no such thing. */
    static final Cell NONE = new Cell("–", true, "");

    /** As it must be, in other words than yes. */
    static Cell good(String text) {
        return new Cell(text, true, "");
    }

    /** Not as it must be. */
    static Cell bad(String trouble) {
        return new Cell("**no**", false, trouble);
    }

    /** Yes, or what is wrong. */
    static Cell of(boolean good, String trouble) {
        return good ? YES : bad(trouble);
    }
}
