@NullMarked
package dev.buzon.client.collect;

import org.jspecify.annotations.NullMarked;
