package dev.buzon.bench.wire;

import java.io.IOException;

/**
 * The server answered what a right server would not: a refusal, a broken frame, or content that is
 * not what was sent to it.
 */
public final class WrongAnswer extends IOException {
    private static final long serialVersionUID = 1;

    /** Says what was wrong, in one line that can be counted with others like it. */
    public WrongAnswer(String message) {
        super(message);
    }
}
