/** Tests of what a person writes. */
@org.jspecify.annotations.NullMarked
package dev.buzon.reader.write;
