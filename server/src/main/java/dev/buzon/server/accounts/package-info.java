/**
 * Whose mail is whose: from the names that people type and the addresses that mail is sent to, to
 * accounts.
 */
@NullMarked
package dev.buzon.server.accounts;

import org.jspecify.annotations.NullMarked;
