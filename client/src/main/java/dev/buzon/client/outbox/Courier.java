package dev.buzon.client.outbox;

import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Fate;
import dev.buzon.client.smtp.Letter;
import dev.buzon.client.smtp.SendReport;
import dev.buzon.client.smtp.SubmissionException;
import dev.buzon.client.smtp.SubmissionSession;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries messages to a server and writes down what happens, in this order: that a transfer begins;
 * with all but its end out, that the end follows; what the server said. Each line is durable before
 * the next thing happens, so that after a crash the journal knows at least as much as the server.
 */
final class Courier implements Closeable {
    private final Outbox.Opener opener;
    private final InstantSource clock;
    private Optional<SubmissionSession> session = Optional.empty();
    private Optional<SubmissionException> problem = Optional.empty();

    Courier(Outbox.Opener opener, InstantSource clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /** Whether it is worth trying another message. */
    boolean mayGoOn() {
        return problem.isEmpty();
    }

    /** Why not. */
    Optional<SubmissionException> problem() {
        return problem;
    }

    /** Sends one message to everyone who waits for it, in as many transfers as it takes. */
    void deliver(Job job, Letter letter) throws IOException {
        int before = job.entry().transfers();
        List<Integer> left = new ArrayList<>(waiting(job.entry().settled()));
        while (!left.isEmpty()) {
            List<Integer> some =
                    List.copyOf(
                            left.subList(0, Math.min(left.size(), SubmissionSession.RECIPIENTS)));
            left.subList(0, some.size()).clear();
            try {
                transfer(job, letter, some, open(), before);
            } catch (SubmissionException e) {
                problem = Optional.of(e);
                job.append(new JobEvent.Unreached(now(), String.valueOf(e.getMessage())));
                return;
            }
        }
    }

    private static List<Integer> waiting(OutboxEntry entry) {
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < entry.recipients().size(); i++) {
            if (entry.recipients().get(i).waits()) {
                waiting.add(i);
            }
        }
        return waiting;
    }

    private SubmissionSession open() throws SubmissionException {
        if (session.isEmpty() || !session.get().isUsable()) {
            session.ifPresent(SubmissionSession::close);
            session = Optional.empty();
            session = Optional.of(opener.open());
        }
        return session.get();
    }

    private void transfer(
            Job job, Letter letter, List<Integer> to, SubmissionSession over, int before)
            throws IOException {
        Envelope all = job.entry().envelope();
        Envelope some = all.to(to.stream().map(all.recipients()::get).toList());
        job.append(new JobEvent.Begun(now(), to));
        SendReport report = over.send(letter, some, () -> job.append(new JobEvent.Ending(now())));
        List<Fate> fates = new ArrayList<>();
        for (SendReport.Recipient one : report.recipients()) {
            fates.add(orGivenUp(job.entry(), one.fate()));
        }
        Duration pause = RetryTimes.pause(before);
        boolean answered = fates.stream().anyMatch(fate -> fate.code() > 0 || unknown(fate));
        job.append(
                new JobEvent.Answered(
                        now(),
                        fates,
                        answered ? now().plus(pause) : now())); // a broken line is no answer
        if (report.broken().isPresent()
                && report.broken().get() instanceof SubmissionException.Cancelled cancelled) {
            throw cancelled;
        }
    }

    private static boolean unknown(Fate fate) {
        return fate.kind() == Fate.Kind.UNKNOWN;
    }

    private Fate orGivenUp(OutboxEntry entry, Fate fate) {
        boolean later = fate.kind() == Fate.Kind.LATER && fate.code() > 0;
        return later && RetryTimes.givesUp(entry.queued(), entry.answers(), now())
                ? new Fate(
                        Fate.Kind.REFUSED,
                        fate.code(),
                        "given up after "
                                + Duration.between(entry.queued(), now()).toDays()
                                + " days: "
                                + fate.text())
                : fate;
    }

    private Instant now() {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }

    @Override
    public void close() {
        session.ifPresent(SubmissionSession::close);
    }
}
