/** Disks that stop. */
@org.jspecify.annotations.NullMarked
package dev.buzon.reader.fault;
