package dev.buzon.cli;

import dev.buzon.client.account.AccountFolder;
import dev.buzon.client.account.AccountProblemException;
import dev.buzon.client.account.MailAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The accounts in a person's {@link Home}; what goes wrong is said in the person's language. */
final class OwnAccounts {
    private final Home home;
    private final AccountFolder folder;
    private final Texts texts;

    OwnAccounts(Home home, Texts texts) {
        this.home = home;
        this.folder = home.accounts();
        this.texts = texts;
    }

    /** The addresses of all of them, sorted. */
    List<String> names() throws CommandFailure {
        try {
            return folder.names();
        } catch (IOException e) {
            throw new CommandFailure(
                    texts.text("account.folder", folder.path(), Failures.reason(e)));
        }
    }

    /** Where the file of this account is or would be. */
    Path file(String address) throws CommandFailure {
        try {
            return folder.file(address);
        } catch (IllegalArgumentException _) {
            throw new CommandFailure(texts.text("user.address", address));
        }
    }

    /** The account of this address, which must be there. */
    MailAccount read(String address) throws CommandFailure {
        Optional<MailAccount> account = find(address);
        if (account.isPresent()) {
            return account.get();
        }
        List<String> others = names();
        throw new CommandFailure(
                others.isEmpty()
                        ? texts.text("account.noneYet", address)
                        : texts.text("account.unknown", address, String.join(", ", others)));
    }

    /** The account of this address, if there is one. */
    Optional<MailAccount> find(String address) throws CommandFailure {
        Path file = file(address);
        try {
            return folder.read(address);
        } catch (AccountProblemException e) {
            throw new CommandFailure(
                    texts.text(
                            "account.wrong",
                            file,
                            e.problems().stream()
                                    .map(problem -> "\n  " + problem)
                                    .collect(Collectors.joining())));
        } catch (IOException e) {
            throw new CommandFailure(texts.text("account.unreadable", file, Failures.reason(e)));
        }
    }

    /** Writes an account in the place of what was there. */
    void write(MailAccount account) throws CommandFailure {
        try {
            folder.write(account);
        } catch (IOException e) {
            throw new CommandFailure(
                    texts.text("account.unwritable", file(account.address()), Failures.reason(e)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(texts.text("account.edit.wrong", Failures.reason(e)));
        }
    }

    /** Removes an account's file, whatever is in it, and what was remembered about it. */
    void remove(String address) throws CommandFailure {
        Path file = file(address);
        try {
            if (!folder.remove(address)) {
                read(address); // says that there is none, and which there are
            }
            Folders.remove(home.stateOf(address));
        } catch (IOException e) {
            throw new CommandFailure(texts.text("account.unwritable", file, Failures.reason(e)));
        }
    }
}
