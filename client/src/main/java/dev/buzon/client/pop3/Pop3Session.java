package dev.buzon.client.pop3;

import dev.buzon.client.pop3.Quirks.Pipelining;
import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.StatusLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * A login to a maildrop (RFC 1939 §5): numbers are good until it ends. Used by one thread; only
 * {@link #cancel} may come from another. Deletions are carried out by {@link #commit()} and by
 * nothing else: closing without it never deletes.
 */
public final class Pop3Session implements AutoCloseable {
    private final Wire wire;
    private final Owed owed = new Owed();
    private final Set<Listed> marked = new LinkedHashSet<>();
    private Capabilities capabilities;
    private Quirks quirks;
    private Optional<List<Listed>> listedAhead = Optional.empty();
    private boolean pipelineShown;

    Pop3Session(Wire wire, Capabilities capabilities, Quirks quirks) {
        this.wire = wire;
        this.capabilities = capabilities;
        this.quirks = quirks;
    }

    /** What the server says that it can do, as last heard. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** What is known of the server by now; to be remembered, and given to {@link Pop3#quirks}. */
    public Quirks quirks() {
        return quirks;
    }

    /**
     * How many messages there are, and how large (STAT).
     *
     * @throws Pop3Exception.Violation when the server counts below zero or beyond belief
     */
    public Drop stat() throws Pop3Exception {
        ready();
        wire.send(new Command.Stat());
        StatusLine status = positive("STAT");
        return ListingReader.drop(status.text())
                .orElseThrow(() -> wire.violation("STAT answered without two counts"));
    }

    /**
     * All messages with their sizes and unique identifiers, in one round trip if the server takes
     * pipelines (LIST, UIDL).
     */
    public List<Listed> list() throws Pop3Exception {
        Optional<List<Listed>> ahead = listedAhead;
        listedAhead = Optional.empty();
        if (ahead.isPresent()) {
            return ahead.get();
        }
        ready();
        List<Command> commands = listCommands(quirks);
        if (pipelined()) {
            commands.forEach(wire::send);
        } else {
            wire.send(commands.getFirst());
        }
        return readList(wire.status(), pipelined(), commands.size() > 1);
    }

    /**
     * Retrieves messages in a pipeline and hands each to the consumer, in this order. A message
     * whose retrieval the server refuses is told in the answers and does not stop the others, but
     * for three in a row.
     *
     * <p>That a message was whole is certain once the call returns: a server that does not stuff
     * dots ends one too early, and is only found out by what it sends next; then {@link
     * Pop3Exception.Violation#suspects} names the message.
     *
     * @throws Pop3Exception.TruncatedMessage when the connection ended inside a message
     * @throws IOException what the consumer threw; the session goes on
     */
    public Answers retrieve(Collection<Listed> messages, MessageConsumer consumer)
            throws IOException {
        return batch(messages, m -> new Command.Retr(m.number()), Optional.of(consumer));
    }

    /**
     * Whether {@link #retrieveAndQuit} gains a round trip and risks nothing: the server has
     * answered a pipeline, nothing is marked as deleted, and reading deletes nothing.
     */
    public boolean takesQuitBehind() {
        return pipelined()
                && (pipelineShown || quirks.pipelining() == Pipelining.WORKS)
                && marked.isEmpty()
                && !quirks.deletesWhatWasRead();
    }

    /**
     * Retrieves messages as {@link #retrieve} does and ends the session, QUIT going together with
     * the last command. Nothing is deleted. What the pipeline itself may have spoilt is among those
     * that were not asked for: it takes another session.
     *
     * @throws Pop3Exception.CommitUnknown when all messages came and no answer to QUIT
     * @throws IllegalStateException unless {@link #takesQuitBehind}
     */
    public Answers retrieveAndQuit(Collection<Listed> messages, MessageConsumer consumer)
            throws IOException {
        if (!takesQuitBehind()) {
            throw new IllegalStateException("QUIT cannot go before the answers");
        }
        ready();
        Batch batch = newBatch(m -> new Command.Retr(m.number()), Optional.of(consumer));
        batch.endWithQuit();
        try {
            Answers answers = batch.run(messages);
            if (!batch.quitSent()) {
                wire.send(new Command.Quit());
            }
            quit();
            return answers;
        } finally {
            quirks = quirks.pipelining(batch.pipelining());
            wire.close();
        }
    }

    /**
     * Retrieves the headers of messages and so many lines of their bodies (TOP). For a look only:
     * what TOP gives may differ from what RETR gives.
     */
    public Answers top(Collection<Listed> messages, int lines, MessageConsumer consumer)
            throws IOException {
        Answers answers =
                batch(messages, m -> new Command.Top(m.number(), lines), Optional.of(consumer));
        if (answers.done().isEmpty()
                && answers.refused().stream().anyMatch(r -> r.answer().code().isEmpty())) {
            quirks = quirks.topUnusable(true);
        }
        return answers;
    }

    /** Marks messages as deleted (DELE); they go when {@link #commit()} is answered. */
    public Answers delete(Collection<Listed> messages) throws IOException {
        Answers answers = batch(messages, m -> new Command.Dele(m.number()), Optional.empty());
        marked.addAll(answers.done());
        return answers;
    }

    /** Does nothing, so that the server sees that somebody is there (NOOP). */
    public void noop() throws Pop3Exception {
        ready();
        wire.send(new Command.Noop());
        wire.status();
    }

    /**
     * Ends the session and carries out the deletions (QUIT).
     *
     * @throws Pop3Exception.CommitUnknown when no answer came
     * @throws Pop3Exception.CommitRefused when not all could be deleted
     */
    public void commit() throws IOException {
        commit(List.of());
    }

    /**
     * Marks messages as deleted and ends the session, in one round trip if the server takes
     * pipelines.
     *
     * @return what was said to the single deletions
     * @throws Pop3Exception.CommitUnknown when no answer came to QUIT
     * @throws Pop3Exception.CommitRefused when not all could be deleted
     */
    public Answers commit(Collection<Listed> messages) throws IOException {
        ready();
        List<Listed> all = new ArrayList<>(messages);
        if (quirks.deletesWhatWasRead()) {
            wire.send(new Command.Rset()); // forgets what was read, and what was marked
            positive("RSET");
            all.addAll(0, marked);
        }
        Batch batch = newBatch(m -> new Command.Dele(m.number()), Optional.empty());
        if (quirks.pipelining() == Pipelining.WORKS) {
            batch.endWithQuit();
        }
        try {
            Answers answers = batch.run(all);
            if (!batch.quitSent()) {
                wire.send(new Command.Quit());
            }
            quit();
            return answers;
        } catch (Pop3Exception e) {
            throw batch.quitSent() && !(e instanceof Pop3Exception.CommitRefused) ? unknown(e) : e;
        } finally {
            wire.close();
        }
    }

    /** Forgets all deletions and ends the session politely (RSET, QUIT). */
    public void rollback() throws Pop3Exception {
        try {
            ready();
            wire.send(new Command.Rset());
            if (!pipelined()) {
                positive("RSET");
            }
            wire.send(new Command.Quit());
            if (pipelined()) {
                wire.status(); // RSET: if it was refused nothing more can be done about it
            }
            wire.status();
        } finally {
            wire.close();
        }
    }

    /**
     * Ends everything at once, from any thread; whoever waits gets {@link Pop3Exception.Cancelled}.
     * Nothing is deleted.
     */
    public void cancel() {
        wire.connection().cancel();
    }

    /** Closes the connection without QUIT: nothing is deleted (RFC 1939 §6). */
    @Override
    public void close() {
        wire.close();
    }

    /** The commands whose answers make a list. */
    static List<Command> listCommands(Quirks quirks) {
        Command list = new Command.List(OptionalInt.empty());
        return quirks.uidlMissing()
                ? List.of(list)
                : List.of(list, new Command.Uidl(OptionalInt.empty()));
    }

    /** The first answer behind that to a login with which the list was asked for. */
    StatusLine firstAhead() throws Pop3Exception {
        return quirks.pipelining() == Pipelining.AS_ANNOUNCED
                ? wire.statusSoon(Batch.FIRST_PIPELINE_LIMIT)
                : wire.status();
    }

    /** Reads the list that was asked for together with the login, behind its first answer. */
    void takeListAhead(StatusLine first) throws Pop3Exception {
        listedAhead = Optional.of(readList(first, true, !quirks.uidlMissing()));
    }

    /** Asks for the capabilities again. */
    void askCapabilities() throws Pop3Exception {
        wire.quiet();
        wire.send(new Command.Capa());
        if (wire.statusSoon(Opening.CAPA_LIMIT).ok()) {
            capabilities = Capabilities.of(wire.capabilities(Opening.CAPA_LIMIT));
        }
    }

    private List<Listed> readList(StatusLine list, boolean uidlSent, boolean withUidl)
            throws Pop3Exception {
        ListingReader reader = new ListingReader();
        if (list.ok()) {
            wire.listing(Wire.LISTING_LINES, reader::list);
            if (reader.isSpoilt()) {
                throw wire.violation("a line of LIST that is no number and size");
            }
        }
        if (withUidl && (uidlSent || list.ok())) {
            if (!uidlSent) {
                wire.send(new Command.Uidl(OptionalInt.empty()));
            }
            readUidl(reader, uidlSent);
        }
        if (!list.ok()) {
            throw refusal("LIST", list);
        }
        return reader.messages();
    }

    private void readUidl(ListingReader reader, boolean sentTogether) throws Pop3Exception {
        StatusLine uidl = wire.status();
        if (uidl.ok()) {
            wire.listing(Wire.LISTING_LINES, reader::uidl);
            pipelineShown |= sentTogether;
        } else {
            refusedUidl(uidl);
        }
    }

    private void refusedUidl(StatusLine answer) throws Pop3Exception {
        Optional<Pop3Exception> coded = Pop3Exception.coded(answer);
        if (coded.isPresent()) {
            throw coded.get(); // a fault, and not a server without UIDL
        }
        quirks = quirks.uidlMissing(true);
    }

    private Answers batch(
            Collection<Listed> messages,
            Function<Listed, Command> command,
            Optional<MessageConsumer> consumer)
            throws IOException {
        ready();
        Batch batch = newBatch(command, consumer);
        try {
            return batch.run(messages);
        } finally {
            quirks = quirks.pipelining(batch.pipelining());
        }
    }

    private Batch newBatch(Function<Listed, Command> command, Optional<MessageConsumer> consumer) {
        Window window = pipelined() ? Window.pipelined() : Window.oneAtATime();
        return new Batch(wire, owed, quirks.pipelining(), window, command, consumer);
    }

    private boolean pipelined() {
        return switch (quirks.pipelining()) {
            case AS_ANNOUNCED -> capabilities.pipelining();
            case WORKS -> true;
            case BROKEN -> false;
        };
    }

    /** Reads what is owed from before; then nothing may be left that nobody asked for. */
    private void ready() throws Pop3Exception {
        owed.settle(wire);
        wire.quiet();
    }

    private StatusLine positive(String command) throws Pop3Exception {
        StatusLine status = wire.status();
        if (status.ok()) {
            return status;
        }
        throw refusal(command, status);
    }

    private static Pop3Exception refusal(String command, StatusLine answer) {
        return Pop3Exception.coded(answer)
                .orElseGet(() -> new Pop3Exception.Refused(command, answer));
    }

    private void quit() throws Pop3Exception {
        StatusLine status;
        try {
            status = wire.status();
        } catch (Pop3Exception e) {
            throw unknown(e);
        }
        if (!status.ok()) {
            throw new Pop3Exception.CommitRefused(status);
        }
    }

    private static Pop3Exception unknown(Pop3Exception cause) {
        return cause instanceof Pop3Exception.CommitUnknown
                ? cause
                : new Pop3Exception.CommitUnknown(cause);
    }
}
