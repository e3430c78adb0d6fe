/**
 * Collecting exactly once: what is fetched and deleted in which order, and the run that does it.
 */
@NullMarked
package dev.buzon.client.sync;

import org.jspecify.annotations.NullMarked;
