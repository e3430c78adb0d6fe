package dev.buzon.cli;

/**
 * What nobody foresaw, told in one line and the person's language; the stack trace only to who asks
 * for it.
 */
final class Breakdown {
    /** Set to anything, it lets a person who wants to see it all see the stack trace. */
    static final String DEBUG = "BUZON_DEBUG";

    private Breakdown() {}

    /** What happened and what to do about it, on one line. */
    static String sentence(Throwable failure, Texts texts) {
        if (failure instanceof OutOfMemoryError) {
            return texts.text("memory");
        }
        // A class or library that is missing, or of another version.
        String name = failure instanceof LinkageError ? "incomplete" : "unexpected";
        return texts.text(name, oneLine(failure), DEBUG);
    }

    /** Complains of it to the error output. */
    static void tell(Throwable failure, Terminal terminal) {
        terminal.complain(sentence(failure, terminal.texts()));
        trace(failure, terminal);
    }

    /** Prints the stack trace for who asked for it. */
    static void trace(Throwable failure, Terminal terminal) {
        if (System.getenv(DEBUG) != null) {
            failure.printStackTrace(terminal.err());
        }
    }

    private static String oneLine(Throwable failure) {
        return String.join(" ", failure.toString().lines().toList()).strip();
    }
}
