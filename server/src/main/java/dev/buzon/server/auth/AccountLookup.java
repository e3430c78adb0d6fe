package dev.buzon.server.auth;

import dev.buzon.store.Account;
import dev.buzon.store.StoreException;
import java.util.Optional;

/** Finds the account that a user name means. */
@FunctionalInterface
public interface AccountLookup {
    /**
     * The account of a prepared name: a whole address, or whatever other forms are allowed here,
     * such as a local part that is unique over the local domains (RFC 6186 §5).
     */
    Optional<Account> find(String name) throws StoreException;
}
