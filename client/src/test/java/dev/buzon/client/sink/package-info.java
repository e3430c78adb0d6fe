@NullMarked
package dev.buzon.client.sink;

import org.jspecify.annotations.NullMarked;
