/**
 * The post office for tests as an extension of JUnit 6: {@link
 * dev.buzon.testing.junit.PostOfficeExtension} as a field, or {@link
 * dev.buzon.testing.junit.PostOfficeTest} on the class.
 */
@NullMarked
package dev.buzon.testing.junit;

import org.jspecify.annotations.NullMarked;
