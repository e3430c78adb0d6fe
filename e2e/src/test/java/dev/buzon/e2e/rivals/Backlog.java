package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Laboratory.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Nothing is new among very many, over loopback. Ours collects all of them first; the others would
 * need up to a quarter of an hour for that, so they collect a few, and the rest is written into
 * their memories as they write it themselves.
 *
 * @param octets the length of each message
 */
record Backlog(int octets) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration COLLECTING_LIMIT = Duration.ofMinutes(10);

    /** Collected really, by those whose memory is then written. */
    private static final int FEW = 3;

    /**
     * What a poll came to.
     *
     * @param count so many are left on the server
     * @param wall median, seconds
     * @param cpu median, seconds
     * @param peakMegabytes the most memory
     */
    record Result(int count, double wall, double cpu, double peakMegabytes) {}

    /** Our program's polls after each of these numbers of messages. */
    List<Result> ours(Laboratory lab, Server server, Rival rival, List<Integer> counts, int visits)
            throws IOException {
        String user = server.maildrop(new Mailing(0, octets));
        Errand errand = lab.errand(server, user, false, false);
        List<Result> results = new ArrayList<>();
        int there = 0;
        for (int count : counts) {
            server.add(user, new Mailing(count - there, octets), there + 1);
            there = count;
            lab.good(rival, server, errand, Way.loopback(), COLLECTING_LIMIT);
            results.add(polls(lab, server, rival, errand, count, visits));
            if (Mailing.files(errand.maildir()) != count) {
                throw new IOException("there are " + Mailing.files(errand.maildir()));
            }
        }
        Laboratory.forget(errand);
        return results;
    }

    /** The polls of another program; nothing when it takes too long. */
    Optional<Result> theirs(Laboratory lab, Server server, Rival rival, int count, int visits)
            throws IOException {
        String user = server.maildrop(new Mailing(FEW, octets));
        Errand errand = lab.errand(server, user, false, false);
        lab.good(rival, server, errand, Way.loopback(), LIMIT);
        server.add(user, new Mailing(count - FEW, octets), FEW + 1);
        List<String> uids = Uidls.of(server.address(false), user);
        for (Path file : rival.memory(errand)) {
            remember(file, uids);
        }
        Trial first = lab.visit(rival, server, errand, Way.loopback(), LIMIT);
        if (first.reading().stopped()) {
            return Optional.empty();
        }
        Result result = polls(lab, server, rival, errand, count, visits);
        if (Mailing.files(errand.maildir()) != FEW) {
            throw new IOException(rival.name() + " did not know all by its memory");
        }
        Laboratory.forget(errand);
        return Optional.of(result);
    }

    private static Result polls(
            Laboratory lab, Server server, Rival rival, Errand errand, int count, int visits)
            throws IOException {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            readings.add(lab.good(rival, server, errand, Way.loopback(), LIMIT).reading());
        }
        return new Result(
                count,
                Middle.of(readings.stream().map(Reading::seconds).toList()),
                Middle.of(readings.stream().map(Reading::cpuSeconds).toList()),
                readings.stream().mapToDouble(Reading::peakMegabytes).max().orElse(0));
    }

    /** Copies the line of the first identifier for all that have none. */
    private static void remember(Path file, List<String> uids) throws IOException {
        String text = Files.readString(file);
        String one = uids.getFirst();
        String line =
                text.lines()
                        .filter(candidate -> candidate.contains(one))
                        .findFirst()
                        .orElseThrow(() -> new IOException(file + " does not remember " + one));
        String more =
                uids.stream()
                        .skip(FEW)
                        .map(uid -> line.replace(one, uid) + "\n")
                        .collect(Collectors.joining());
        // mpop counts its lines, and wants them in order.
        String head =
                text.replace(" " + FEW + " " + Errand.HOST, " " + uids.size() + " " + Errand.HOST);
        Files.writeString(file, head.equals(text) ? text + more : head + more);
    }
}
