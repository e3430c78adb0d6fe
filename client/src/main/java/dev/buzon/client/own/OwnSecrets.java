package dev.buzon.client.own;

import dev.buzon.client.own.OwnFailureException.Kind;
import dev.buzon.client.secret.Prompt;
import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.client.secret.Secrets;
import dev.buzon.client.secret.Vault;
import dev.buzon.client.secret.VaultKey;
import dev.buzon.protocol.Secret;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** The places where a person's secrets are. For use by several threads. */
public final class OwnSecrets {
    private final Secrets secrets;

    private OwnSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * The places of a home.
     *
     * @param person how the person is asked for what is kept nowhere
     */
    public static OwnSecrets in(Home home, Prompt person) {
        Vault vault =
                Vault.at(
                        home.config().resolve("vault"),
                        VaultKey.file(home.config().resolve("vault.key")));
        return new OwnSecrets(Secrets.with(vault).asking(person));
    }

    /** Places that somebody has put together; for tests. */
    public static OwnSecrets of(Secrets secrets) {
        return new OwnSecrets(secrets);
    }

    /** Where the line of an account's file says that its secret is. */
    public SecretPlace place(String line) throws OwnFailureException {
        try {
            return SecretPlace.parse(line);
        } catch (IllegalArgumentException e) {
            throw new OwnFailureException(Kind.SECRET_PLACE, e);
        }
    }

    /** The password of an account, from where its file says. */
    public Secret password(String address, String line)
            throws OwnFailureException, InterruptedException {
        try {
            return secrets.fetch(place(line), SecretName.password(address));
        } catch (SecretException e) {
            throw new OwnFailureException(Kind.SECRET, e);
        }
    }

    /**
     * Keeps a secret where the person can get at it best: in the desktop's keyring, or, when there
     * is none and the person agrees, in the encrypted file.
     *
     * @param agreed asked with the sentence that says why the keyring cannot be used
     */
    public SecretPlace keepWhereBest(SecretName name, Secret secret, Predicate<String> agreed)
            throws OwnFailureException, InterruptedException {
        try {
            return secrets.keepInKeyringOrVault(name, secret, agreed);
        } catch (SecretException e) {
            throw new OwnFailureException(Kind.SECRET_NOWHERE, e);
        }
    }

    /** Keeps a secret in a place that the person named. */
    public void keep(SecretName name, SecretPlace place, Secret secret)
            throws OwnFailureException, InterruptedException {
        try {
            secrets.keep(place, name, secret);
        } catch (SecretException e) {
            throw new OwnFailureException(Kind.SECRET, e);
        }
    }

    /**
     * Forgets what was kept for an account.
     *
     * @return what is wrong, if something is; it stops nobody from removing the account
     */
    public Optional<Exception> forget(String address, String line) throws InterruptedException {
        try {
            SecretPlace place = SecretPlace.parse(line);
            if (place.keeps()) {
                secrets.forget(place, SecretName.password(address));
                secrets.forget(place, SecretName.refreshToken(address));
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(e);
        }
    }

    /** All of them, for those who know the places themselves. */
    public Secrets all() {
        return secrets;
    }
}
