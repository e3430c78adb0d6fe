/**
 * A POP3 server that does what servers should not do: {@link
 * dev.buzon.testing.pop3.MisbehavingServer} follows a script of {@link
 * dev.buzon.testing.pop3.Quirk}s, and {@link dev.buzon.testing.pop3.QuirkyServers} is the catalogue
 * of those that were met in the world. It is a small server of its own, because the real one
 * refuses to lie.
 */
@NullMarked
package dev.buzon.testing.pop3;

import org.jspecify.annotations.NullMarked;
