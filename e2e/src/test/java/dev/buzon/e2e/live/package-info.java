/**
 * The whole server as a reader of the scripts: the post office of module testing, real sockets on
 * the loopback interface, in clear and inside TLS.
 */
@NullMarked
package dev.buzon.e2e.live;

import org.jspecify.annotations.NullMarked;
