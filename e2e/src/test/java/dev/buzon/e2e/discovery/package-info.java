/** What a server publishes, read and used as a client would. */
@NullMarked
package dev.buzon.e2e.discovery;

import org.jspecify.annotations.NullMarked;
