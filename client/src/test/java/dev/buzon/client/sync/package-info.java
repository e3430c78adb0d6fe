@NullMarked
package dev.buzon.client.sync;

import org.jspecify.annotations.NullMarked;
