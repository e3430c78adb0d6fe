/**
 * The SMTP, submission and LMTP driver: does what the protocol's core decides ({@link
 * dev.buzon.protocol.smtp.SmtpAction}), on one connection and one virtual thread. What becomes of a
 * message between the wire and the store is {@link dev.buzon.server.smtp.Intake}'s.
 */
@NullMarked
package dev.buzon.server.smtp;

import org.jspecify.annotations.NullMarked;
