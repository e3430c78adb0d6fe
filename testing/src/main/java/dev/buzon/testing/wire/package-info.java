/**
 * What a scripted server stands on: a socket that can end in bad ways, and a record of what was
 * said over it.
 */
@NullMarked
package dev.buzon.testing.wire;

import org.jspecify.annotations.NullMarked;
