package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything is new, once: the first collection of a maildrop, over a long line and over loopback.
 *
 * @param mailing what is there
 * @param roundTrip how long the line is
 * @param delete whether it is deleted afterwards
 */
record FirstTime(Mailing mailing, Duration roundTrip, boolean delete) {
    /** The slowest needs four round trips for a message. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Longer visits are made once only. */
    private static final Duration LONG = Duration.ofSeconds(10);

    /**
     * What came of a program.
     *
     * @param wall median, seconds
     * @param loopback the same without the line's length
     * @param roundTripSeconds the line's length
     * @param cpu median, seconds
     * @param peakMegabytes the most of all visits
     * @param visits how many there were
     */
    record Result(
            double wall,
            double loopback,
            double roundTripSeconds,
            double cpu,
            double peakMegabytes,
            int visits) {
        /** How many times the line's length is in the time. */
        double roundTrips() {
            return (wall - loopback) / roundTripSeconds;
        }
    }

    /** Visits so many times over the line, less often when it takes long, and once without. */
    Result measure(Laboratory lab, Server server, Rival rival, int visits) throws IOException {
        List<Reading> far = new ArrayList<>();
        List<Double> near = new ArrayList<>();
        do {
            far.add(once(lab, server, rival, Way.of(roundTrip)));
            near.add(once(lab, server, rival, Way.loopback()).seconds());
        } while (far.size() < visits && far.getFirst().wall().compareTo(LONG) < 0);
        return new Result(
                Middle.of(far.stream().map(Reading::seconds).toList()),
                Middle.of(near),
                roundTrip.toNanos() / 1e9,
                Middle.of(far.stream().map(Reading::cpuSeconds).toList()),
                far.stream().mapToDouble(Reading::peakMegabytes).max().orElse(0),
                far.size());
    }

    private Reading once(Laboratory lab, Server server, Rival rival, Way way) throws IOException {
        String user = server.maildrop(mailing);
        Errand errand = lab.errand(server, user, false, delete);
        Reading reading = lab.good(rival, server, errand, way, LIMIT).reading();
        verify(rival, errand, mailing);
        int left = server.left(user);
        if (left != (delete ? 0 : mailing.count())) {
            throw new IOException(rival.name() + ": " + left + " are left");
        }
        Laboratory.forget(errand);
        return reading;
    }

    /** Ours must have brought every octet of every message, the others as many messages. */
    static void verify(Rival rival, Errand errand, Mailing mailing) throws IOException {
        int files = Mailing.files(errand.maildir());
        if (files != mailing.count()) {
            throw new IOException(rival.name() + " brought " + files);
        }
        if (rival.ours()) {
            var collected = mailing.look(errand.maildir());
            if (collected.different() != mailing.count() || collected.superfluous() != 0) {
                throw new IOException(rival.name() + " brought " + collected);
            }
        }
    }
}
