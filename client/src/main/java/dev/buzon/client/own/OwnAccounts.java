package dev.buzon.client.own;

import dev.buzon.client.account.AccountFolder;
import dev.buzon.client.account.AccountProblemException;
import dev.buzon.client.account.MailAccount;
import dev.buzon.client.own.OwnFailureException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The accounts in a person's {@link Home}. For use by several threads. */
public final class OwnAccounts {
    private final Home home;
    private final AccountFolder folder;

    /** The accounts of this home, which need not exist yet. */
    public OwnAccounts(Home home) {
        this.home = home;
        this.folder = home.accounts();
    }

    /** The addresses of all of them, sorted. */
    public List<String> names() throws OwnFailureException {
        try {
            return folder.names();
        } catch (IOException e) {
            throw new OwnFailureException(Kind.ACCOUNTS_UNREADABLE, e, folder.path().toString());
        }
    }

    /** Where the file of this account is or would be. */
    public Path file(String address) throws OwnFailureException {
        try {
            return folder.file(address);
        } catch (IllegalArgumentException e) {
            throw new OwnFailureException(Kind.ADDRESS, e, address);
        }
    }

    /** The account of this address, which must be there. */
    public MailAccount read(String address) throws OwnFailureException {
        Optional<MailAccount> account = find(address);
        if (account.isPresent()) {
            return account.get();
        }
        List<String> others = names();
        if (others.isEmpty()) {
            throw new OwnFailureException(Kind.NO_ACCOUNT_YET, address);
        }
        List<String> about = new ArrayList<>(List.of(address));
        about.addAll(others);
        throw new OwnFailureException(Kind.NO_SUCH_ACCOUNT, about.toArray(String[]::new));
    }

    /** The account of this address, if there is one. */
    public Optional<MailAccount> find(String address) throws OwnFailureException {
        Path file = file(address);
        try {
            return folder.read(address);
        } catch (AccountProblemException e) {
            List<String> about = new ArrayList<>(List.of(file.toString()));
            about.addAll(e.problems());
            throw new OwnFailureException(Kind.ACCOUNT_WRONG, e, about.toArray(String[]::new));
        } catch (IOException e) {
            throw new OwnFailureException(Kind.ACCOUNT_UNREADABLE, e, file.toString());
        }
    }

    /** Writes an account in the place of what was there. */
    public void write(MailAccount account) throws OwnFailureException {
        try {
            folder.write(account);
        } catch (IOException e) {
            throw new OwnFailureException(
                    Kind.ACCOUNT_UNWRITABLE, e, file(account.address()).toString());
        } catch (IllegalArgumentException e) {
            throw new OwnFailureException(Kind.VALUE, e);
        }
    }

    /**
     * Removes an account's file, whatever is in it. What is known of its messages stays: should the
     * account come back, nothing is collected twice.
     */
    public void remove(String address) throws OwnFailureException {
        Path file = file(address);
        try {
            if (!folder.remove(address)) {
                read(address); // says that there is none, and which there are
            }
        } catch (IOException e) {
            throw new OwnFailureException(Kind.ACCOUNT_UNWRITABLE, e, file.toString());
        }
    }

    /** Forgets what is known of the messages of an account, whether it is here or not. */
    public void forget(String address) throws OwnFailureException {
        Path state = home.stateOf(address);
        try {
            removeAll(state);
        } catch (IOException e) {
            throw new OwnFailureException(Kind.ACCOUNT_UNWRITABLE, e, state.toString());
        }
    }

    /** A folder and everything in it; one that is not there is fine. Links are not followed. */
    private static void removeAll(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            // It is gone already.
        }
    }
}
