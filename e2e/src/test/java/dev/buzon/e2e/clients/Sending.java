package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A row of the second table: one program sends through one door.
 *
 * @param sender the program
 * @param door the door
 */
record Sending(Sender sender, Door door) {

    private static final List<Sender> PROGRAMS = List.of(new CurlSender(), new Swaks());

    /** All rows. */
    static List<Sending> all() {
        List<Sending> all = new ArrayList<>();
        for (Sender sender : PROGRAMS) {
            sender.doors().forEach(door -> all.add(new Sending(sender, door)));
        }
        return all;
    }

    /** Who gets the letters. */
    String recipient() {
        return "from-" + sender.program().name() + "-" + door.name().toLowerCase(Locale.ROOT);
    }

    /** Whether this row has the big message: one door of each program, with TLS. */
    private boolean big() {
        return door == Door.STARTTLS;
    }

    private boolean has(Letter letter) {
        return sender.can(letter) && (letter != Letter.BIG || big());
    }

    /** Sends every letter, and says for each how it went. */
    List<Cell> cells(House house, Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve(recipient()));
        String to = recipient() + "@" + House.DOMAIN;
        Map<Letter, Cell> outcomes = new EnumMap<>(Letter.class);
        for (Letter letter : Letter.values()) {
            outcomes.put(
                    letter,
                    has(letter)
                            ? outcome(letter, sender.send(house, door, letter.sent(), to, home))
                            : Cell.NONE);
        }
        List<byte[]> arrived = house.messages(to);
        List<Cell> cells = new ArrayList<>();
        outcomes.forEach((letter, outcome) ->
                cells.add(outcome.equals(Cell.YES) ? arrived(letter, arrived) : outcome));
        long accepted = outcomes.values().stream().filter(Cell.YES::equals).count();
        if (arrived.size() != accepted) {
            throw new IOException(arrived.size() + " arrived of " + accepted + " accepted");
        }
        return cells;
    }

    private Cell outcome(Letter letter, Program.Run run) {
        if (letter == Letter.LONG_LINE && door != Door.LMTP) {
            return run.exit() != 0 ? Cell.good("refused") : Cell.bad("accepted");
        }
        return Cell.of(run.exit() == 0, "exit status " + run.exit() + ": " + run.output());
    }

    private static Cell arrived(Letter letter, List<byte[]> messages) {
        List<byte[]> came = Octets.that(letter.mark(), messages);
        return came.size() == 1
                ? Octets.traced(came.getFirst(), letter.served())
                : Cell.bad(came.size() + " arrived");
    }

    @Override
    public String toString() {
        return sender.program().name() + " " + door.title();
    }
}
