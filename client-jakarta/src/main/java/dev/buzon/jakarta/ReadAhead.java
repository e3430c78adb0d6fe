package dev.buzon.jakarta;

/**
 * How many messages to ask for at once, when a program asks for them one by one: twice as many each
 * time it goes on in order, one when it jumps. So a program that reads everything has a full
 * pipeline, and one that reads a single message waits for no other.
 */
final class ReadAhead {
    /** Messages in one batch. */
    static final int MOST = 64;

    /** Announced octets in one batch; a larger message goes alone. */
    static final long MOST_OCTETS = 4 * 1024 * 1024;

    private int expected = -1;
    private int batch = 1;

    /** The program asks for this message; how many from there on to ask the server for. */
    int from(int index) {
        batch = index == expected ? Math.min(MOST, batch * 2) : 1;
        return batch;
    }

    /** So many came from there on: the next one that is asked for in order. */
    void got(int index, int count) {
        expected = index + count;
    }
}
