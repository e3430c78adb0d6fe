@NullMarked
package dev.buzon.client.disk;

import org.jspecify.annotations.NullMarked;
