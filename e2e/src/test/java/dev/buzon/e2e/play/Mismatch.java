package dev.buzon.e2e.play;

/** The server said something else than the script. */
final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1;

    Mismatch(String what) {
        super(what);
    }
}
