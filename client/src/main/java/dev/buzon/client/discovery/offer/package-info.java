/** What a source says a person's servers are, as values. */
@NullMarked
package dev.buzon.client.discovery.offer;

import org.jspecify.annotations.NullMarked;
