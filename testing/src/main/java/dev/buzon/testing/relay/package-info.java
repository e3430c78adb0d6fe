/**
 * A line between a client and a server that is as long, as thin and as unreliable as a test wants
 * it: {@link dev.buzon.testing.relay.Relay}.
 */
@NullMarked
package dev.buzon.testing.relay;

import org.jspecify.annotations.NullMarked;
