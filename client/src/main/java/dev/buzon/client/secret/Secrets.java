package dev.buzon.client.secret;

import dev.buzon.protocol.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * All places a secret can be in, as they are on this machine. An immutable value, for use by
 * several threads.
 *
 * @param vault the encrypted file
 * @param keyring the desktop's keyring
 * @param environment the variables of the process
 * @param prompt how the person is asked
 * @param commandLimit how long a command may take
 */
public record Secrets(
        SecretStore vault,
        SecretStore keyring,
        Map<String, String> environment,
        Prompt prompt,
        Duration commandLimit) {
    /** Where systemd puts credentials. */
    private static final String CREDENTIALS_DIRECTORY = "CREDENTIALS_DIRECTORY";

    /** The places of this process, with nobody to be asked. */
    public static Secrets with(Vault vault) {
        return new Secrets(
                vault,
                DesktopKeyring.ofThisDesktop(),
                System.getenv(),
                Prompt.nobody(),
                SecretCommand.LIMIT);
    }

    /** The same, with a person. */
    public Secrets asking(Prompt person) {
        return new Secrets(vault, keyring, environment, person, commandLimit);
    }

    /**
     * Gets a secret; the caller wipes it.
     *
     * @throws SecretException.Missing when the place is in order and has none
     */
    public Secret fetch(SecretPlace place, SecretName name)
            throws SecretException, InterruptedException {
        return switch (place) {
            case SecretPlace.Keyring() ->
                    keyring.find(name).orElseThrow(() -> missing(place, name));
            case SecretPlace.Vaulted() -> vault.find(name).orElseThrow(() -> missing(place, name));
            case SecretPlace.Command(var words) -> new SecretCommand(words, commandLimit).run();
            case SecretPlace.Shell(var line) ->
                    new SecretCommand(List.of("/bin/sh", "-c", line), commandLimit).run();
            case SecretPlace.Environment(var variable) ->
                    Optional.ofNullable(environment.get(variable))
                            .map(SecretOctets::of)
                            .filter(secret -> secret.length() > 0)
                            .orElseThrow(() ->
                                    new SecretException.Missing(
                                            "the environment variable "
                                                    + variable
                                                    + " is not set"));
            case SecretPlace.Credential(var file) -> credential(file);
            case SecretPlace.Ask() ->
                    prompt.ask(name.toString())
                            .filter(secret -> secret.length() > 0)
                            .orElseThrow(() ->
                                    new SecretException.Missing(
                                            name + " was not given when it was asked for"));
        };
    }

    /**
     * Keeps a secret, durably.
     *
     * @throws SecretException.Unavailable also when the place takes none ({@link
     *     SecretPlace#keeps()})
     */
    public void keep(SecretPlace place, SecretName name, Secret secret)
            throws SecretException, InterruptedException {
        store(place, name).keep(name, secret);
    }

    /**
     * Forgets a secret.
     *
     * @return whether there was one
     */
    public boolean forget(SecretPlace place, SecretName name)
            throws SecretException, InterruptedException {
        return store(place, name).forget(name);
    }

    /**
     * Keeps a secret in the keyring or, where that cannot be used and the person agrees, in the
     * encrypted file.
     *
     * @param agreed asked with the sentence that says why the keyring cannot be used
     * @return where the secret is now
     * @throws SecretException.Unavailable what was wrong with the keyring, when the person does not
     *     agree; nothing is kept then
     */
    public SecretPlace keepInKeyringOrVault(
            SecretName name, Secret secret, Predicate<String> agreed)
            throws SecretException, InterruptedException {
        try {
            keyring.keep(name, secret);
            return new SecretPlace.Keyring();
        } catch (SecretException.Unavailable e) {
            if (!agreed.test(String.valueOf(e.getMessage()))) {
                throw e;
            }
            vault.keep(name, secret);
            return new SecretPlace.Vaulted();
        }
    }

    private SecretStore store(SecretPlace place, SecretName name) throws SecretException {
        return switch (place) {
            case SecretPlace.Keyring() -> keyring;
            case SecretPlace.Vaulted() -> vault;
            case SecretPlace.Command _,
                    SecretPlace.Shell _,
                    SecretPlace.Environment _,
                    SecretPlace.Credential _,
                    SecretPlace.Ask _ ->
                    throw new SecretException.Unavailable(
                            name + " cannot be changed from here: its place only gives secrets");
        };
    }

    private Secret credential(String name) throws SecretException {
        String folder = environment.getOrDefault(CREDENTIALS_DIRECTORY, "");
        if (folder.isEmpty()) {
            throw new SecretException.Unavailable(
                    "systemd gave no credentials to this process: LoadCredential= in its unit does");
        }
        try {
            Path file = Path.of(folder, name);
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            return SecretOctets.firstLine(file)
                    .orElseThrow(() ->
                            new SecretException.Missing(
                                    "the credential " + name + " holds no secret"));
        } catch (NoSuchFileException _) {
            throw new SecretException.Missing(
                    "systemd gave no credential of the name " + name + " to this process");
        } catch (SecretException e) {
            throw e;
        } catch (IOException | InvalidPathException e) {
            throw new SecretException.Unavailable("the credential " + name + " cannot be read", e);
        }
    }

    private static SecretException missing(SecretPlace place, SecretName name) {
        return new SecretException.Missing(name + " is not in the " + place.text());
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
