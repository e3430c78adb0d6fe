/** The collector's commands as people type them, at servers of three kinds. */
@NullMarked
package dev.buzon.e2e.collect;

import org.jspecify.annotations.NullMarked;
