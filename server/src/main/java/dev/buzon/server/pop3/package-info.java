/**
 * The POP3 driver: does what the protocol's core decides ({@link dev.buzon.protocol.pop3.Action}),
 * on one connection and one virtual thread, with the store behind it. No rule of the protocol lives
 * here.
 */
@NullMarked
package dev.buzon.server.pop3;

import org.jspecify.annotations.NullMarked;
