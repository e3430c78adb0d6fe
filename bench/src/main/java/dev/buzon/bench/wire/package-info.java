/**
 * The client side of POP3 (RFC 1939), SMTP (RFC 5321) and LMTP (RFC 2033) as a load generator needs
 * it: bytes in reused buffers, no String on the way, and every answer checked. Blocking sockets;
 * one object belongs to one thread.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.bench.wire;
