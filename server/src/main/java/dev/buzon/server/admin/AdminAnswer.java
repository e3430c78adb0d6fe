package dev.buzon.server.admin;

import dev.buzon.store.Account;
import dev.buzon.store.Address;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What became of an {@link AdminRequest}. */
public sealed interface AdminAnswer {
    /**
     * It was done, and is durable.
     *
     * @param accounts the accounts it was about, as they are now, or as it was for one removed
     */
    record Done(List<Summary> accounts) implements AdminAnswer {
        public Done {
            accounts = List.copyOf(accounts);
        }
    }

    /**
     * Nothing was changed.
     *
     * @param about what the reason is about: see there
     */
    record Refused(Reason reason, List<String> about) implements AdminAnswer {
        public Refused {
            about = List.copyOf(about);
        }
    }

    /**
     * An account as an administrator sees it.
     *
     * @param quotaOctets what its maildrop may hold, 0 = no limit
     * @param messages how many messages are in it, the bin not counted
     * @param octets how many octets they have together, as served
     * @param rules when its messages leave by themselves
     * @param tlsOnly whether its passwords are taken over TLS only
     */
    record Summary(
            Address address,
            Set<Address> aliases,
            long quotaOctets,
            long messages,
            long octets,
            Account.Rules rules,
            boolean tlsOnly) {
        public Summary {
            aliases = java.util.Collections.unmodifiableSet(new TreeSet<>(aliases));
        }
    }

    /** Why nothing was changed. */
    enum Reason {
        /** The address is somebody's already: that address. */
        TAKEN,
        /** There is no such account: its address. */
        UNKNOWN,
        /** It is not an account but an alias of one: the alias, the account. */
        ONLY_ALIAS,
        /** The account has no such alias: the account, the alias. */
        NO_SUCH_ALIAS,
        /** The domain is not one of this post office: the domain, then those that are. */
        NOT_HOSTED,
        /** The password can never be typed in or sent: nothing more. */
        UNUSABLE_PASSWORD,
        /** A number is out of its limits: nothing more. */
        OUT_OF_LIMITS,
        /** The store cannot do it now: nothing more; the server's log says why. */
        STORE_BUSY,
        /** The store cannot do it until a person repairs something: nothing more. */
        STORE_BROKEN,
        /** The server does not know this request or its version: the version it speaks. */
        NOT_UNDERSTOOD
    }
}
