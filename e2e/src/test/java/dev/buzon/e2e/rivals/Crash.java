package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Something breaks in the first of two visits; the second is left alone.
 *
 * @param title what breaks
 * @param way the line of the first visit
 * @param delete whether messages are deleted on the server
 * @param killed whether the program is killed after half of the octets
 */
record Crash(String title, Way way, boolean delete, boolean killed) {
    /** Sixty messages of 4 KB. */
    static final Mailing MAILING = new Mailing(60, 4096);

    private static final int CUT_MESSAGE = 40;
    private static final int CUT_OCTETS = 1500;
    private static final long HALF = 60 * 4096L / 2;

    /** So wide a line takes two seconds for all: a kill in the middle is in the middle. */
    private static final long THIN = 120_000;

    /** Who takes longer after a cut hangs. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** The slowest reach the middle of a thin line. */
    private static final Duration KILLED_LIMIT = Duration.ofMinutes(3);

    /**
     * What came of a program.
     *
     * @param superfluous files that are there twice, or are no whole message
     * @param cut how many of them are no whole message
     * @param lost messages that are neither here nor there
     * @param left messages that should have been deleted and are still on the server
     * @param hung whether the first visit did not end by itself
     * @param failed whether the second ended badly
     */
    record Result(int superfluous, int cut, int lost, int left, boolean hung, boolean failed) {
        /** Nothing went wrong. */
        boolean good() {
            return superfluous == 0 && lost == 0 && left == 0 && !hung && !failed;
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder();
            text.append(hung ? "**hangs**, " : "");
            text.append(superfluous).append(superfluous == 1 ? " dup" : " dups");
            text.append(cut > 0 ? " (" + cut + " cut off)" : "");
            text.append(lost > 0 ? ", **" + lost + " lost**" : ", 0 lost");
            text.append(left > 0 ? ", **" + left + " left**" : ", 0 left");
            return text.append(failed ? ", then fails" : "").toString();
        }
    }

    /** All that are tried. */
    static List<Crash> all() {
        Cut inMessage = new Cut.InMessage(Mailing.mark(CUT_MESSAGE), CUT_OCTETS);
        return List.of(
                new Crash(
                        "delete, line cut as QUIT goes",
                        Way.cut(new Cut.BeforeQuit()),
                        true,
                        false),
                new Crash(
                        "delete, QUIT's answer is lost", Way.cut(new Cut.AfterQuit()), true, false),
                new Crash("keep, cut in the 40th message", Way.cut(inMessage), false, false),
                new Crash("delete, cut in the 40th message", Way.cut(inMessage), true, false),
                new Crash("keep, kill -9 in the middle", Way.thin(THIN), false, true),
                new Crash("delete, kill -9 in the middle", Way.thin(THIN), true, true));
    }

    /** Tries it. */
    Result measure(Laboratory lab, Server server, Rival rival) throws IOException {
        String user = server.maildrop(MAILING);
        Errand errand = lab.errand(server, user, false, delete);
        Trial first =
                lab.visit(
                        rival,
                        server,
                        errand,
                        way,
                        killed ? KILLED_LIMIT : LIMIT,
                        tap -> killed && tap.octetsToClient() > HALF);
        server.left(user); // waits until the server has let it go
        Trial second = lab.visit(rival, server, errand, Way.loopback(), KILLED_LIMIT);
        int left = server.left(user);
        var collected = MAILING.look(errand.maildir());
        Laboratory.forget(errand);
        int missing = MAILING.count() - collected.different();
        return new Result(
                collected.superfluous(),
                collected.damaged(),
                Math.max(0, missing - (delete ? left : 0)),
                delete ? left : 0,
                first.reading().stopped(),
                second.reading().stopped() || !rival.endsWell(second.reading().exit()));
    }
}
