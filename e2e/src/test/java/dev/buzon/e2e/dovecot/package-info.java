/**
 * A real Dovecot as a second opinion on the scripts that are pure RFC: started as a process of its
 * own, with a configuration in a temporary folder, on ports of the loopback interface.
 */
@NullMarked
package dev.buzon.e2e.dovecot;

import org.jspecify.annotations.NullMarked;
