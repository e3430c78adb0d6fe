package dev.buzon.client.secret;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.secret.VaultText.Kind;
import dev.buzon.client.secret.VaultText.Octets;
import dev.buzon.protocol.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gets the keys of an encrypted file, and remembers them: a passphrase is asked for once, and a
 * wrong one is not remembered.
 */
final class VaultOpener {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Disk disk;
    private final Path vault;
    private final VaultKey key;
    private final int iterations;
    private final SecureRandom random;
    private final ReentrantLock asking = new ReentrantLock();
    private Optional<VaultCipher> known = Optional.empty();

    VaultOpener(Disk disk, Path vault, VaultKey key, int iterations, SecureRandom random) {
        this.disk = disk;
        this.vault = vault;
        this.key = key;
        this.iterations = iterations;
        this.random = random;
    }

    /** The keys of this file. */
    VaultCipher open(VaultText text) throws SecretException, InterruptedException {
        asking.lockInterruptibly();
        try {
            Optional<VaultCipher> right = known.filter(cipher -> cipher.made(text));
            if (right.isPresent()) {
                return right.get();
            }
            VaultCipher cipher =
                    switch (key) {
                        case VaultKey.Passphrase(var prompt) -> stretched(prompt, text);
                        case VaultKey.KeyFile(var file) -> fromFile(file, text, true);
                        case VaultKey.ProvidedFile(var file) -> fromFile(file, text, false);
                    };
            if (!cipher.made(text)) {
                throw wrong();
            }
            known = Optional.of(cipher);
            return cipher;
        } finally {
            asking.unlock();
        }
    }

    /** Keys for a file that is not there yet. */
    VaultCipher make() throws SecretException, InterruptedException {
        asking.lockInterruptibly();
        try {
            Octets salt = VaultCipher.salt(random);
            VaultCipher cipher =
                    switch (key) {
                        case VaultKey.Passphrase(var prompt) -> {
                            Secret passphrase = ask(prompt, "a new passphrase for ");
                            yield stretched(passphrase, iterations, salt);
                        }
                        case VaultKey.KeyFile(var file) -> of(madeOrRead(file), salt);
                        case VaultKey.ProvidedFile(var file) -> of(readOf(file, false), salt);
                    };
            known = Optional.of(cipher);
            return cipher;
        } finally {
            asking.unlock();
        }
    }

    private VaultCipher stretched(Prompt prompt, VaultText text)
            throws SecretException, InterruptedException {
        if (text.kind() != Kind.PASSPHRASE) {
            throw new SecretException.WrongKey(
                    "the encrypted file " + vault + " has a key file, not a passphrase");
        }
        return stretched(ask(prompt, "the passphrase of "), text.iterations(), text.salt());
    }

    private static VaultCipher stretched(Secret passphrase, int iterations, Octets salt) {
        VaultCipher cipher = VaultCipher.stretching(passphrase, iterations, salt);
        passphrase.wipe();
        return cipher;
    }

    private Secret ask(Prompt prompt, String what) throws SecretException, InterruptedException {
        return prompt.ask(what + vault)
                .filter(secret -> secret.length() > 0)
                .orElseThrow(() ->
                        new SecretException.Unavailable(
                                "the encrypted file " + vault + " needs its passphrase"));
    }

    private static VaultCipher of(Secret keyFile, Octets salt) {
        VaultCipher cipher = VaultCipher.of(keyFile, salt);
        keyFile.wipe();
        return cipher;
    }

    private VaultCipher fromFile(Path file, VaultText text, boolean ours) throws SecretException {
        if (text.kind() != Kind.FILE) {
            throw new SecretException.WrongKey(
                    "the encrypted file " + vault + " has a passphrase, not a key file");
        }
        return of(readOf(file, ours), text.salt());
    }

    private Secret readOf(Path file, boolean ours) throws SecretException {
        try {
            return read(file, ours);
        } catch (NoSuchFileException e) {
            throw new SecretException.Unavailable(
                    "the key file " + file + " of " + vault + " is missing", e);
        } catch (SecretException e) {
            throw e;
        } catch (IOException e) {
            throw new SecretException.Unavailable("the key file " + file + " cannot be read", e);
        }
    }

    private Secret madeOrRead(Path file) throws SecretException {
        try {
            make(file);
        } catch (IOException e) {
            throw new SecretException.Unavailable("the key file " + file + " cannot be made", e);
        }
        return readOf(file, true);
    }

    private void make(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            disk.makeFolder(folder);
        }
        // Whole or not at all; nobody else makes it, because the vault's lock is held.
        Path next = file.resolveSibling(file.getFileName() + ".new");
        disk.remove(next);
        byte[] octets = new byte[VaultCipher.KEY_OCTETS];
        random.nextBytes(octets);
        try (Disk.Writing writing = disk.create(next)) {
            writing.write(ByteBuffer.wrap(octets));
            writing.sync();
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
        disk.rename(next, file);
        if (folder != null) {
            disk.sync(folder);
        }
    }

    private static Secret read(Path file, boolean ours) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (ours
                && view != null
                && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
            throw new SecretException.Unavailable(
                    "others than its owner may read the key file " + file + ": chmod 600 it");
        }
        byte[] octets = new byte[VaultCipher.KEY_OCTETS + 1];
        try (var in = Files.newInputStream(file)) {
            if (in.readNBytes(octets, 0, octets.length) != VaultCipher.KEY_OCTETS) {
                throw new SecretException.Damaged(
                        "the key file " + file + " does not have the 32 octets of a key");
            }
            return SecretOctets.part(octets, 0, VaultCipher.KEY_OCTETS).orElseThrow();
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private SecretException wrong() {
        return new SecretException.WrongKey(
                switch (key) {
                    case VaultKey.Passphrase _ -> "this is not the passphrase of " + vault;
                    case VaultKey.KeyFile(var file) -> notTheKeyFile(file);
                    case VaultKey.ProvidedFile(var file) -> notTheKeyFile(file);
                });
    }

    private String notTheKeyFile(Path file) {
        return "the key file " + file + " is not the one of " + vault;
    }
}
