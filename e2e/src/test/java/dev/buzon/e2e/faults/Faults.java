package dev.buzon.e2e.faults;

import dev.buzon.testing.pop3.HeldMessage;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import dev.buzon.testing.wire.End;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What goes wrong in a session of a run. */
final class Faults {
    private static final List<Turn> TURNS =
            List.of(
                    Turn.CAPA,
                    Turn.LOGIN,
                    Turn.STAT,
                    Turn.LIST,
                    Turn.UIDL,
                    Turn.TOP,
                    Turn.RETR,
                    Turn.DELE,
                    Turn.QUIT);

    private static final int DIALOGUE_OCTETS = 1500;
    private static final int TIMES_MOST = 3;

    private Faults() {}

    /** One fault or two, for all the sessions of a run of the collector or for some of them. */
    static List<Quirk> some(Random random, MisbehavingServer server) {
        List<Quirk> faults = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(2); i++) {
            Quirk fault = one(random, server.messages());
            int first = server.visits() + 1 + random.nextInt(2);
            faults.add(
                    random.nextBoolean()
                            ? fault
                            : new Quirk.OnVisits(first, first + random.nextInt(2), fault));
        }
        return faults;
    }

    private static Quirk one(Random random, List<HeldMessage> held) {
        End end = random.nextBoolean() ? End.FIN : End.RST;
        int count = Math.max(1, held.size());
        int octets = held.stream().mapToInt(message -> message.octets().length).sum();
        return switch (random.nextInt(15)) {
            case 0, 1 -> new Quirk.CutAtCommand(1 + random.nextInt(2 * count + 12), end);
            case 2, 3, 4 ->
                    new Quirk.CutAtOctet(random.nextInt(octets * 5 / 4 + DIALOGUE_OCTETS), end);
            case 5, 6 ->
                    new Quirk.CutInAnswer(
                            Turn.RETR, 1 + random.nextInt(count), random.nextInt(3000), end);
            case 7 ->
                    new Quirk.CutInAnswer(
                            TURNS.get(random.nextInt(TURNS.size())),
                            1 + random.nextInt(TIMES_MOST),
                            random.nextInt(40),
                            end);
            case 8 -> Quirk.Quitting.DROPPED;
            case 9 -> Quirk.Quitting.ANSWER_LOST;
            case 10 -> Quirk.Quitting.REFUSED;
            case 11 -> refuses(random, Turn.DELE, count, "-ERR not now");
            case 12 -> refuses(random, Turn.RETR, count, "-ERR [SYS/TEMP] later");
            case 13 -> new Quirk.Missing(places(random, count));
            default ->
                    random.nextInt(3) == 0
                            ? new Quirk.Stall(TURNS.get(random.nextInt(TURNS.size())))
                            : Quirk.Quitting.ANSWER_LOST;
        };
    }

    private static Quirk refuses(Random random, Turn turn, int count, String line) {
        int message = random.nextInt(count + 1);
        return new Quirk.Refuses(turn, message, 1 + random.nextInt(TIMES_MOST), line);
    }

    private static Set<Integer> places(Random random, int count) {
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i <= count / 3; i++) {
            places.add(1 + random.nextInt(count));
        }
        return places;
    }
}
