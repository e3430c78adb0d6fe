/**
 * Connections, listeners, time limits and TLS: everything between a socket and a protocol's driver.
 * One virtual thread owns a connection and reads and writes it with straight-line blocking code.
 * Here lives no word of POP3, SMTP or LMTP; nothing here knows an account or the store.
 */
@NullMarked
package dev.buzon.server.net;

import org.jspecify.annotations.NullMarked;
