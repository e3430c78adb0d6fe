package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of the first table: one program through one door. It leaves everything in one maildrop, and
 * deletes everything in another.
 *
 * @param collector the program
 * @param door the door
 */
record Collecting(Collector collector, Door door) {
    /** What the columns say, before those of the letters. */
    static final List<String> ACTIONS = List.of("leaves", "not twice", "deletes");

    private static final byte[] LATER =
            "From: luis@example.test\r\nMessage-ID: <later@sender.example>\r\n\r\nLater.\r\n"
                    .getBytes(US_ASCII);

    private static final List<Collector> PROGRAMS =
            List.of(new CurlCollector(), new Fetchmail(), new Getmail(), new Mpop(), new Mutt());

    /** All rows. */
    static List<Collecting> all() {
        List<Collecting> all = new ArrayList<>();
        for (Collector collector : PROGRAMS) {
            collector.doors().forEach(door -> all.add(new Collecting(collector, door)));
        }
        return all;
    }

    /** Whose mail is left. */
    String leaver() {
        return name() + "-leaves";
    }

    /** Whose mail is deleted. */
    String deleter() {
        return name() + "-deletes";
    }

    private String name() {
        return collector.program().name() + "-" + door.name().toLowerCase(Locale.ROOT);
    }

    /** Whether this row has the big message: one door of each program, with TLS. */
    boolean big() {
        return door == Door.POP3S;
    }

    /** Collects, and says for each column how it went. */
    List<Cell> cells(House house, Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name()));
        String leaver = leaver() + "@" + House.DOMAIN;
        List<byte[]> served = house.messages(leaver);
        List<byte[]> collected = collect(house, home, leaver, false);
        List<Cell> cells = new ArrayList<>();
        int left = house.count(leaver);
        cells.add(Cell.of(left == served.size(), left + " are left of " + served.size()));
        cells.add(collector.remembers() ? onlyLater(house, home, leaver, false) : Cell.NONE);
        cells.add(deletes(house, home));
        for (Letter letter : Letter.values()) {
            cells.add(
                    letter == Letter.BIG && !big()
                            ? Cell.NONE
                            : compared(letter, served, collected));
        }
        return cells;
    }

    /** Delivers one more message: whether a visit then brings this one and no other. */
    private Cell onlyLater(House house, Path home, String user, boolean delete) throws IOException {
        house.deliver(LATER, List.of(user));
        List<byte[]> again = collect(house, home, user, delete);
        int later = Octets.that("<later@sender.example>", again).size();
        return Cell.of(
                again.size() == 1 && later == 1,
                "the second visit brought " + again.size() + " messages, of them new " + later);
    }

    private Cell deletes(House house, Path home) throws IOException {
        String deleter = deleter() + "@" + House.DOMAIN;
        List<byte[]> served = house.messages(deleter);
        List<byte[]> collected = collect(house, home, deleter, true);
        for (Letter letter : Letter.values()) {
            Cell cell = letter == Letter.BIG ? Cell.NONE : compared(letter, served, collected);
            if (!cell.good()) {
                return Cell.bad(letter.title() + ": " + cell.trouble());
            }
        }
        int left = house.count(deleter);
        return left == 0
                ? onlyLater(house, home, deleter, true)
                : Cell.bad(left + " are left of " + served.size());
    }

    private List<byte[]> collect(House house, Path home, String user, boolean delete)
            throws IOException {
        Path out = Files.createTempDirectory(home, "out");
        Visit visit = new Visit(house, door, user, home, out, delete);
        collector.collect(visit);
        return visit.collected();
    }

    /** Compares what came of a letter with what the store serves. */
    private Cell compared(Letter letter, List<byte[]> served, List<byte[]> collected) {
        List<byte[]> stored = Octets.that(letter.mark(), served);
        List<byte[]> came = Octets.that(letter.mark(), collected);
        if (stored.size() != 1 || came.size() != 1) {
            return Cell.bad(came.size() + " came of " + stored.size());
        }
        Cell delivered = Octets.traced(stored.getFirst(), letter.served());
        if (!delivered.good()) {
            return delivered;
        }
        byte[] expected = stored.getFirst();
        byte[] actual = came.getFirst();
        for (Change change : collector.changes()) {
            expected = change.expected(expected);
            actual = change.collected(actual);
        }
        Optional<Collector.Fault> fault = collector.fault().filter(one -> one.letter() == letter);
        return fault.isPresent()
                ? spoiled(fault.get(), expected, actual)
                : Octets.same(expected, actual);
    }

    /** A fault that has gone is news for the page too. */
    private static Cell spoiled(Collector.Fault fault, byte[] expected, byte[] actual) {
        if (Octets.same(expected, actual).good()) {
            return Cell.YES;
        }
        Cell beginning =
                Octets.same(
                        Arrays.copyOf(expected, fault.intactOctets()),
                        Arrays.copyOf(actual, fault.intactOctets()));
        return beginning.good() ? Cell.good("client's fault") : beginning;
    }

    @Override
    public String toString() {
        return collector.program().name() + " " + door.title();
    }
}
