/**
 * The administration of accounts: what may be asked for, the one place where it is done, and the
 * channel by which {@code buzon user} asks a running server, a Unix domain socket in the data
 * folder that only its owner can open. Here lives no command line, and no word of how passwords are
 * kept.
 *
 * <p>The channel, version 1: the client sends one line, {@code buzon-admin/1 OPERATION WORD...},
 * the server answers {@code buzon-admin/1 done N} with N lines after it, or {@code buzon-admin/1
 * refused REASON WORD...}, and closes. Words are separated by one space and percent-encoded UTF-8;
 * lines end with LF and have at most {@link dev.buzon.server.admin.AdminCodec#LINE_OCTETS} octets.
 */
@NullMarked
package dev.buzon.server.admin;

import org.jspecify.annotations.NullMarked;
