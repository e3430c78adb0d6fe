package dev.buzon.client.sync;

import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.pop3.Answers;
import dev.buzon.client.pop3.Listed;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import dev.buzon.client.pop3.Quirks;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.MessageFacts;
import dev.buzon.protocol.pop3.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects messages in one session. A message is handed on only when the server's next answer has
 * shown that it ended where it seemed to, or its size agrees: a server that does not stuff dots
 * ends a message early and sends the rest of it as answers.
 */
final class Fetching {
    /** How many octets of small messages one pipeline may bring; then the disk gets its turn. */
    static final long CHUNK_OCTETS = 8L << 20;

    /** How many messages one pipeline brings. */
    static final int CHUNK_MESSAGES = 1000;

    /** So many refusals in a row, and the server has had enough. */
    private static final int REFUSALS_IN_A_ROW = 3;

    /** So many messages are held back until a batch has ended well; they may be open files. */
    private static final int DOUBTFUL_MOST = 64;

    private static final int BUFFER_OCTETS = 64 * 1024;

    /** Why a message is fetched with TOP the next time. */
    static final String DOTS = "the server ended it early: it does not double the dots in it";

    /** Which command brings a message. */
    private enum Way {
        RETR,
        TOP_HEADER,
        TOP_ALL
    }

    /** The sink or the ledger failed, not the line. */
    static final class KeepingFailed extends IOException {
        @Serial private static final long serialVersionUID = 1;

