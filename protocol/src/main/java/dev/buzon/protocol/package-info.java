/**
 * What all protocols share: secrets and the octets of lines. Here live values and pure functions
 * only: no socket, no clock, no thread, no file, and no dependency outside the JDK's base module.
 */
@NullMarked
package dev.buzon.protocol;

import org.jspecify.annotations.NullMarked;
