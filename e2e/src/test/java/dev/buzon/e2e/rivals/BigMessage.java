package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One message that is larger than the heap, over loopback.
 *
 * @param octets its size
 */
record BigMessage(int octets) {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * What came of a program.
     *
     * @param wall median, seconds
     * @param cpu median, seconds
     * @param peakMegabytes the most memory
     */
    record Result(double wall, double cpu, double peakMegabytes) {}

    /** Collects it so many times from this maildrop, which has it and nothing else. */
    Result measure(Laboratory lab, Server server, String user, Rival rival, int visits)
            throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            Errand errand = lab.errand(server, user, false, false);
            readings.add(lab.good(rival, server, errand, Way.loopback(), LIMIT).reading());
            FirstTime.verify(rival, errand, new Mailing(1, octets));
            Laboratory.forget(errand);
        }
        return new Result(
                Middle.of(readings.stream().map(Reading::seconds).toList()),
                Middle.of(readings.stream().map(Reading::cpuSeconds).toList()),
                readings.stream().mapToDouble(Reading::peakMegabytes).max().orElse(0));
    }
}
