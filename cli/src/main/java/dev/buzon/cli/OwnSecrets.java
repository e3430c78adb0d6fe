package dev.buzon.cli;

import dev.buzon.client.secret.Prompt;
import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.client.secret.Secrets;
import dev.buzon.client.secret.Vault;
import dev.buzon.client.secret.VaultKey;
import dev.buzon.protocol.Secret;
import java.util.Optional;
import java.util.function.Predicate;

/** The places where a person's secrets are, as commands see them. */
final class OwnSecrets {
    private final Secrets secrets;
    private final Texts texts;

    private OwnSecrets(Secrets secrets, Texts texts) {
        this.secrets = secrets;
        this.texts = texts;
    }

    /** The places of a home; the person at the terminal is asked, if there is one. */
    static OwnSecrets in(Home home, Terminal terminal) {
        Vault vault =
                Vault.at(
                        home.config().resolve("vault"),
                        VaultKey.file(home.config().resolve("vault.key")));
        Prompt prompt = what -> terminal.password(what).map(Secret::of);
        return new OwnSecrets(Secrets.with(vault).asking(prompt), terminal.texts());
    }

    /** Where the line of an account's file says that its secret is. */
    SecretPlace place(String line) throws CommandFailure {
        try {
            return SecretPlace.parse(line);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(texts.text("secret.place", Failures.reason(e)));
        }
    }

    /** The password of an account, from where its file says. */
    Secret password(String address, String line) throws CommandFailure, InterruptedException {
        try {
            return secrets.fetch(place(line), SecretName.password(address));
        } catch (SecretException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }

    /**
     * Keeps a secret where the person can get at it best: in the desktop's keyring, or, when there
     * is none and the person agrees, in the encrypted file.
     */
    SecretPlace keepWhereBest(SecretName name, Secret secret, Predicate<String> agreed)
            throws CommandFailure, InterruptedException {
        try {
            return secrets.keepInKeyringOrVault(name, secret, agreed);
        } catch (SecretException e) {
            throw new CommandFailure(texts.text("secret.nowhere", Failures.reason(e)));
        }
    }

    /** Keeps a secret in a place that the person named. */
    void keep(SecretName name, SecretPlace place, Secret secret)
            throws CommandFailure, InterruptedException {
        try {
            secrets.keep(place, name, secret);
        } catch (SecretException e) {
            throw new CommandFailure(Failures.reason(e));
        }
    }

    /** Forgets what was kept for an account; what is wrong is said, and stops nobody. */
    Optional<String> forget(String address, String line) throws InterruptedException {
        try {
            SecretPlace place = SecretPlace.parse(line);
            if (place.keeps()) {
                secrets.forget(place, SecretName.password(address));
                secrets.forget(place, SecretName.refreshToken(address));
            }
            return Optional.empty();
        } catch (SecretException | IllegalArgumentException e) {
            return Optional.of(Failures.reason(e));
        }
    }

    /** All of them, for those who know the places themselves. */
    Secrets all() {
        return secrets;
    }
}
