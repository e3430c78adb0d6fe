/**
 * An issuer of tokens (OAuth 2.0) on loopback, for tests of mail programs that log in with tokens
 * and of servers that take them.
 *
 * <pre>{@code
 * try (LocalIssuer issuer = LocalIssuer.start()) {
 *     String refreshToken = issuer.grant("ana@example.test");
 *     ... let the program refresh at issuer.address() ...
 *     issuer.owner(accessToken) ...   // Optional[ana@example.test]
 *     issuer.next(Lie.HTML);          // and see how it takes a lie
 * }
 * }</pre>
 */
@NullMarked
package dev.buzon.testing.issuer;

import org.jspecify.annotations.NullMarked;
