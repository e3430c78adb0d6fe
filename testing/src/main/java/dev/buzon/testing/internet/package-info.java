/**
 * An internet that a test made up, on loopback: names in a DNS of its own, web servers with
 * certificates of the test's authority, mail servers that write down every line. Each has a public
 * address; a table says on which port of this machine it really is.
 */
@NullMarked
package dev.buzon.testing.internet;

import org.jspecify.annotations.NullMarked;
