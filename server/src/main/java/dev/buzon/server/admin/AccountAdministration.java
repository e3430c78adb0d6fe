package dev.buzon.server.admin;

import dev.buzon.protocol.Secret;
import dev.buzon.server.admin.AdminAnswer.Done;
import dev.buzon.server.admin.AdminAnswer.Reason;
import dev.buzon.server.admin.AdminAnswer.Refused;
import dev.buzon.server.admin.AdminAnswer.Summary;
import dev.buzon.store.Account;
import dev.buzon.store.Accounts.Change;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where accounts are made and changed, whether a running server is asked or a stopped
 * one's store is opened. Every change is durable before it is answered.
 */
public final class AccountAdministration {
    /** What is known of passwords: how they are kept. */
    public interface Passwords {
        /** What a device keeps of a password; empty if this can be no password. */
        Optional<String> credentials(Secret password);

        /** The same credentials, taken over TLS only or wherever the listeners allow. */
        String withTlsOnly(String credentials, boolean only);

        /** Whether these are taken over TLS only. */
        boolean tlsOnly(String credentials);
    }

    /** The most days that a rule may name. */
    private static final int DAYS = 36_500;

    private static final Logger LOG = LoggerFactory.getLogger(AccountAdministration.class);

    private final MailStore store;
    private final Set<String> domains;
    private final long usualQuotaOctets;
    private final Account.Rules usualRules;
    private final Passwords passwords;
    private final InstantSource clock;

