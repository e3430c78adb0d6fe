/**
 * Where passwords and refresh tokens are kept: the desktop's keyring, an encrypted file, a command,
 * an environment variable, a credential of systemd, or the person's memory; never the
 * configuration.
 *
 * <pre>{@code
 * Secrets secrets = Secrets.with(Vault.at(file, VaultKey.file(keyFile))).asking(prompt);
 * SecretName name = SecretName.password("ana@example.org");
 * SecretPlace place = SecretPlace.parse("vault");
 * secrets.keep(place, name, password);
 * try (Pop3Session pop = Pop3.at(url).password(secrets.fetch(place, name)).open()) { ... }
 * }</pre>
 */
@NullMarked
package dev.buzon.client.secret;

import org.jspecify.annotations.NullMarked;
