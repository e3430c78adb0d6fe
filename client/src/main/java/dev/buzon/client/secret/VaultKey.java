package dev.buzon.client.secret;

import java.nio.file.Path;

/** What opens the encrypted file. */
public sealed interface VaultKey {
    /**
     * A passphrase, stretched by PBKDF2 (RFC 8018 §5.2). It is asked for once in a run, when the
     * file is first used.
     *
     * @param prompt how to get it; {@code prompt} may as well read a credential of systemd
     */
    record Passphrase(Prompt prompt) implements VaultKey {}

    /**
     * A file of 32 random octets, readable by its owner alone, so that collecting works with nobody
     * there. It protects a backup or a copy of the vault that was made without it, and nothing from
     * who can read both.
     *
     * @param file where it is, or will be made when the first secret is kept
     */
    record KeyFile(Path file) implements VaultKey {}

    /** A passphrase that the person is asked for. */
    static VaultKey passphrase(Prompt prompt) {
        return new Passphrase(prompt);
    }

    /** A key in a file of its own. */
    static VaultKey file(Path file) {
        return new KeyFile(file);
    }
}
