/**
 * The load generator ({@code buzon bench}): it drives any POP3, SMTP or LMTP server by host and
 * port, verifies what it receives, and compares servers side by side.
 *
 * <p>Here lives only the command line. {@link dev.buzon.bench.wire} speaks the protocols, {@link
 * dev.buzon.bench.load} makes the load and counts, {@link dev.buzon.bench.proc} reads what a server
 * costs from {@code /proc}, {@link dev.buzon.bench.compare} starts servers and prints the table.
 *
 * <p>What may not live here: anything of the server's own code. A generator that shares the
 * server's decoder would share its mistakes.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.bench;
