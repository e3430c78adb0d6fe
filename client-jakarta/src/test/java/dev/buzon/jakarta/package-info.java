@NullMarked
package dev.buzon.jakarta;

import org.jspecify.annotations.NullMarked;
