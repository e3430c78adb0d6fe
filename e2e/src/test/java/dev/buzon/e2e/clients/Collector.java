package dev.buzon.e2e.clients;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A program that collects mail by POP3. */
interface Collector {
    /** The program. */
    Program program();

    /** The doors it can use. */
    List<Door> doors();

    /** Whether it remembers UIDLs, and so fetches nothing twice. */
    boolean remembers();

    /** What it does to messages by design. */
    List<Change> changes();

    /** What it spoils by a fault of its own, with no way around it. */
    default Optional<Fault> fault() {
        return Optional.empty();
    }

    /** What a person must tell it so that it works. */
    default Optional<String> hint() {
        return Optional.empty();
    }

    /**
     * A fault of the program.
     *
     * @param letter the message that suffers
     * @param intactOctets how many octets at its beginning come right nevertheless
     * @param story what happens
     */
    record Fault(Letter letter, int intactOctets, String story) {}

    /** Collects everything that it does not have, in files of their own in {@code out}. */
    void collect(Visit visit) throws IOException;
}
