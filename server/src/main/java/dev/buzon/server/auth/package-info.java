/**
 * Who may come in: preparation of names and passwords, how passwords are kept and checked, and the
 * guard against guessing. Here lives no word of a protocol and no socket; the accounts come through
 * {@link dev.buzon.server.auth.AccountLookup}, and {@link dev.buzon.server.auth.Authenticator} is
 * the one entrance. Nothing here logs, and no secret has a text form.
 */
@NullMarked
package dev.buzon.server.auth;

import org.jspecify.annotations.NullMarked;
