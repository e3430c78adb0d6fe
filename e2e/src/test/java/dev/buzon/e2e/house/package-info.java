/** The rules of the house as tests: what the sources look like and who may depend on whom. */
@NullMarked
package dev.buzon.e2e.house;

import org.jspecify.annotations.NullMarked;
