package dev.buzon.reader.api;

import dev.buzon.client.account.MailAccount;
import dev.buzon.client.account.MailAccount.Format;
import dev.buzon.client.own.OwnAccounts;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.index.Place;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.settings.Settings;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.setup.OwnTrouble;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.write.Desk;
import dev.buzon.reader.write.Own;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts with their folders on disk. An account that cannot be used delays no other. */
public final class Trees implements Desk {
    /**
     * An account as it was when it was read last.
     *
     * @param account its file, if that makes sense
     * @param tree its folders, if they can be used
     * @param trouble what is wrong, if something is
     */
    public record Known(
            String address,
            Optional<MailAccount> account,
            Optional<MailTree> tree,
            Optional<RefusedException> trouble) {}

    private final OwnAccounts accounts;
    private final SettingsFile settings;
    private volatile Map<String, Known> known = Map.of();

    /** The accounts of a home; nothing is read yet. */
    public Trees(OwnAccounts accounts, SettingsFile settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Reads the accounts' files anew. */
    public synchronized void reload() throws OwnFailureException {
        Map<String, Known> all = new LinkedHashMap<>();
        for (String name : accounts.names()) {
            all.put(name, read(name));
        }
        known = all;
    }

    private Known read(String name) {
        try {
            Optional<MailAccount> account = accounts.find(name);
            if (account.isEmpty()) {
                return new Known(
                        name, account, Optional.empty(), Optional.of(RefusedException.missing()));
            }
            if (account.get().folder().format() == Format.MBOX) {
                var mbox = new RefusedException(422, "mbox", account.get().folder().path());
                return new Known(name, account, Optional.empty(), Optional.of(mbox));
            }
            Optional<MailTree> before = Optional.ofNullable(known.get(name)).flatMap(Known::tree);
            MailTree tree = MailTree.at(account.get().folder().path());
            boolean same = before.filter(tree::equals).isPresent();
            return new Known(name, account, same ? before : Optional.of(tree), Optional.empty());
        } catch (OwnFailureException e) {
            return new Known(
                    name, Optional.empty(), Optional.empty(), Optional.of(OwnTrouble.refusal(e)));
        } catch (IOException e) {
            Optional<MailAccount> none = Optional.empty();
            return new Known(name, none, Optional.empty(), Optional.of(Meanings.of(e)));
        }
    }

    /** All of them, in their order. */
    public List<Known> known() {
        return List.copyOf(known.values());
    }

    /** Those that can be collected. */
    public List<MailAccount> usable() {
        return known().stream()
                .filter(one -> one.tree().isPresent())
                .flatMap(one -> one.account().stream())
                .toList();
    }

    /** The folders of those that have any. */
    public List<Place> places() {
        return known().stream()
                .flatMap(one -> one.tree().map(tree -> new Place(one.address(), tree)).stream())
                .toList();
    }

    /** An account that must be there. */
    public Known account(String address) throws RefusedException {
        Known one = known.get(address);
        if (one == null) {
            throw RefusedException.missing();
        }
        return one;
    }

    @Override
    public MailTree tree(String address) throws IOException {
        return Optional.ofNullable(known.get(address))
                .flatMap(Known::tree)
                .orElseThrow(() -> new NoSuchFileException(address));
    }

    @Override
    public List<Own> all() {
        return usable().stream().map(this::own).toList();
    }

    private Own own(MailAccount account) {
        List<Own.Identity> identities = new ArrayList<>();
        for (Settings.Identity one : identities(account)) {
            Person person = new Person(one.name(), one.address());
            identities.add(new Own.Identity(person, one.signature()));
        }
        return new Own(account.address(), identities);
    }

    /** As whom the person writes with an account; the first is the account's own. */
    public List<Settings.Identity> identities(MailAccount account) {
        List<Settings.Identity> said = settings.settings().of(account.address()).identities();
        List<Settings.Identity> all = new ArrayList<>();
        String signature = said.isEmpty() ? "" : said.getFirst().signature();
        all.add(new Settings.Identity(account.address(), account.name(), signature));
        said.stream().skip(1).forEach(all::add);
        return all;
    }
}
