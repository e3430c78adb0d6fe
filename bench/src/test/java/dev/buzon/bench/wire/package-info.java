/** The generator's protocols against a tiny server that says what it is told. */
@org.jspecify.annotations.NullMarked
package dev.buzon.bench.wire;
