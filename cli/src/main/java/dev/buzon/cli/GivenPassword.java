package dev.buzon.cli;

import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.own.OwnSecrets;
import dev.buzon.client.secret.SecretPlace;
import dev.buzon.protocol.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the password of an account that exists already comes from, and where it is to be kept. */
final class GivenPassword {
    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Take the password from the first line of FILE; - is the standard input.")
    private @Nullable Path file;

    @Option(
            names = "--secret",
            paramLabel = "PLACE",
            description =
                    "Where the password is, or is to be kept: keyring, vault (an encrypted file),"
                            + " command:..., env:NAME, credential:NAME (systemd), ask.")
    private @Nullable String place;

    /** The place that was named. */
    Optional<SecretPlace> place(OwnSecrets secrets) throws OwnFailureException {
        return place == null ? Optional.empty() : Optional.of(secrets.place(place));
    }

    /** The password: from the file, from its place, or from the person. */
    Secret password(
            String address, Optional<SecretPlace> named, OwnSecrets secrets, Terminal terminal)
            throws CommandFailure, OwnFailureException, InterruptedException {
        if (file != null) {
            return checked(PasswordSource.fromFile(file, terminal), terminal);
        }
        boolean gives =
                named.isPresent()
                        && !named.get().keeps()
                        && !(named.get() instanceof SecretPlace.Ask);
        if (gives) {
            return secrets.password(address, named.get().text());
        }
        Optional<byte[]> typed = terminal.password(terminal.texts().text("add.password", address));
        if (typed.isEmpty()) {
            throw new CommandFailure(terminal.texts().text("add.noTerminal"));
        }
        return checked(typed.get(), terminal);
    }

    private static Secret checked(byte[] octets, Terminal terminal) throws CommandFailure {
        if (octets.length == 0) {
            throw new CommandFailure(terminal.texts().text("password.empty"));
        }
        if (octets.length > PasswordSource.MAX_OCTETS) {
            throw new CommandFailure(
                    terminal.texts().text("password.long", PasswordSource.MAX_OCTETS));
        }
        return Secret.of(octets);
    }
}
