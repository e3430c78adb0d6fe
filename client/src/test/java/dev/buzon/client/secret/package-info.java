@NullMarked
package dev.buzon.client.secret;

import org.jspecify.annotations.NullMarked;
