/**
 * What a server costs, read from Linux's {@code /proc} (proc(5)): CPU time and memory of a process
 * and all its descendants.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.bench.proc;
