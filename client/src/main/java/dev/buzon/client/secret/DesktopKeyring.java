package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The keyring of the desktop: GNOME's and others by the Secret Service, KWallet, Keychain, or the
 * Credential Manager. A keyring that is locked asks the person by a window of its own; one that
 * does not answer is given up after a while.
 */
public final class DesktopKeyring implements SecretStore {
    /** Long enough to type the keyring's password. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    /** What our secrets are filed under in the keyring. */
    private static final String SERVICE = "buzon";

    /** Opens the keyring; the library behind it is loaded no sooner. */
    @FunctionalInterface
    interface Opening {
        Ring open() throws SecretException;
    }

    /** An open keyring. Its secrets are texts: no keyring's library knows another form. */
    interface Ring extends AutoCloseable {
        Optional<String> find(String service, String key) throws SecretException;

        void keep(String service, String key, String secret) throws SecretException;

        void forget(String service, String key) throws SecretException;

        @Override
        void close();
    }

    private interface Use<T> {
        T with(Ring ring) throws SecretException;
    }

    private final Opening opening;
    private final Duration limit;

    DesktopKeyring(Opening opening, Duration limit) {
        this.opening = opening;
        this.limit = limit;
    }

    /** The keyring of the desktop this process belongs to, if it belongs to one. */
    public static DesktopKeyring ofThisDesktop() {
        return new DesktopKeyring(() -> JavaKeyring.open(), LIMIT);
    }

    /** Whether there is one that can be used; says why not. */
    public Optional<SecretException> trouble() throws InterruptedException {
        try {
            use(_ -> true);
            return Optional.empty();
        } catch (SecretException e) {
            return Optional.of(e);
        }
    }

    @Override
    public Optional<Secret> find(SecretName name) throws SecretException, InterruptedException {
        return use(ring -> ring.find(SERVICE, name.key())).map(SecretOctets::of);
    }

    @Override
    public void keep(SecretName name, Secret secret) throws SecretException, InterruptedException {
        String text =
                SecretOctets.text(secret)
                        .orElseThrow(() ->
                                new SecretException.Unavailable(
                                        "the keyring takes text only, and " + name + " is none"));
        use(ring -> {
            ring.keep(SERVICE, name.key(), text);
            return true;
        });
    }

    @Override
    public boolean forget(SecretName name) throws SecretException, InterruptedException {
        return use(ring -> {
            boolean was = ring.find(SERVICE, name.key()).isPresent();
            if (was) {
                ring.forget(SERVICE, name.key());
            }
            return was;
        });
    }

    private <T> T use(Use<T> use) throws SecretException, InterruptedException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("keyring")
                .start(() -> {
                    try (Ring ring = opening.open()) {
                        answer.complete(use.with(ring));
                    } catch (SecretException | RuntimeException | LinkageError e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SecretException.Unavailable(
                    "the desktop's keyring did not answer within " + limit.toSeconds() + " seconds",
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SecretException known) {
                throw known;
            }
            throw new SecretException.Unavailable("the desktop's keyring does not work here", e);
        }
    }
}
