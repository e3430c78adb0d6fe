package dev.buzon.bench.load;

/**
 * Which users one of several workers serves: every {@code workers}-th from its own number on, so
 * that no two ever open the same maildrop.
 *
 * @param worker its number, from 0
 * @param workers how many there are
 * @param users how many users there are
 */
record Turns(int worker, int workers, int users) {
    /** How many users the worker has. */
    int own() {
        return (users - worker + workers - 1) / workers;
    }

    /** Position of the user whose turn it is. */
    int user(int turn) {
        return worker + turn % own() * workers;
    }
}
