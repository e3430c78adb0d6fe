package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/** How a person is asked for a secret. */
@FunctionalInterface
public interface Prompt {
    /**
     * Asks, without showing what is typed.
     *
     * @param what what is asked for, such as {@code the password of ana@example.org}
     * @return empty when nobody is there or the person would not say
     */
    Optional<Secret> ask(String what) throws InterruptedException;

    /** Nobody is there. */
    static Prompt nobody() {
        return _ -> Optional.empty();
    }
}
