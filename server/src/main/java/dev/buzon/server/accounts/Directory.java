package dev.buzon.server.accounts;

import dev.buzon.store.Account;
import dev.buzon.store.Accounts;
import dev.buzon.store.Address;
import dev.buzon.store.StoreException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the account that a user name or a recipient's address means. */
public final class Directory {
    private static final String POSTMASTER = "postmaster";

    /** Whom an address means. */
    public sealed interface Recipient {
        /**
         * An account here.
         *
         * @param account who gets the mail
         * @param address the address as it was used, for Delivered-To (RFC 9228 §4)
         */
        record Local(Account account, String address) implements Recipient {}

        /** One of our domains, but nobody of that name. */
        record Unknown() implements Recipient {}

        /** A domain that is not ours. */
        record Elsewhere() implements Recipient {}
    }

    private final Accounts accounts;
    private final List<String> domains;
    private final Set<String> domainSet;
    private final boolean plusAddressing;
    private final Optional<Address> postmaster;

    /** The first account, once it was looked for: anybody may ask, and looking reads them all. */
    private volatile Optional<Address> first = Optional.empty();

    /**
     * A directory.
     *
     * @param domains the domains whose mail this post office takes, in lower case
     * @param plusAddressing whether {@code ana+shop@} means {@code ana@}
     * @param postmaster who gets the postmaster's mail where nobody has that name; empty = the
     *     account that was the first when it was needed
     */
    public Directory(
            Accounts accounts,
            List<String> domains,
            boolean plusAddressing,
            Optional<Address> postmaster) {
        this.accounts = accounts;
        this.domains = domains.stream().map(d -> d.toLowerCase(Locale.ROOT)).distinct().toList();
        this.domainSet = Set.copyOf(this.domains);
        this.plusAddressing = plusAddressing;
        this.postmaster = postmaster;
    }

    /** The domains whose mail this post office takes, in lower case. */
    public List<String> domains() {
        return domains;
    }

    /** Whether mail for this domain is taken. */
    public boolean hosts(String domain) {
        return domainSet.contains(domain.toLowerCase(Locale.ROOT));
    }

    /**
     * The account of a login: by its whole address, by an alias, or by the local part alone where
     * only one of our domains has it (RFC 6186 §5). Case does not matter.
     */
    public Optional<Account> named(String user) throws StoreException {
        if (user.indexOf('@') >= 0) {
            Optional<Address> address = address(user);
            return address.isPresent() ? accounts.resolve(address.get()) : Optional.empty();
        }
        Optional<Account> found = Optional.empty();
        for (String domain : domains) {
            Optional<Address> address = address(user + "@" + domain);
            Optional<Account> here =
                    address.isPresent() ? accounts.resolve(address.get()) : Optional.empty();
            if (found.isPresent() && here.isPresent() && !here.equals(found)) {
                return Optional.empty(); // means two people: the whole address is needed
            }
            found = here.isPresent() ? here : found;
        }
        return found;
    }

    /**
     * Whom mail for this address is for.
     *
     * @param local the local part, unquoted, as received
     * @param domain the domain; empty only for the postmaster (RFC 5321 §4.5.1)
     */
    public Recipient recipient(String local, String domain) throws StoreException {
        boolean isPostmaster = local.equalsIgnoreCase(POSTMASTER);
        if (domain.isEmpty()) {
            return isPostmaster
                    ? postmaster(POSTMASTER, domains.getFirst())
                    : new Recipient.Unknown();
        }
        if (!hosts(domain)) {
            return new Recipient.Elsewhere();
        }
        String written = local + "@" + domain;
        Optional<Account> account = resolve(local, domain);
        int plus = local.indexOf('+');
        if (account.isEmpty() && plusAddressing && plus > 0) {
            account = resolve(local.substring(0, plus), domain);
        }
        if (account.isPresent()) {
            return new Recipient.Local(account.get(), written);
        }
        return isPostmaster ? postmaster(local, domain) : new Recipient.Unknown();
    }

    private Recipient postmaster(String local, String domain) throws StoreException {
        Optional<Account> account = resolve(POSTMASTER, domain);
        if (account.isEmpty() && postmaster.isPresent()) {
            account = accounts.resolve(postmaster.get());
        }
        if (account.isEmpty()) {
            account = firstAccount();
        }
        return account.<Recipient>map(a -> new Recipient.Local(a, local + "@" + domain))
                .orElseGet(Recipient.Unknown::new);
    }

    private Optional<Account> firstAccount() throws StoreException {
        Optional<Address> known = first;
        Optional<Account> account =
                known.isPresent() ? accounts.find(known.get()) : Optional.empty();
        if (account.isEmpty()) {
            account = accounts.all().stream().findFirst();
            first = account.map(Account::address);
        }
        return account;
    }

    private Optional<Account> resolve(String local, String domain) throws StoreException {
        Optional<Address> address = address(local + "@" + domain);
        return address.isPresent() ? accounts.resolve(address.get()) : Optional.empty();
    }

    /** What cannot be an address of ours is nobody's. */
    private static Optional<Address> address(String text) {
        try {
            return Optional.of(Address.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
