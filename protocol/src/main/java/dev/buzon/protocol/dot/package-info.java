/**
 * Dot-stuffing and its inverse, as POP3 (RFC 1939 §3), SMTP and LMTP (RFC 5321 §4.5.2) frame a
 * message: a line that begins with a dot gets one more, and a line that is one dot ends the text.
 *
 * <p>{@link dev.buzon.protocol.dot.DotStuffer} writes, {@link dev.buzon.protocol.dot.DotUnstuffer}
 * reads. Both take pieces of any size and give pieces of any size: what comes out depends on the
 * octets only, never on where a buffer ended. They copy in bulk and look at single octets only near
 * line ends and dots.
 */
@NullMarked
package dev.buzon.protocol.dot;

import org.jspecify.annotations.NullMarked;
