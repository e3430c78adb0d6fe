package dev.buzon.jakarta;

import dev.buzon.client.pop3.Listed;
import jakarta.mail.Flags;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Header;
import jakarta.mail.IllegalWriteException;
import jakarta.mail.MessagingException;
import jakarta.mail.event.MessageChangedEvent;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Enumeration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of the maildrop; its header and its content come from the server when they are asked
 * for, each once. It cannot be changed, but for being marked as deleted.
 */
public final class Pop3Message extends MimeMessage {
    private final InboxFolder inbox;
    private final Listed listed;
    private Optional<Spool> spool = Optional.empty();

    Pop3Message(InboxFolder inbox, int number, Listed listed) {
        super(inbox, number);
        this.inbox = inbox;
        this.listed = listed;
        this.headers = null; // until the server was asked, which MimeMessage understands
    }

    /** As the server lists it. */
    Listed listed() {
        return listed;
    }

    boolean hasHeader() {
        return headers != null;
    }

    boolean hasBody() {
        return spool.isPresent();
    }

    /** The header came. */
    void header(byte[] octets) throws IOException {
        headers = parsed(octets);
    }

    private static InternetHeaders parsed(byte[] octets) throws IOException {
        try {
            return new InternetHeaders(new ByteArrayInputStream(octets), true);
        } catch (MessagingException | IndexOutOfBoundsException e) {
            // Continuation lines at the very start make the parser run over its own edge.
            throw new IOException("the header cannot be read", e);
        }
    }

    /** The message came; its header replaces what TOP gave. */
    void body(Spool whole) throws IOException {
        spool.ifPresent(Spool::discard);
        spool = Optional.of(whole);
        if (whole.headerOctets() > Spool.HEADER_MOST) {
            throw new IOException("the header has more than " + Spool.HEADER_MOST + " octets");
        }
        try (InputStream in = whole.from(0)) {
            headers = parsed(in.readNBytes(Math.toIntExact(whole.headerOctets())));
        }
    }

    /** Frees what it holds. */
    void discard() {
        spool.ifPresent(Spool::discard);
        spool = Optional.empty();
    }

    private InternetHeaders loaded() throws MessagingException {
        if (headers == null) {
            checkOpen();
            inbox.header(this);
        }
        return headers;
    }

    private Spool whole() throws MessagingException {
        if (spool.isEmpty()) {
            checkOpen();
            inbox.body(this);
        }
        return spool.orElseThrow(() -> new MessagingException("the message did not come"));
    }

    private void checkOpen() throws MessagingException {
        if (!inbox.isOpen()) {
            throw new FolderClosedException(inbox, "Folder is closed");
        }
    }

    /**
     * The octets of its body as far as is known: the announced size without the header (RFC 1939
     * §11); the largest number an int holds when it is more.
     */
    @Override
    public int getSize() throws MessagingException {
        long octets =
                spool.isPresent()
                        ? spool.get().octets() - spool.get().headerOctets()
                        : listed.octets() - headerOctets();
        return Math.clamp(octets, 0, Integer.MAX_VALUE);
    }

    private long headerOctets() throws MessagingException {
        long octets = 2;
        for (Enumeration<String> lines = loaded().getAllHeaderLines(); lines.hasMoreElements(); ) {
            octets += lines.nextElement().length() + 2L;
        }
        return octets;
    }

    @Override
    protected InputStream getContentStream() throws MessagingException {
        try {
            Spool whole = whole();
            return whole.from(whole.headerOctets());
        } catch (IOException e) {
            throw new MessagingException("the message cannot be read back: " + e.getMessage(), e);
        }
    }

    /** The message as the server sent it, octet by octet, unless headers are to be left out. */
    @Override
    public void writeTo(OutputStream out, String @Nullable [] without)
            throws IOException, MessagingException {
        if (without != null && without.length > 0) {
            super.writeTo(out, without);
            return;
        }
        try (InputStream in = whole().from(0)) {
            in.transferTo(out);
        }
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, MessagingException {
        writeTo(out, null);
    }

    @Override
    public synchronized void setFlags(Flags changed, boolean set) throws MessagingException {
        Flags before = getFlags();
        super.setFlags(changed, set);
        if (!getFlags().equals(before)) {
            inbox.changed(MessageChangedEvent.FLAGS_CHANGED, this);
        }
    }

    @Override
    public String @Nullable [] getHeader(String name) throws MessagingException {
        return loaded().getHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name, @Nullable String between)
            throws MessagingException {
        return loaded().getHeader(name, between);
    }

    @Override
    public Enumeration<Header> getAllHeaders() throws MessagingException {
        return loaded().getAllHeaders();
    }

    @Override
    public Enumeration<Header> getMatchingHeaders(String[] names) throws MessagingException {
        return loaded().getMatchingHeaders(names);
    }

    @Override
    public Enumeration<Header> getNonMatchingHeaders(String[] names) throws MessagingException {
        return loaded().getNonMatchingHeaders(names);
    }

    @Override
    public Enumeration<String> getAllHeaderLines() throws MessagingException {
        return loaded().getAllHeaderLines();
    }

    @Override
    public Enumeration<String> getMatchingHeaderLines(String[] names) throws MessagingException {
        return loaded().getMatchingHeaderLines(names);
    }

    @Override
    public Enumeration<String> getNonMatchingHeaderLines(String[] names) throws MessagingException {
        return loaded().getNonMatchingHeaderLines(names);
    }

    @Override
    public void setHeader(String name, String value) throws MessagingException {
        throw readOnly();
    }

    @Override
    public void addHeader(String name, String value) throws MessagingException {
        throw readOnly();
    }

    @Override
    public void removeHeader(String name) throws MessagingException {
        throw readOnly();
    }

    @Override
    public void addHeaderLine(String line) throws MessagingException {
        throw readOnly();
    }

    @Override
    public void saveChanges() throws MessagingException {
        throw readOnly();
    }

    private static IllegalWriteException readOnly() {
        return new IllegalWriteException("a message of a POP3 maildrop cannot be changed");
    }
}
