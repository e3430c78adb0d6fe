/**
 * RFC 5322 and MIME: what a post office does to a message and what it must know of one. Values in,
 * values out: no I/O, no threads, no clock.
 *
 * <ul>
 *   <li>{@link dev.buzon.message.WireForm}: the octets accepted become the octets served, and the
 *       header is looked at on the way.
 *   <li>{@link dev.buzon.message.HeaderScan} reads a header, {@link dev.buzon.message.HeaderEdit}
 *       changes one, {@link dev.buzon.message.Trace} prints the fields a post office adds.
 *   <li>{@link dev.buzon.message.Surrogate}: the ASCII header for readers that did not ask for
 *       UTF-8 (RFC 6858).
 *   <li>{@link dev.buzon.message.TopLines}: what the TOP command sends.
 * </ul>
 *
 * <p>Nothing here throws on any octets, and nothing loses one unless that is its task. Bodies are
 * never changed: our SMTP does not offer BINARYMIME (RFC 3030), so no message of transfer encoding
 * {@code binary} is accepted, none has to be encoded anew when it is served (RFC 6856 §2.1, I-006),
 * and no code for that exists.
 */
@NullMarked
package dev.buzon.message;

import org.jspecify.annotations.NullMarked;
