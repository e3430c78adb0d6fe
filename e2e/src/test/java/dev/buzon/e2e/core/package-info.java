/**
 * The protocol cores as readers of the scripts: the state machines of {@code protocol} with a
 * driver that has neither socket nor clock nor disk, whole and with the input cut everywhere. What
 * a server adds (trace fields, preparation of names, time limits) is not here and not tested here.
 */
@NullMarked
package dev.buzon.e2e.core;

import org.jspecify.annotations.NullMarked;
