/** The program as it is packaged: its jar with the folder of libraries beside it. */
@NullMarked
package dev.buzon.e2e.packaged;

import org.jspecify.annotations.NullMarked;
