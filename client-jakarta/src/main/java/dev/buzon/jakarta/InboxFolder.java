package dev.buzon.jakarta;

import dev.buzon.client.net.Printable;
import dev.buzon.client.pop3.Answers;
import dev.buzon.client.pop3.Listed;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.MethodNotSupportedException;
import jakarta.mail.event.ConnectionEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The maildrop as a folder. Opening it lists the messages, whose numbers then stay; closing it with
 * {@code expunge} deletes those that were marked, and says so when the server did not.
 */
public final class InboxFolder extends Folder {
    /** Its only name. */
    static final String NAME = "INBOX";

    private final Pop3Store maildrops;
    private Optional<Pop3Session> session = Optional.empty();
    private List<Pop3Message> messages = List.of();
    private final ReadAhead headersAhead = new ReadAhead();
    private final ReadAhead bodiesAhead = new ReadAhead();
    private boolean topWorks;

    /** The folder of a store, closed. */
    InboxFolder(Pop3Store store) {
        super(store);
        this.maildrops = store;
        this.topWorks = !maildrops.settings().flag("disabletop", false);
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public String getFullName() {
        return NAME;
    }

    @Override
    public Folder getParent() {
        return new RootFolder(maildrops);
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Folder[] list(String pattern) throws MessagingException {
        throw new MessagingException("INBOX holds messages, not folders");
    }

    @Override
    public char getSeparator() {
        return '/';
    }

    @Override
    public int getType() {
        return HOLDS_MESSAGES;
    }

    @Override
    public boolean create(int type) {
        return false;
    }

    @Override
    public boolean hasNewMessages() {
        return false;
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        throw new FolderNotFoundException(this, "INBOX holds messages, not folders");
    }

    @Override
    public boolean delete(boolean recurse) throws MessagingException {
        throw new MethodNotSupportedException("delete");
    }

    @Override
    public boolean renameTo(Folder folder) throws MessagingException {
        throw new MethodNotSupportedException("renameTo");
    }

    @Override
    public synchronized void open(int mode) throws MessagingException {
        if (session.isPresent()) {
            throw new IllegalStateException("Folder is open");
        }
        Pop3Session opened = maildrops.session();
        List<Pop3Message> listed = new ArrayList<>();
        try {
            for (Listed message : opened.list()) {
                listed.add(new Pop3Message(this, listed.size() + 1, message));
            }
        } catch (Pop3Exception e) {
            opened.close();
            throw new MessagingException("the messages cannot be listed: " + e.getMessage(), e);
        }
        session = Optional.of(opened);
        messages = List.copyOf(listed);
        this.mode = mode;
        notifyConnectionListeners(ConnectionEvent.OPENED);
    }

    /**
     * Ends the session.
     *
     * @param expunge whether the messages marked as deleted are deleted
     * @throws MessagingException when they were not, or nobody knows: they are still there then, or
     *     may be, and the program must not take them for gone
     */
    @Override
    public synchronized void close(boolean expunge) throws MessagingException {
        Pop3Session open = session();
        List<Listed> doomed = expunge && mode == READ_WRITE ? marked() : List.of();
        try (open) {
            end(open, doomed);
        } finally {
            messages.forEach(Pop3Message::discard);
            messages = List.of();
            session = Optional.empty();
            notifyConnectionListeners(ConnectionEvent.CLOSED);
        }
    }

    private List<Listed> marked() throws MessagingException {
        List<Listed> marked = new ArrayList<>();
        for (Pop3Message message : messages) {
            if (message.isSet(Flags.Flag.DELETED)) {
                marked.add(message.listed());
            }
        }
        return marked;
    }

    private void end(Pop3Session open, List<Listed> doomed) throws MessagingException {
        try {
            if (doomed.isEmpty()) {
                finish(open);
                return;
            }
            Answers answers = open.commit(doomed);
            if (!answers.complete()) {
                throw new MessagingException(
                        "the server did not delete %d of %d messages: %s"
                                .formatted(
                                        doomed.size() - answers.done().size(),
                                        doomed.size(),
                                        answers.refused().stream()
                                                .map(Answers.Refusal::text)
                                                .findFirst()
                                                .orElse("")));
            }
        } catch (IOException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    /** A session that deletes nothing may end in any way. */
    private void finish(Pop3Session open) {
        try {
            if (maildrops.settings().flag("rsetbeforequit", false)) {
                open.rollback();
            } else {
                open.commit();
            }
        } catch (IOException _) {
            // nothing was to be deleted, so nothing is lost
        }
    }

    @Override
    public synchronized boolean isOpen() {
        return session.isPresent();
    }

    @Override
    public Flags getPermanentFlags() {
        return new Flags();
    }

    @Override
    public synchronized int getMessageCount() {
        return session.isPresent() ? messages.size() : -1;
    }

    @Override
    public synchronized Message getMessage(int number) throws MessagingException {
        session();
        if (number < 1 || number > messages.size()) {
            throw new IndexOutOfBoundsException("no message " + number);
        }
        return messages.get(number - 1);
    }

    @Override
    public void appendMessages(Message[] added) throws MessagingException {
        throw new MethodNotSupportedException("appendMessages: POP3 only collects");
    }

    @Override
    public Message[] expunge() throws MessagingException {
        throw new MethodNotSupportedException("expunge: close(true) deletes");
    }

    /** All messages' octets together, as the server says. */
    public synchronized long octets() throws MessagingException {
        session();
        return messages.stream().mapToLong(message -> message.listed().octets()).sum();
    }

    /**
     * What the server calls a message, for ever (UIDL, RFC 1939 §7).
     *
     * @return null when the server has no such name, as programs written for other providers expect
     */
    public @Nullable String getUID(Message message) throws MessagingException {
        if (!(message instanceof Pop3Message ours) || ours.getFolder() != this) {
            throw new MessagingException("the message is not of this folder");
        }
        return ours.listed().uid().orElse(null);
    }

    /** Asks for headers, in a pipeline, when the profile names anything that stands in them. */
    @Override
    public synchronized void fetch(Message[] wanted, FetchProfile profile)
            throws MessagingException {
        session();
        boolean headers =
                profile.contains(FetchProfile.Item.ENVELOPE)
                        || profile.contains(FetchProfile.Item.CONTENT_INFO)
                        || profile.getHeaderNames().length > 0;
        if (!headers) {
            return;
        }
        List<Pop3Message> bare = new ArrayList<>();
        for (Message message : wanted) {
            if (message instanceof Pop3Message ours && !ours.hasHeader()) {
                bare.add(ours);
            }
        }
        if (!bare.isEmpty()) {
            headers(bare);
        }
    }

    /** Gets the header of this message, and those of the next ones if it is their turn. */
    synchronized void header(Pop3Message message) throws MessagingException {
        int index = message.getMessageNumber() - 1;
        if (!topWorks) {
            body(message);
            return;
        }
        List<Pop3Message> batch = new ArrayList<>();
        int count = headersAhead.from(index);
        for (int i = index; i < Math.min(index + count, messages.size()); i++) {
            if (!messages.get(i).hasHeader()) {
                batch.add(messages.get(i));
            }
        }
        headers(batch);
        headersAhead.got(index, count);
    }

    private void headers(List<Pop3Message> batch) throws MessagingException {
        Answers answers =
                ask(open ->
                        open.top(
                                listed(batch),
                                0,
                                (listed, in) -> of(batch, listed).header(Spool.header(in))));
        if (answers.done().isEmpty() && !answers.refused().isEmpty()) {
            topWorks = false; // the whole message has a header too
            body(batch.getFirst());
        }
    }

    /** Gets this message whole, and the next ones if it is their turn. */
    synchronized void body(Pop3Message message) throws MessagingException {
        int index = message.getMessageNumber() - 1;
        List<Pop3Message> batch = new ArrayList<>();
        int count = bodiesAhead.from(index);
        long octets = 0;
        int last = index;
        for (int i = index; i < Math.min(index + count, messages.size()); i++) {
            Pop3Message next = messages.get(i);
            octets += next.listed().octets();
            if (i > index && octets > ReadAhead.MOST_OCTETS) {
                break;
            }
            last = i;
            if (!next.hasBody()) {
                batch.add(next);
            }
        }
        Answers answers =
                ask(open ->
                        open.retrieve(
                                listed(batch),
                                (listed, in) -> of(batch, listed).body(Spool.take(in))));
        bodiesAhead.got(index, last - index + 1);
        for (Answers.Refusal refusal : answers.refused()) {
            if (refusal.message().equals(message.listed())) {
                throw new MessagingException("the server refuses the message: " + refusal.text());
            }
        }
        if (!message.hasBody()) {
            throw new MessagingException("the server did not send the message");
        }
    }

    private static List<Listed> listed(List<Pop3Message> batch) {
        return batch.stream().map(Pop3Message::listed).toList();
    }

    private static Pop3Message of(List<Pop3Message> batch, Listed listed) {
        return batch.stream().filter(m -> m.listed().equals(listed)).findFirst().orElseThrow();
    }

    private interface Question {
        Answers ask(Pop3Session open) throws IOException;
    }

    private Answers ask(Question question) throws MessagingException {
        Pop3Session open = session();
        try {
            return question.ask(open);
        } catch (Pop3Exception.ConnectionLost
                | Pop3Exception.TruncatedMessage
                | Pop3Exception.TimedOut e) {
            throw new FolderClosedException(
                    this, Printable.text(String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    /** Tells the program's listeners that a message was marked. */
    void changed(int what, Pop3Message message) {
        notifyMessageChangedListeners(what, message);
    }

    private Pop3Session session() {
        return session.orElseThrow(() -> new IllegalStateException("Folder is not open"));
    }
}
