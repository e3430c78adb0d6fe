package dev.buzon.reader.setup;

import dev.buzon.client.secret.Prompt;
import dev.buzon.client.secret.SecretName;
import dev.buzon.protocol.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passwords that a person gave and did not want to be kept: they are known until the program ends.
 */
public final class PasswordsOfThisRun implements Prompt {
    private final Map<String, Secret> given = new ConcurrentHashMap<>();

    /** Nobody has given any yet. */
    public PasswordsOfThisRun() {}

    @Override
    public Optional<Secret> ask(String what) {
        // Whoever gets it wipes it.
        return Optional.ofNullable(given.get(what)).map(secret -> Secret.of(secret.octets()));
    }

    /** Knows this from now on. */
    void put(SecretName name, Secret secret) {
        given.put(name.toString(), secret);
    }

    /** Forgets what it knows of an account. */
    void forget(String address) {
        given.remove(SecretName.password(address).toString());
    }
}
