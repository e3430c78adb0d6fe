/**
 * The page of {@code buzon mail} in Debian's Chromium: against a stand-in, and against the real
 * reader.
 */
@org.jspecify.annotations.NullMarked
package dev.buzon.e2e.page;
