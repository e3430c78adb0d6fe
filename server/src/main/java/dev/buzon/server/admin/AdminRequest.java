package dev.buzon.server.admin;

import dev.buzon.protocol.Secret;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import java.util.OptionalLong;

/** One thing an administrator asks for. */
public sealed interface AdminRequest {
    /** All accounts, in the order of their addresses. */
    record ListAll() implements AdminRequest {}

    /**
     * A new account with one device.
     *
     * @param quotaOctets how much its maildrop may hold, 0 = no limit; empty = what the
     *     configuration says
     */
    record Add(Address account, Secret password, OptionalLong quotaOctets)
            implements AdminRequest {}

    /** Another password for the device that every account has. */
    record SetPassword(Address account, Secret password) implements AdminRequest {}

    /** The account goes, with all its mail. */
    record Remove(Address account) implements AdminRequest {}

    /** The account gets the mail of another address too. */
    record AddAlias(Address account, Address alias) implements AdminRequest {}

    /** The account gets the mail of that address no more. */
    record RemoveAlias(Address account, Address alias) implements AdminRequest {}

    /**
     * Another limit for the account's maildrop.
     *
     * @param octets how much it may hold, 0 = no limit
     */
    record SetQuota(Address account, long octets) implements AdminRequest {}

    /** Another rule of when the account's messages leave by themselves. */
    record SetRules(Address account, Account.Rules rules) implements AdminRequest {}

    /** Whether the account's passwords are taken over TLS only, whatever the listeners allow. */
    record SetTlsOnly(Address account, boolean only) implements AdminRequest {}
}
