package dev.buzon.jakarta;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A maildrop as a Jakarta Mail store: one folder, {@code INBOX}, one POP3 session each time it is
 * opened. Without further properties the connection is upgraded by STLS before the login; a server
 * without STLS is refused unless {@code mail.pop3.cleartext} is true or it is on this machine (RFC
 * 8314 §3.1).
 */
public class Pop3Store extends Store {
    private final StoreSettings settings;
    private Optional<Pop3> maildrop = Optional.empty();
    private Optional<Pop3Session> waiting = Optional.empty();
    private Optional<InboxFolder> inbox = Optional.empty();

    /** Made by Jakarta Mail. */
    public Pop3Store(Session session, @Nullable URLName url) {
        this(session, url, "pop3");
    }

    /** The store of one of the two protocols. */
    Pop3Store(Session session, @Nullable URLName url, String protocol) {
        super(session, url);
        this.settings = new StoreSettings(session, protocol);
    }

    /** What the program wants. */
    StoreSettings settings() {
        return settings;
    }

    @Override
    protected synchronized boolean protocolConnect(
            @Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (host == null || user == null || password == null) {
            return false; // Jakarta Mail asks the program's authenticator, and calls again
        }
        ServerAddress server = settings.server(host, port);
        Security security = settings.security(server.host());
        Pop3 pop = settings.login(server, security, user, password);
        try {
            waiting = Optional.of(open(pop));
            maildrop = Optional.of(pop);
        } catch (Pop3Exception.TlsUnavailable e) {
            if (security != Security.UPGRADE || !settings.cleartextAllowed(server.host())) {
                throw new MessagingException(
                        e.getMessage()
                                + " (mail.pop3.cleartext=true would send the password in clear)",
                        e);
            }
            Pop3 clear = settings.login(server, Security.CLEARTEXT, user, password);
            waiting = Optional.of(openAsStore(clear));
            maildrop = Optional.of(clear);
        } catch (Pop3Exception e) {
            throw failure(e);
        }
        return true;
    }

    private static Pop3Session open(Pop3 pop) throws Pop3Exception {
        return pop.open();
    }

    private static Pop3Session openAsStore(Pop3 pop) throws MessagingException {
        try {
            return open(pop);
        } catch (Pop3Exception e) {
            throw failure(e);
        }
    }

    private static MessagingException failure(Pop3Exception e) {
        return e instanceof Pop3Exception.LoginRefused
                ? new AuthenticationFailedException(e.getMessage(), e)
                : new MessagingException(e.getMessage(), e);
    }

    /** A session for a folder that is opened: the one that proved the login, or a new one. */
    synchronized Pop3Session session() throws MessagingException {
        Optional<Pop3Session> ready = waiting;
        waiting = Optional.empty();
        if (ready.isPresent()) {
            return ready.get();
        }
        Pop3 pop = maildrop.orElseThrow(() -> new IllegalStateException("Not connected"));
        return openAsStore(pop);
    }

    @Override
    public Folder getDefaultFolder() throws MessagingException {
        checkConnected();
        return new RootFolder(this);
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        checkConnected();
        if (name.isEmpty()) {
            return new RootFolder(this);
        }
        if (!name.toUpperCase(Locale.ROOT).equals(InboxFolder.NAME)) {
            throw new FolderNotFoundException(
                    new InboxFolder(this), "a POP3 store has one folder, INBOX");
        }
        return inbox();
    }

    @Override
    public Folder getFolder(URLName url) throws MessagingException {
        return getFolder(Optional.ofNullable(url.getFile()).orElse(InboxFolder.NAME));
    }

    /** The one folder: the same object as long as it is open, so that it is not opened twice. */
    synchronized InboxFolder inbox() {
        InboxFolder folder =
                inbox.filter(InboxFolder::isOpen).orElseGet(() -> new InboxFolder(this));
        inbox = Optional.of(folder);
        return folder;
    }

    private void checkConnected() {
        if (!super.isConnected()) {
            throw new IllegalStateException("Not connected");
        }
    }

    /** Ends the session if no folder has it; an open folder is closed without deleting anything. */
    @Override
    public synchronized void close() throws MessagingException {
        waiting.ifPresent(Pop3Session::close);
        waiting = Optional.empty();
        maildrop = Optional.empty();
        Optional<InboxFolder> open = inbox.filter(InboxFolder::isOpen);
        if (open.isPresent()) {
            open.get().close(false);
        }
        super.close();
    }
}
