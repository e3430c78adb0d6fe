/**
 * A person's own accounts on this machine, as every program of Buzon finds them: where they are,
 * what collects and sends for them, and where their secrets come from. Nobody is asked anything
 * here but by interfaces, and what goes wrong is an {@link
 * dev.buzon.client.own.OwnFailureException} whose kind a program puts into its own words.
 */
@NullMarked
package dev.buzon.client.own;

import org.jspecify.annotations.NullMarked;