        KeepingFailed(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    private final Pop3Session pop;
    private final Keeping keeping;
    private final Comparison comparison;
    private final Pace pace;
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private final Set<Integer> tried = new HashSet<>();
    private final Map<Integer, Step> steps = new HashMap<>();
    private final List<Arrival> doubtful = new ArrayList<>();
    private Optional<Arrival> pending = Optional.empty();
    private Optional<Step> current = Optional.empty();
    private boolean refusedInARow;
    private boolean left;

    /**
     * Where messages go.
     *
     * @param ownDelay after so long without a command of ours the server hears that we are there
     */
    record Keeping(
            String account,
            MailSink sink,
            Book book,
            Storing storing,
            Found found,
            Tally tally,
            Duration ownDelay) {}

    /** Which entries of the ledger the messages of this session have become. */
    interface Found {
        /** A message is this entry. */
        void is(int number, long id);
    }

    /** Who is told how far it has come, and what time it is. */
    interface Pace {
        /** So many octets of a message have come. */
        void octets(long octets);

        /** A message has come. */
        void message();

        /** The time by our clock. */
        Instant now();
    }

    Fetching(Pop3Session pop, Keeping keeping, Comparison comparison, Pace pace) {
        this.pop = pop;
        this.keeping = keeping;
        this.comparison = comparison;
        this.pace = pace;
    }

    /** Messages that were tried in vain, or compared: not again in this session. */
    Set<Integer> tried() {
        return Set.copyOf(tried);
    }

    /** Whether the server refused so often that it is better left alone. */
    boolean refusedInARow() {
        return refusedInARow;
    }

    /** Whether QUIT went with the last command: the session is over. */
    boolean left() {
        return left;
    }

    /**
     * Collects these, in this order.
     *
     * @param thenQuit whether nothing is left to do in this session afterwards
     */
    void run(List<Step> wanted, boolean thenQuit) throws IOException {
        wanted.forEach(step -> steps.put(step.message().number(), step));
        int from = 0;
        while (from < wanted.size() && !refusedInARow) {
            int to = chunkEnd(wanted, from);
            waitForDisk(CHUNK_OCTETS / 2);
            fetch(wanted.subList(from, to), thenQuit && to == wanted.size());
            from = to;
        }
        waitForDisk(0);
    }

    /** Waits until little enough waits for the disk, and lets the server know that we are there. */
    void waitForDisk(long octets) throws IOException {
        while (!keeping.storing().await(octets, keeping.ownDelay())) {
            if (Thread.currentThread().isInterrupted()) {
                throw new KeepingFailed(new IOException("interrupted"));
            }
            if (!left) {
                pop.noop();
            }
        }
        stopIfNothingCanBeKept();
    }

    private void stopIfNothingCanBeKept() throws KeepingFailed {
        Optional<IOException> trouble = keeping.storing().trouble();
        if (trouble.isPresent()) {
            throw new KeepingFailed(trouble.get());
        }
    }

    private static int chunkEnd(List<Step> wanted, int from) {
        Way way = way(wanted.get(from));
        long octets = 0;
        int to = from;
        while (to < wanted.size()
                && to - from < CHUNK_MESSAGES
                && way(wanted.get(to)) == way
                && octets < CHUNK_OCTETS) {
            octets += Storing.cost(wanted.get(to).message().octets());
            to++;
        }
        return to;
    }

    private static Way way(Step step) {
        if (step.act() == Step.Act.FETCH_HEADER) {
            return Way.TOP_HEADER;
        }
        return step.known().map(Entry::why).filter(DOTS::equals).isPresent()
                ? Way.TOP_ALL
                : Way.RETR;
    }

    private Answers ask(Way way, List<Listed> messages, boolean thenQuit) throws IOException {
        return switch (way) {
            case RETR -> {
                left = thenQuit && pop.takesQuitBehind();
                yield left
                        ? pop.retrieveAndQuit(messages, this::accept)
                        : pop.retrieve(messages, this::accept);
            }
            case TOP_HEADER -> pop.top(messages, 0, this::accept);
            case TOP_ALL -> pop.top(messages, Integer.MAX_VALUE, this::accept);
        };
    }

    private void fetch(List<Step> chunk, boolean thenQuit) throws IOException {
        List<Listed> messages = chunk.stream().map(Step::message).toList();
        try {
            Answers answers = ask(way(chunk.getFirst()), messages, thenQuit);
            for (Answers.Refusal refusal : answers.refused()) {
                refused(refusal);
            }
            boolean noTop = way(chunk.getFirst()) == Way.TOP_HEADER && pop.quirks().topUnusable();
            boolean spoilt = left && pop.quirks().pipelining() == Quirks.Pipelining.BROKEN;
            refusedInARow |=
                    !noTop
                            && !spoilt
                            && (!answers.notAsked().isEmpty()
                                    || answers.refusedAtTheEnd(messages) >= REFUSALS_IN_A_ROW);
            boolean proved = left; // by the answer to QUIT
            if (!proved && pending.filter(last -> last.size() != Measured.Size.EXACT).isPresent()) {
                pop.noop();
            }
            confirm();
            handOnDoubtful();
        } catch (Pop3Exception.CommitUnknown e) {
            // All came, nothing was to be deleted: only what the answer would have proved is in
            // doubt.
            discardDoubtful(text(e));
            settlePending(text(e), 1);
        } catch (Pop3Exception.Violation e) {
            discardDoubtful(text(e));
            blameCurrent(Planner.OWN_FAULT, text(e));
            settlePending(e.suspects().isEmpty() ? text(e) : DOTS, Planner.OWN_FAULT);
            throw e;
        } catch (Pop3Exception e) {
            discardDoubtful(text(e));
            blameCurrent(1, text(e));
            settlePending(text(e), 1);
            throw e;
        } finally {
            discardPending();
            doubtful.forEach(arrival -> arrival.incoming().close());
            doubtful.clear();
        }
    }

    /**
     * Whether a message may have swallowed the answer to the next command, its terminator missing
     * it is longer than announced, or comes behind one that was.
     */
    private boolean doubts(Arrival arrival) {
        boolean longer =
                arrival.size() == Measured.Size.NOT_UNDERSTOOD
                        && arrival.measured().octets() > arrival.step().message().octets();
        return doubtful.size() < DOUBTFUL_MOST && (longer || !doubtful.isEmpty());
    }

    /** As many answers came as were asked for: nothing was swallowed. */
    private void handOnDoubtful() throws IOException {
        List<Arrival> cleared = List.copyOf(doubtful);
        doubtful.clear();
        for (Arrival arrival : cleared) {
            handOn(arrival);
        }
    }

    /** An answer is missing: the first that was too long is to blame, and nothing behind it. */
    private void discardDoubtful(String why) throws IOException {
        if (!doubtful.isEmpty()) {
            failed(doubtful.getFirst().step(), why, Planner.OWN_FAULT);
            discardPending();
            current = Optional.empty();
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    /** The session broke behind a message: it is kept only if its size says that it is whole. */
    private void settlePending(String why, int points) throws IOException {
        if (pending.filter(last -> last.size() == Measured.Size.EXACT).isPresent()) {
            confirm();
        } else if (pending.isPresent()) {
            failed(pending.get().step(), why, points);
            discardPending();
        }
    }

    private void discardPending() {
        pending.ifPresent(arrival -> arrival.incoming().close());
        pending = Optional.empty();
    }

    private void blameCurrent(int points, String why) throws IOException {
        if (current.isPresent()) {
            failed(current.get(), why, points);
            current = Optional.empty();
        }
    }

    /** Takes a message off the line. */
    private void accept(Listed listed, InputStream in) throws IOException {
        confirm();
        stopIfNothingCanBeKept();
        Step step = steps.get(listed.number());
        if (step == null) {
            throw new IllegalStateException("a message came that was not asked for");
        }
        current = Optional.of(step);
        MailSink.Incoming incoming = begin(listed);
        boolean whole = false;
        try {
            Measure measure = new Measure();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                measure.take(buffer, 0, n);
                keep(incoming, n);
                pace.octets(n);
            }
            pending = Optional.of(new Arrival(step, incoming, measure.done()));
            whole = true;
            current = Optional.empty();
            pace.message();
        } catch (KeepingFailed e) {
            current = Optional.empty();
            keeping.tally().failed(step, text(e));
            keeping.tally().keepingFailed(text(e));
            tried.add(listed.number());
            if (step.message().octets() < Storing.SMALL_OCTETS) {
                throw e; // where a small one finds no room, none does
            }
        } finally {
            if (!whole) {
                incoming.close();
            }
        }
    }

    private MailSink.Incoming begin(Listed listed) throws KeepingFailed {
        try {
            return keeping.sink()
                    .begin(new MessageFacts(keeping.account(), listed.uid(), listed.octets()));
        } catch (IOException e) {
            throw new KeepingFailed(e);
        }
    }

    private void keep(MailSink.Incoming incoming, int length) throws KeepingFailed {
        try {
            incoming.write(ByteBuffer.wrap(buffer, 0, length));
        } catch (IOException e) {
            throw new KeepingFailed(e);
        }
    }

    /** The message before has ended where it ended: it goes on its way. */
    private void confirm() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        Arrival arrival = pending.get();
        pending = Optional.empty();
        if (doubts(arrival)) {
            doubtful.add(arrival);
        } else {
            handOn(arrival);
        }
    }

    private void handOn(Arrival arrival) throws IOException {
        boolean cutByTop =
                way(arrival.step()) == Way.TOP_ALL && arrival.size() != Measured.Size.EXACT;
        if (cutByTop) {
            arrival.incoming().close();
            failed(arrival.step(), DOTS, Planner.OWN_FAULT);
        } else if (arrival.step().act() == Step.Act.FETCH_AND_COMPARE) {
            compare(arrival);
        } else {
            store(arrival);
        }
    }

    private void store(Arrival arrival) {
        comparison.underWay(arrival.measured().content());
        keeping.storing().take(arrival);
    }

    private void compare(Arrival arrival) throws IOException {
        if (comparison.isUnderWay(arrival)) {
            waitForDisk(0);
            comparison.arrived();
        }
        switch (comparison.compare(arrival, pace.now())) {
            case Comparison.Verdict.New() -> store(arrival);
            case Comparison.Verdict.Here(var id) -> {
                arrival.incoming().close();
                keeping.found().is(arrival.step().message().number(), id);
                keeping.tally().known();
                if (arrival.step().why() == Why.SIZE_NOT_UNDERSTOOD) {
                    new Remembered(keeping.book()).wrongSize();
                }
                tried.add(arrival.step().message().number());
            }
            case Comparison.Verdict.Changes() -> {
                arrival.incoming().close();
                tried.add(arrival.step().message().number());
                keeping.tally().failed(arrival.step(), Why.NOT_PROVED.sentence());
            }
        }
    }

    private void refused(Answers.Refusal refusal) throws IOException {
        Step step = steps.get(refusal.message().number());
        boolean featureOff =
                step != null && way(step) == Way.TOP_HEADER && pop.quirks().topUnusable();
        if (step == null || featureOff) {
            return; // it is collected whole instead
        }
        boolean passing =
                refusal.code()
                        .filter(code -> code == Code.SYS_TEMP || code == Code.IN_USE)
                        .isPresent();
        failed(step, "the server refuses it: " + refusal.text(), passing ? 1 : Planner.OWN_FAULT);
    }

    /** A message was not had: that is remembered, so that it stops nobody else. */
    void failed(Step step, String why, int points) throws IOException {
        tried.add(step.message().number());
        keeping.tally().failed(step, why);
        if (step.key().isEmpty()) {
            return; // nothing to remember it by
        }
        keeping.book()
                .write(
                        List.of(
                                new Change.Put(
                                        step.failed(
                                                keeping.book()::nextId, points, pace.now(), why))));
    }
}
