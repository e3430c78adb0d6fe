package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * From the start of the process to its end with nothing new, over loopback.
 *
 * @param mailing what is left on the server and was collected before
 * @param tls whether with TLS from the first octet
 */
record StartToExit(Mailing mailing, boolean tls) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /**
     * What came of a program; medians, in seconds.
     *
     * @param wall from start to exit
     * @param best the least of all
     * @param before until it connects
     * @param on from there to the last octet
     * @param after from there to its end
     * @param cpu processor time
     * @param peakMegabytes the most memory
     */
    record Result(
            double wall,
            double best,
            double before,
            double on,
            double after,
            double cpu,
            double peakMegabytes) {}

    /** Starts it so many times, after everything was collected. */
    Result measure(Laboratory lab, Server server, Rival rival, int visits) throws IOException {
        Errand errand = lab.errand(server, server.maildrop(mailing), tls, false);
        lab.good(rival, server, errand, Way.loopback(), LIMIT);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            trials.add(lab.good(rival, server, errand, Way.loopback(), LIMIT));
        }
        FirstTime.verify(rival, errand, mailing);
        Laboratory.forget(errand);
        return new Result(
                middle(trials, trial -> trial.reading().wall()),
                trials.stream().mapToDouble(trial -> trial.reading().seconds()).min().orElse(0),
                middle(trials, Trial::beforeConnection),
                middle(trials, Trial::onConnection),
                middle(trials, Trial::afterConnection),
                middle(trials, trial -> trial.reading().cpu()),
                trials.stream().mapToDouble(t -> t.reading().peakMegabytes()).max().orElse(0));
    }

    private static double middle(List<Trial> trials, Function<Trial, Duration> part) {
        return Middle.of(trials.stream().map(t -> part.apply(t).toNanos() / 1e9).toList());
    }
}