    /**
     * Administers the accounts of this store.
     *
     * @param domains the domains of this post office, in lower case
     * @param usualQuotaOctets the quota of an account made without one, 0 = no limit
     * @param usualRules the rules of a new account
     */
    public AccountAdministration(
            MailStore store,
            Set<String> domains,
            long usualQuotaOctets,
            Account.Rules usualRules,
            Passwords passwords,
            InstantSource clock) {
        this.store = store;
        this.domains = new TreeSet<>(domains);
        this.usualQuotaOctets = usualQuotaOctets;
        this.usualRules = usualRules;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** Does what is asked for. */
    public AdminAnswer carryOut(AdminRequest request) {
        try {
            return switch (request) {
                case AdminRequest.ListAll() -> new Done(summaries(store.accounts().all()));
                case AdminRequest.Add add -> add(add);
                case AdminRequest.SetPassword(var account, var password) ->
                        setPassword(account, password);
                case AdminRequest.Remove(var account) -> remove(account);
                case AdminRequest.AddAlias(var account, var alias) -> addAlias(account, alias);
                case AdminRequest.RemoveAlias(var account, var alias) ->
                        removeAlias(account, alias);
                case AdminRequest.SetQuota(var account, var octets) ->
                        octets < 0
                                ? refused(Reason.OUT_OF_LIMITS)
                                : update(account, found -> found.withQuota(octets));
                case AdminRequest.SetRules(var account, var rules) ->
                        possible(rules.daysAfterArrival()) && possible(rules.daysAfterFetch())
                                ? update(account, found -> found.withRules(rules))
                                : refused(Reason.OUT_OF_LIMITS);
                case AdminRequest.SetTlsOnly(var account, var only) ->
                        update(account, found -> withTlsOnly(found, only));
            };
        } catch (StoreException e) {
            LOG.error("an account could not be administered: {}", e.getMessage(), e);
            return refused(
                    switch (e.kind()) {
                        case TEMPORARY -> Reason.STORE_BUSY;
                        case PERMANENT -> Reason.STORE_BROKEN;
                    });
        }
    }

    private static boolean possible(OptionalInt days) {
        return days.isEmpty() || (days.getAsInt() >= 0 && days.getAsInt() <= DAYS);
    }

    private Account withTlsOnly(Account account, boolean only) {
        return account.withDevices(
                account.devices().stream()
                        .map(device ->
                                device.withCredentials(
                                        passwords.withTlsOnly(device.credentials(), only)))
                        .toList());
    }

    private boolean tlsOnly(Account account) {
        return account.devices().stream()
                .anyMatch(device -> passwords.tlsOnly(device.credentials()));
    }

    private AdminAnswer add(AdminRequest.Add add) throws StoreException {
        if (!domains.contains(add.account().domain())) {
            return notHosted(add.account());
        }
        long quota = add.quotaOctets().orElse(usualQuotaOctets);
        if (quota < 0) {
            return refused(Reason.OUT_OF_LIMITS);
        }
        Optional<String> credentials = passwords.credentials(add.password());
        if (credentials.isEmpty()) {
            return refused(Reason.UNUSABLE_PASSWORD);
        }
        var device = Device.first(credentials.get(), clock.instant());
        var account = new Account(add.account(), Set.of(), List.of(device), quota, usualRules);
        return answer(store.accounts().create(account));
    }

    private AdminAnswer setPassword(Address account, Secret password) throws StoreException {
        Optional<String> credentials = passwords.credentials(password);
        if (credentials.isEmpty()) {
            return refused(Reason.UNUSABLE_PASSWORD);
        }
        return update(
                account,
                found ->
                        found.withDevices(
                                found.devices().stream()
                                        .map(device ->
                                                device.name().equals(Device.FIRST)
                                                        ? device.withCredentials(
                                                                passwords.withTlsOnly(
                                                                        credentials.get(),
                                                                        tlsOnly(found)))
                                                        : device)
                                        .toList()));
    }

    private AdminAnswer remove(Address account) throws StoreException {
        Optional<Account> found = store.accounts().find(account);
        if (found.isEmpty()) {
            return unknown(account);
        }
        var before = new Done(summaries(List.of(found.get())));
        return switch (store.accounts().remove(account)) {
            case Change.Done _ -> before;
            case Change.Taken(var address) -> refused(Reason.TAKEN, address.toString());
            case Change.Unknown(var address) -> unknown(address);
        };
    }

    private AdminAnswer addAlias(Address account, Address alias) throws StoreException {
        if (!domains.contains(alias.domain())) {
            return notHosted(alias);
        }
        return update(
                account,
                found -> {
                    var aliases = new TreeSet<>(found.aliases());
                    aliases.add(alias);
                    return found.withAliases(aliases);
                });
    }

    private AdminAnswer removeAlias(Address account, Address alias) throws StoreException {
        Optional<Account> known = store.accounts().find(account);
        if (known.isPresent() && !known.get().aliases().contains(alias)) {
            return refused(Reason.NO_SUCH_ALIAS, account.toString(), alias.toString());
        }
        return update(
                account,
                found -> {
                    var aliases = new TreeSet<>(found.aliases());
                    aliases.remove(alias);
                    return found.withAliases(aliases);
                });
    }

    private AdminAnswer update(Address account, UnaryOperator<Account> change)
            throws StoreException {
        return answer(store.accounts().update(account, change));
    }

    private AdminAnswer answer(Change change) throws StoreException {
        return switch (change) {
            case Change.Done(var account) -> new Done(summaries(List.of(account)));
            case Change.Taken(var address) -> refused(Reason.TAKEN, address.toString());
            case Change.Unknown(var address) -> unknown(address);
        };
    }

    /** People often name an account by its alias: then the answer names the account. */
    private AdminAnswer unknown(Address address) throws StoreException {
        return store.accounts()
                .resolve(address)
                .map(owner ->
                        refused(Reason.ONLY_ALIAS, address.toString(), owner.address().toString()))
                .orElseGet(() -> refused(Reason.UNKNOWN, address.toString()));
    }

    private AdminAnswer notHosted(Address address) {
        var about = new ArrayList<String>();
        about.add(address.domain());
        about.addAll(domains);
        return new Refused(Reason.NOT_HOSTED, about);
    }

    private static AdminAnswer refused(Reason reason, String... about) {
        return new Refused(reason, List.of(about));
    }

    private List<Summary> summaries(List<Account> accounts) throws StoreException {
        var summaries = new ArrayList<Summary>();
        for (Account account : accounts) {
            MailStore.Usage usage = store.usage(account.address());
            summaries.add(
                    new Summary(
                            account.address(),
                            account.aliases(),
                            account.quotaOctets(),
                            usage.messages(),
                            usage.octets(),
                            account.rules(),
                            tlsOnly(account)));
        }
        return summaries;
    }
}
