package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Nothing is new, over a long line.
 *
 * @param mailing what is left on the server and was collected before
 * @param roundTrip how long the line is
 * @param tls whether with TLS from the first octet
 */
record EmptyPoll(Mailing mailing, Duration roundTrip, boolean tls) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * What came of a program.
     *
     * @param wall median, seconds
     * @param cpu median, seconds
     * @param turns round trips, the greeting's and TLS's among them; the most of all visits
     * @param tls whether one of them was the handshake's
     */
    record Result(double wall, double cpu, int turns, boolean tls) {
        /** Round trips without that of the handshake of TLS 1.3 (RFC 8446 §2). */
        int roundTrips() {
            return tls ? turns - 1 : turns;
        }
    }

    /** Polls so many times, after everything was collected. */
    Result measure(Laboratory lab, Server server, Rival rival, int visits) throws IOException {
        Errand errand = lab.errand(server, server.maildrop(mailing), tls, false);
        lab.good(rival, server, errand.inClear(), Way.loopback(), LIMIT);
        List<Double> walls = new ArrayList<>();
        List<Double> cpus = new ArrayList<>();
        int turns = 0;
        for (int i = 0; i < visits; i++) {
            Trial poll = lab.good(rival, server, errand, Way.of(roundTrip), LIMIT);
            walls.add(poll.reading().seconds());
            cpus.add(poll.reading().cpuSeconds());
            turns = Math.max(turns, poll.turns());
        }
        FirstTime.verify(rival, errand, mailing);
        Laboratory.forget(errand);
        return new Result(Middle.of(walls), Middle.of(cpus), turns, tls);
    }
}
