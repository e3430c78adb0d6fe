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
 * Nothing is new among very many, over loopback. All look at one maildrop that grows. Ours collects
 * all of it; the others would need up to a quarter of an hour for that, so they collect the first
 * few, and the rest is written into their memories as they write it themselves.
 */
final class Backlog {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration COLLECTING_LIMIT = Duration.ofMinutes(10);

    /** Collected really, by those whose memory is then written. */
    private static final int FEW = 3;

    private final Laboratory lab;
    private final Server server;
    private final int octets;
    private final int visits;
    private final String user;
    private final List<Participant> participants = new ArrayList<>();
    private int there;

    /**
     * A maildrop for these programs.
     *
     * @param octets the length of each message
     * @param visits how often each looks at each number of messages
     */
    Backlog(Laboratory lab, Server server, List<Rival> rivals, int octets, int visits)
            throws IOException {
        this.lab = lab;
        this.server = server;
        this.octets = octets;
        this.visits = visits;
        this.user = server.maildrop(new Mailing(FEW, octets));
        this.there = FEW;
        for (Rival rival : rivals) {
            participants.add(new Participant(rival, lab.errand(server, user, false, false)));
        }
        for (Participant one : participants) {
            one.collect();
        }
    }

    /**
     * What a poll came to.
     *
     * @param count so many are left on the server
     * @param wall median, seconds
     * @param cpu median, seconds
     * @param peakMegabytes the most memory
     */
    record Result(int count, double wall, double cpu, double peakMegabytes) {}

    /** Fills the maildrop up to so many, and lets everybody who still can look at it. */
    void measure(int count) throws IOException {
        server.add(user, new Mailing(count - there, octets), there + 1);
        List<String> uids = Uidls.of(server.address(false), user);
        for (Participant one : participants) {
            one.measure(uids, there);
        }
        there = count;
    }

    /** What came of a program, one result for each number of messages; none where it failed. */
    List<Optional<Result>> results(Rival rival) {
        return participants.stream()
                .filter(one -> one.rival.equals(rival))
                .findFirst()
                .map(one -> List.copyOf(one.results))
                .orElse(List.of());
    }

    /** One program with its home. */
    private final class Participant {
        private final Rival rival;
        private final Errand errand;
        private final List<Optional<Result>> results = new ArrayList<>();
        private boolean failed;

        Participant(Rival rival, Errand errand) {
            this.rival = rival;
            this.errand = errand;
        }

        void collect() throws IOException {
            try {
                lab.good(rival, server, errand, Way.loopback(), COLLECTING_LIMIT);
            } catch (IOException e) {
                fail(e);
            }
        }

        /** A foreign program that fails once is not asked again. */
        private void fail(IOException e) throws IOException {
            if (rival.ours()) {
                throw e;
            }
            System.out.println(e);
            failed = true;
        }

        void measure(List<String> uids, int before) throws IOException {
            try {
                results.add(failed ? Optional.empty() : Optional.of(measured(uids, before)));
            } catch (IOException e) {
                results.add(Optional.empty());
                fail(e);
            }
        }

        private Result measured(List<String> uids, int before) throws IOException {
            if (rival.ours()) {
                lab.good(rival, server, errand, Way.loopback(), COLLECTING_LIMIT);
            } else {
                for (Path file : rival.memory(errand)) {
                    remember(file, uids, before);
                }
                lab.good(rival, server, errand, Way.loopback(), LIMIT);
            }
            Result result = polls(lab, server, rival, errand, uids.size(), visits);
            int files = Mailing.files(errand.maildir());
            if (files != (rival.ours() ? uids.size() : FEW)) {
                throw new IOException(rival.name() + " did not know all, there are " + files);
            }
            return result;
        }
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

    /** Copies the line of the first identifier for all that have none, which come behind these. */
    private static void remember(Path file, List<String> uids, int before) throws IOException {
        String text = Files.readString(file);
        String one = uids.getFirst();
        String line =
                text.lines()
                        .filter(candidate -> candidate.contains(one))
                        .findFirst()
                        .orElseThrow(() -> new IOException(file + " does not remember " + one));
        String more =
                uids.stream()
                        .skip(before)
                        .map(uid -> line.replace(one, uid) + "\n")
                        .collect(Collectors.joining());
        // mpop counts its lines, and wants them in order.
        String head =
                text.replace(
                        " " + before + " " + Errand.HOST, " " + uids.size() + " " + Errand.HOST);
        Files.writeString(file, head.equals(text) ? text + more : head + more);
    }
}
