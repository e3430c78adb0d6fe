/**
 * Plays session scripts: the player, the two small interfaces it plays against ({@code Target}, a
 * fresh post office, and {@code Wire}, one connection to it), and the readers, one per kind of post
 * office. A new reader is one class that implements {@code TargetSource}.
 */
@NullMarked
package dev.buzon.e2e.play;

import org.jspecify.annotations.NullMarked;
