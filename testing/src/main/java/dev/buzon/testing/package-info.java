/**
 * A post office for tests: the real server on free loopback ports, its mail in memory, its clock
 * moved by hand, and faults under it on demand. In one line:
 *
 * <pre>{@code
 * try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
 *     office.account("ana@example.test", "secreto");
 *     office.deliver("ana@example.test", message);
 *     ... office.port("pop3") ...
 * }
 * }</pre>
 */
@NullMarked
package dev.buzon.testing;

import org.jspecify.annotations.NullMarked;
