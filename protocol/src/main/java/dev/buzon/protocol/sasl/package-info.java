/**
 * How a client proves who it is (SASL, RFC 4422), for both sides and every protocol that carries
 * it: POP3 (RFC 5034) and SMTP (RFC 4954). Here live the exchanges as values and state machines;
 * the driver brings the lines, looks up what is asked for and judges passwords. What is wrong with
 * a message of the peer is a value, never an exception, and everything is bounded.
 */
@NullMarked
package dev.buzon.protocol.sasl;

import org.jspecify.annotations.NullMarked;
