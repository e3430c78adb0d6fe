package dev.buzon.client.oauth;

import dev.buzon.client.secret.Prompt;
import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.client.secret.Secrets;
import dev.buzon.client.secret.Vault;
import dev.buzon.client.secret.VaultKey;
import dev.buzon.protocol.Secret;
import java.nio.file.Path;

/** A place that keeps nothing. */
final class OutOfOrder {
    private OutOfOrder() {}

    /** What such a place says. */
    static SecretException unavailable() {
        var vault = Vault.at(Path.of("/nowhere"), VaultKey.passphrase(Prompt.nobody()));
        try {
            Secrets.with(vault)
                    .keep(
                            new SecretPlace.Ask(),
                            SecretName.refreshToken("ana"),
                            Secret.of(new byte[1]));
        } catch (SecretException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        throw new AssertionError("it was kept");
    }
}
