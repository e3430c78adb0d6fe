/** An authority of a test's own and the certificates it gives out, right and wrong ones. */
@NullMarked
package dev.buzon.testing.tls;

import org.jspecify.annotations.NullMarked;
