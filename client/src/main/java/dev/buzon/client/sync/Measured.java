package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;

/**
 * What was counted while a message came.
 *
 * @param octets how many octets, dots unstuffed
 * @param pairs lines that end with CRLF
 * @param bareFeeds lines that end with LF alone
 * @param dotLines lines that begin with a dot, which travel with one more
 * @param content SHA-256 of the octets
 * @param header SHA-256 of the header's lines, each ended by LF, without the empty line
 */
record Measured(
        long octets, long pairs, long bareFeeds, long dotLines, Digest content, Digest header) {

    /** How an announced size relates to what came. */
    enum Size {
        /** It is the size, counted in one of the ways that servers count. */
        EXACT,
        /**
         * It differs by what a terminator or a last line end takes; good enough once the next
         * answer of the server has shown that the message ended where it did.
         */
        BUT_FOR_THE_END,
        /** Nobody knows. */
        NOT_UNDERSTOOD
    }

    /** What servers count or do not count at the end: CRLF, LF, the dot and its CRLF, both. */
    private static final long[] ENDS = {2, 1, 3, 5, -2, -1};

    /** How the announced size relates to what came (Q-028, docs/adr/0024). */
    Size size(long announced) {
        long[] waysToCount = {octets, octets - pairs, octets + bareFeeds};
        for (long way : waysToCount) {
            if (announced == way || announced == way + dotLines) {
                return Size.EXACT;
            }
        }
        for (long way : waysToCount) {
            for (long end : ENDS) {
                if (announced == way + end || announced == way + dotLines + end) {
                    return Size.BUT_FOR_THE_END;
                }
            }
        }
        return Size.NOT_UNDERSTOOD;
    }
}
