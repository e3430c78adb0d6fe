package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that collects mail by POP3 and remembers what it has. */
interface Rival {
    /** What it is called in the tables. */
    String name();

    /** Its version here. */
    String version() throws IOException;

    /** How it was set up, in words. */
    String settings();

    /** Writes its configuration and says how to start it. */
    List<String> command(Errand errand) throws IOException;

    /** Whether this exit status is a good end; so many programs say by it that nothing was new. */
    default boolean endsWell(int exit) {
        return exit == 0;
    }

    /** Whether it is one of ours: then every octet is compared. */
    default boolean ours() {
        return false;
    }

    /** The files in which it remembers what it has, once it has something; not asked of ours. */
    default List<Path> memory(Errand errand) throws IOException {
        return List.of();
    }
}
