package dev.buzon.client.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The keyring by way of the java-keyring library. Only this class names the library. */
final class JavaKeyring implements DesktopKeyring.Ring {
    /** How the library's parts say that there is no such secret: only by these words. */
    private static final List<String> MISSING =
            List.of("no stored credentials match", "not in wallet", "not found", "error code 1168");

    private final Keyring keyring;

    private JavaKeyring(Keyring keyring) {
        this.keyring = keyring;
    }

    static JavaKeyring open() throws SecretException {
        try {
            return new JavaKeyring(Keyring.create());
        } catch (BackendNotSupportedException e) {
            throw new SecretException.Unavailable(
                    "no keyring of a desktop answers here (none runs, or this is not a session of a"
                            + " desktop): the encrypted file works everywhere",
                    e);
        }
    }

    @Override
    public Optional<String> find(String service, String key) throws SecretException {
        try {
            return Optional.ofNullable(keyring.getPassword(service, key))
                    .filter(text -> !text.isEmpty());
        } catch (PasswordAccessException e) {
            String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (MISSING.stream().anyMatch(said::contains)) {
                return Optional.empty();
            }
            throw new SecretException.Unavailable(
                    "the desktop's keyring did not give " + key + ": it may be locked", e);
        }
    }

    @Override
    public void keep(String service, String key, String secret) throws SecretException {
        try {
            keyring.setPassword(service, key, secret);
        } catch (PasswordAccessException e) {
            throw new SecretException.Unavailable(
                    "the desktop's keyring did not take " + key + ": it may be locked", e);
        }
    }

    @Override
    public void forget(String service, String key) throws SecretException {
        try {
            keyring.deletePassword(service, key);
        } catch (PasswordAccessException e) {
            throw new SecretException.Unavailable(
                    "the desktop's keyring did not forget " + key + ": it may be locked", e);
        }
    }

    @Override
    public void close() {
        try {
            keyring.close();
        } catch (Exception _) {
            // The library declares everything; what was asked for is done by now.
        }
    }
}
