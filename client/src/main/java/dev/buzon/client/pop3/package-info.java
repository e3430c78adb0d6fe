/**
 * The low-level POP3 client (RFC 1939, RFC 2449, RFC 5034, RFC 6856): {@link
 * dev.buzon.client.pop3.Pop3} says where and as whom, {@link dev.buzon.client.pop3.Pop3Session} is
 * a login that lists, retrieves in a pipeline, deletes and commits, {@link
 * dev.buzon.client.pop3.Pop3Exception} is everything that can go wrong, and {@link
 * dev.buzon.client.pop3.Quirks} what was learned of a server and is worth remembering. What to
 * fetch, what to keep and when to try again is decided elsewhere.
 */
@NullMarked
package dev.buzon.client.pop3;

import org.jspecify.annotations.NullMarked;
