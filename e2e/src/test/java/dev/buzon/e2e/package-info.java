@org.jspecify.annotations.NullMarked
package dev.buzon.e2e;
