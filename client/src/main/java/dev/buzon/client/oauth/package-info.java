/**
 * Logging in with tokens (RFC 6749): how a person grants access once, by a browser or with a code
 * on any other device, and how access tokens are got from that grant ever after.
 *
 * <pre>{@code
 * OAuth oauth = OAuth.of(Provider.outlook(), new ClientIdentity(clientId));
 *
 * // once, with the person, on a machine without a browser:
 * DeviceFlow flow = oauth.deviceFlow();
 * System.out.println("Open " + flow.address() + " and enter " + flow.userCode());
 * Tokens tokens = flow.await();
 * kept.keep(tokens.refresh().orElseThrow());
 *
 * // from then on, before each login, by as many threads as there are:
 * AccessTokens source = oauth.accessTokens(kept);
 * Secret token = source.token();
 * }</pre>
 */
@NullMarked
package dev.buzon.client.oauth;

import org.jspecify.annotations.NullMarked;
