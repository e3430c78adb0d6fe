/**
 * {@code bench compare}: starts servers, seeds them alike, runs the same load on each in turn, and
 * writes the table.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.bench.compare;
