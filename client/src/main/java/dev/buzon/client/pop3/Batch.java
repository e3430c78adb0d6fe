package dev.buzon.client.pop3;

import dev.buzon.client.pop3.Quirks.Pipelining;
import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.StatusLine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One command for each of many messages, as many on their way as the window admits, the answers
 * taken in order (RFC 2449 §6.6).
 */
final class Batch {
    /** So many refusals in a row end a batch: the server has had enough. */
    static final int REFUSALS_IN_A_ROW = 3;

    /** How long the first answer that was not waited for may take. */
    static final Duration FIRST_PIPELINE_LIMIT = Duration.ofMinutes(1);

    /** A command that went, and whether others were on their way before it. */
    private record Sent(Listed message, boolean behindOthers) {}

    private final Wire wire;
    private final Owed owed;
    private final Window window;
    private final Function<Listed, Command> command;
    private final Optional<MessageConsumer> consumer;
    private final List<Listed> done = new ArrayList<>();
    private final List<Answers.Refusal> refused = new ArrayList<>();
    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Deque<Listed> again = new ArrayDeque<>();
    private final List<Listed> doubtful = new ArrayList<>(); // longer than announced, and after
    private Pipelining pipelining;
    private int refusalsInARow;
    private boolean quitToo;
    private boolean quitSent;

    Batch(
            Wire wire,
            Owed owed,
            Pipelining pipelining,
            Window window,
            Function<Listed, Command> command,
            Optional<MessageConsumer> consumer) {
        this.wire = wire;
        this.owed = owed;
        this.pipelining = pipelining;
        this.window = window;
        this.command = command;
        this.consumer = consumer;
    }

    /** Sends the commands and takes the answers. */
    Answers run(Iterable<Listed> messages) throws IOException {
        Deque<Listed> waiting = new ArrayDeque<>();
        messages.forEach(waiting::add);
        while (true) {
            if (refusalsInARow < REFUSALS_IN_A_ROW && window.isHalfEmpty()) {
                send(waiting);
            }
            Sent next = sent.poll();
            if (next == null) {
                break;
            }
            take(next);
        }
        if (!quitSent) {
            askAgainAlone();
            wire.quiet();
        } else if (!again.isEmpty()) {
            pipelining =
                    Pipelining.BROKEN; // there is no asking again: the next session goes slowly
        }
        waiting.addAll(again);
        return new Answers(done, refused, List.copyOf(waiting));
    }

    /** The last command goes together with QUIT; its answer is for somebody else to read. */
    void endWithQuit() {
        quitToo = true;
    }

    /** Whether QUIT is on its way. */
    boolean quitSent() {
        return quitSent;
    }

    /** What this batch showed of the server's way with pipelines. */
    Pipelining pipelining() {
        return pipelining;
    }

    private void send(Deque<Listed> waiting) {
        Iterator<Listed> next = waiting.iterator();
        while (next.hasNext()) {
            Listed message = next.next();
            if (!window.admits(announced(message))) {
                return;
            }
            next.remove();
            sendOne(message);
        }
        if (quitToo && !quitSent) {
            wire.send(new Command.Quit());
            quitSent = true;
        }
    }

    private void sendOne(Listed message) {
        wire.send(command.apply(message));
        sent.add(new Sent(message, !sent.isEmpty()));
        window.sent(announced(message));
        owed.add(message, consumer.isPresent());
    }

    private void take(Sent asked) throws IOException {
        Listed message = asked.message();
        StatusLine status = status(asked);
        owed.answered();
        if (status.ok()) {
            if (consumer.isPresent()) {
                content(message, consumer.get());
            }
            done.add(message);
            refusalsInARow = 0;
            if (asked.behindOthers() && pipelining == Pipelining.AS_ANNOUNCED) {
                pipelining = Pipelining.WORKS;
            }
        } else if (mayBeThePipeline(asked, status)) {
            again.add(message);
        } else {
            refuse(message, status);
        }
        window.answered(announced(message));
    }

    /**
     * The answer to a command. While it is not known how the server takes pipelines, silence or an
     * end where the first of them should be answered is laid to the pipeline.
     */
    private StatusLine status(Sent asked) throws Pop3Exception {
        boolean first = asked.behindOthers() && pipelining == Pipelining.AS_ANNOUNCED;
        try {
            return first ? wire.statusSoon(FIRST_PIPELINE_LIMIT) : wire.status();
        } catch (Pop3Exception.TimedOut | Pop3Exception.ConnectionLost e) {
            pipelining = first ? Pipelining.BROKEN : pipelining;
            e.suspect(doubtful);
            throw e;
        }
    }

    private void content(Listed message, MessageConsumer taker) throws IOException {
        MessageStream stream = wire.content(message);
        owed.content(stream);
        try {
            taker.accept(message, stream);
        } finally {
            stream.expire();
        }
        stream.skipRest();
        owed.contentEnded();
        if (stream.octets() > message.octets() || !doubtful.isEmpty()) {
            doubtful.add(message);
        }
        wire.suspect(message);
    }

    private void refuse(Listed message, StatusLine status) {
        refused.add(new Answers.Refusal(message, status));
        refusalsInARow++;
    }

    /**
     * Whether a refusal may mean that the command came too early and not that it cannot be carried
     * out.
     */
    private boolean mayBeThePipeline(Sent asked, StatusLine status) {
        return asked.behindOthers()
                && pipelining == Pipelining.AS_ANNOUNCED
                && status.code().isEmpty();
    }

    /** What was refused in the first pipeline is asked once more by itself. */
    private void askAgainAlone() throws IOException {
        while (!again.isEmpty() && refusalsInARow < REFUSALS_IN_A_ROW) {
            Listed message = again.remove();
            int before = done.size();
            sendOne(message);
            take(sent.remove());
            if (done.size() > before && pipelining == Pipelining.AS_ANNOUNCED) {
                pipelining = Pipelining.BROKEN;
            }
        }
    }

    private long announced(Listed message) {
        return consumer.isPresent() ? message.octets() : 0;
    }
}
