package dev.buzon.store;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The accounts of the post office. Every change is durable when its method returns. */
public interface Accounts {
    /** What became of a change. */
    sealed interface Change {
        /** It was made; this is the account as it is now. */
        record Done(Account account) implements Change {}

        /** Nothing was changed: the address is the account or an alias of somebody. */
        record Taken(Address address) implements Change {}

        /** Nothing was changed: there is no such account. */
        record Unknown(Address address) implements Change {}
    }

    /** The account of this very address, aliases not considered. */
    Optional<Account> find(Address address) throws StoreException;

    /**
     * The account that gets mail for this address: its own address or an alias. Cheap: asked at
     * every login and every RCPT.
     */
    Optional<Account> resolve(Address address) throws StoreException;

    /** All accounts, in the order of their addresses. */
    List<Account> all() throws StoreException;

    /** Adds an account. */
    Change create(Account account) throws StoreException;

    /**
     * Replaces an account by what the function makes of it; the address stays. Two changes at once
     * do not lose each other.
     */
    Change update(Address address, UnaryOperator<Account> change) throws StoreException;

    /**
     * Removes an account with its messages, its bin and its marks; its UIDLs may come again only in
     * another account. An open maildrop of it goes on being readable until it is closed, as far as
     * the engine can, and its commit fails.
     */
    Change remove(Address address) throws StoreException;
}
