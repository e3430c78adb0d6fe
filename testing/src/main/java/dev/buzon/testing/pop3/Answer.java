package dev.buzon.testing.pop3;

import java.util.Locale;

/**
 * What the server would say if it behaved.
 *
 * @param turn whose answer it is
 * @param message which message it is about, or {@link Quirk#ANY}
 * @param line the status line
 * @param rest what follows the line, as it goes on the wire
 * @param effect what happens if the answer is yes, before it is said
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, said once
record Answer(Turn turn, int message, String line, byte[] rest, Runnable effect) {
    private static final byte[] NOTHING = {};

    /** An answer of one line. */
    static Answer line(Turn turn, String line) {
        return new Answer(turn, Quirk.ANY, line, NOTHING, () -> {});
    }

    /** An answer of several lines. */
    static Answer lines(Turn turn, String line, byte[] rest) {
        return new Answer(turn, Quirk.ANY, line, rest, () -> {});
    }

    Answer about(int id) {
        return new Answer(turn, id, line, rest, effect);
    }

    Answer doing(Runnable work) {
        return new Answer(turn, message, line, rest, work);
    }

    Answer saying(String other) {
        return new Answer(turn, message, other, rest, effect);
    }

    /** Says no instead, and does nothing. */
    Answer refused(String other) {
        return new Answer(turn, message, other, NOTHING, () -> {});
    }

    boolean yes() {
        return line.toUpperCase(Locale.ROOT).startsWith("+OK");
    }
}
