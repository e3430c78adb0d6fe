/** Tests of what the reader does by itself. */
@org.jspecify.annotations.NullMarked
package dev.buzon.reader.work;
