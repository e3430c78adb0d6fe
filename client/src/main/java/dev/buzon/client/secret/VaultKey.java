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

    /**
     * The same in a file that somebody else provides, as systemd does with a credential. It is
     * never made, and who may read it is not ours to judge: systemd opens it to its service by an
     * access list, which looks like a right of the group.
     */
    record ProvidedFile(Path file) implements VaultKey {}

    /** A passphrase that the person is asked for. */
    static VaultKey passphrase(Prompt prompt) {
        return new Passphrase(prompt);
    }

    /** A key in a file of its own. */
    static VaultKey file(Path file) {
        return new KeyFile(file);
    }

    /** A key in a file that is provided. */
    static VaultKey provided(Path file) {
        return new ProvidedFile(file);
    }
}
