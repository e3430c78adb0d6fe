@org.jspecify.annotations.NullMarked
package dev.buzon.cli;
