package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/** A place that holds many secrets and takes new ones. For use by several threads. */
public interface SecretStore {
    /** The secret of this name, if there is one; the caller wipes it. */
    Optional<Secret> find(SecretName name) throws SecretException, InterruptedException;

    /** Keeps a secret, durably, in the place of the one that had its name. */
    void keep(SecretName name, Secret secret) throws SecretException, InterruptedException;

    /**
     * Forgets a secret.
     *
     * @return whether there was one
     */
    boolean forget(SecretName name) throws SecretException, InterruptedException;
}
