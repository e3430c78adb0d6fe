/**
 * What the reader does by itself: collecting on schedule, sending what waits, background jobs, and
 * undoing what a person did. States are immutable values, published to listeners; clock and waiting
 * are interfaces, so that tests move time.
 */
@NullMarked
package dev.buzon.reader.work;

import org.jspecify.annotations.NullMarked;
