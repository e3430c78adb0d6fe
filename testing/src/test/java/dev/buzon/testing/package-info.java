@org.jspecify.annotations.NullMarked
package dev.buzon.testing;
