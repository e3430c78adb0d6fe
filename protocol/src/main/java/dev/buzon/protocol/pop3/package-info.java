/**
 * POP3 (RFC 1939 and its extensions) as values and state machines: no socket, no clock, no store.
 *
 * <p>The server's half, as a driver uses it: {@link dev.buzon.protocol.pop3.LineDecoder} cuts
 * octets into lines, {@link dev.buzon.protocol.pop3.Session} takes each and says which {@link
 * dev.buzon.protocol.pop3.Action} is next, the driver does that and hands the outcome to the method
 * that the action names, which may give the next action:
 *
 * <pre>
 *   write(session.greeting())
 *   forever:
 *     input = decoder.next(buffer, session.inExchange())
 *     More      -> flush what was written, read octets, again
 *     otherwise -> action = session.on(input)
 *                  while action wants something done: do it, action = session.loginEnded(...), ...
 *                  Answer -> write; Close -> write, flush, close
 * </pre>
 *
 * <p>Answers are written to a buffer and flushed only when the input is drained: a pipelined group
 * costs one write (RFC 2449 §6.6).
 */
@NullMarked
package dev.buzon.protocol.pop3;

import org.jspecify.annotations.NullMarked;
