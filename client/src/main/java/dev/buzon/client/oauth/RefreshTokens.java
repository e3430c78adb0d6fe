package dev.buzon.client.oauth;

import dev.buzon.client.secret.SecretException;
import dev.buzon.client.secret.SecretName;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.client.secret.Secrets;
import dev.buzon.protocol.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Where the refresh token of one grant is kept. */
public interface RefreshTokens {
    /** The one that is kept now, which another process may have changed; the caller wipes it. */
    Secret fetch() throws SecretException, InterruptedException;

    /** Keeps a new one, durably: the one before may be worthless already. */
    void keep(Secret refreshToken) throws SecretException, InterruptedException;

    /**
     * In a place for secrets. A place that keeps nothing ({@link SecretPlace#keeps()}) gives the
     * first one, and those that follow are remembered as long as this process lives; that is enough
     * for issuers that leave refresh tokens as they are.
     */
    static RefreshTokens in(Secrets secrets, SecretPlace place, SecretName name) {
        return place.keeps() ? lasting(secrets, place, name) : passing(secrets, place, name);
    }

    private static RefreshTokens lasting(Secrets secrets, SecretPlace place, SecretName name) {
        return new RefreshTokens() {
            @Override
            public Secret fetch() throws SecretException, InterruptedException {
                return secrets.fetch(place, name);
            }

            @Override
            public void keep(Secret refreshToken) throws SecretException, InterruptedException {
                secrets.keep(place, name, refreshToken);
            }
        };
    }

    private static RefreshTokens passing(Secrets secrets, SecretPlace place, SecretName name) {
        AtomicReference<Optional<Secret>> newest = new AtomicReference<>(Optional.empty());
        return new RefreshTokens() {
            @Override
            public Secret fetch() throws SecretException, InterruptedException {
                Optional<Secret> known = newest.get();
                return known.isPresent()
                        ? Secret.of(known.get().octets())
                        : secrets.fetch(place, name);
            }

            @Override
            public void keep(Secret refreshToken) {
                newest.set(Optional.of(Secret.of(refreshToken.octets())));
            }
        };
    }
}
