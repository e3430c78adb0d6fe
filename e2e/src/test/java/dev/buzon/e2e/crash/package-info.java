/**
 * The server on its disk, as people run it: killed, stopped, with a full disk and with damage. What
 * it has acknowledged is written down outside it and looked for afterwards.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.e2e.crash;
