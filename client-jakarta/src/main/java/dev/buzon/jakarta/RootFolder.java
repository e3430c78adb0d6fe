package dev.buzon.jakarta;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.MethodNotSupportedException;
import org.jspecify.annotations.Nullable;

/** What stands above INBOX: it holds folders, and no messages. */
final class RootFolder extends Folder {
    private final Pop3Store maildrops;

    RootFolder(Pop3Store store) {
        super(store);
        this.maildrops = store;
    }

    @Override
    public String getName() {
        return "";
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public @Nullable Folder getParent() {
        return null; // as Jakarta Mail wants it of a root
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public Folder[] list(String pattern) {
        return new Folder[] {maildrops.inbox()};
    }

    @Override
    public char getSeparator() {
        return '/';
    }

    @Override
    public int getType() {
        return HOLDS_FOLDERS;
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
        return maildrops.getFolder(name);
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
    public void open(int mode) throws MessagingException {
        throw new MethodNotSupportedException("open: messages are in INBOX");
    }

    @Override
    public void close(boolean expunge) throws MessagingException {
        throw new MethodNotSupportedException("close");
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public Flags getPermanentFlags() {
        return new Flags();
    }

    @Override
    public int getMessageCount() {
        return 0;
    }

    @Override
    public Message getMessage(int number) throws MessagingException {
        throw new MethodNotSupportedException("getMessage: messages are in INBOX");
    }

    @Override
    public void appendMessages(Message[] messages) throws MessagingException {
        throw new MethodNotSupportedException("appendMessages: POP3 only collects");
    }

    @Override
    public Message[] expunge() throws MessagingException {
        throw new MethodNotSupportedException("expunge");
    }
}
