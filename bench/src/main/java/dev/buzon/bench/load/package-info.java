/**
 * The works (check, uidl, fetch, drain, idle, deliver): workers that repeat them for a bounded time
 * or amount, and what was counted.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.bench.load;
