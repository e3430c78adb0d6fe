@org.jspecify.annotations.NullMarked
package dev.buzon.message;
