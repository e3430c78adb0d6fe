package dev.buzon.client.secret;

import dev.buzon.client.disk.Disk;
import dev.buzon.protocol.Secret;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The encrypted file. It is read anew for every question, so several processes may share it, and
 * written under a lock as a new file that takes the place of the old one, so a crash leaves the one
 * or the other.
 */
public final class Vault implements SecretStore {
    /** Locks of files are for processes; this one is for the threads of ours. */
    private static final ReentrantLock WRITING = new ReentrantLock();

    private final Disk disk;
    private final Path file;
    private final VaultOpener opener;
    private final SecureRandom random = new SecureRandom();

    private Vault(Disk disk, Path file, VaultKey key, int iterations) {
        this.disk = disk;
        this.file = file;
        this.opener = new VaultOpener(disk, file, key, iterations, random);
    }

    /**
     * The vault in this file, which is made when the first secret is kept.
     *
     * @param file absolute; its folder is made when it is missing
     */
    public static Vault at(Path file, VaultKey key) {
        return at(file, key, Disk.real());
    }

    /** The same on another disk. */
    public static Vault at(Path file, VaultKey key, Disk disk) {
        return new Vault(disk, file.toAbsolutePath(), key, VaultCipher.ITERATIONS);
    }

    /** The same at another price, for tests. */
    static Vault at(Path file, VaultKey key, Disk disk, int iterations) {
        return new Vault(disk, file.toAbsolutePath(), key, iterations);
    }

    /** Whether the file is there. */
    public boolean exists() {
        return Files.exists(file);
    }

    @Override
    public Optional<Secret> find(SecretName name) throws SecretException, InterruptedException {
        Map<String, Secret> secrets = read();
        Optional<Secret> found = Optional.ofNullable(secrets.remove(name.key()));
        secrets.values().forEach(Secret::wipe);
        return found;
    }

    /** {@inheritDoc} A secret of no octets, or of more than 32 KiB, is refused. */
    @Override
    public void keep(SecretName name, Secret secret) throws SecretException, InterruptedException {
        if (secret.length() == 0 || secret.length() > SecretOctets.MAX) {
            throw new IllegalArgumentException("a secret has from 1 to 32,768 octets");
        }
        change(secrets -> Optional.ofNullable(secrets.put(name.key(), copy(secret))), true);
    }

    @Override
    public boolean forget(SecretName name) throws SecretException, InterruptedException {
        return change(secrets -> Optional.ofNullable(secrets.remove(name.key())), false);
    }

    private interface Change {
        Optional<Secret> replaced(Map<String, Secret> secrets);
    }

    /** Whether something was replaced; writes if it was, or if it has to be written anyway. */
    private boolean change(Change change, boolean always)
            throws SecretException, InterruptedException {
        WRITING.lockInterruptibly();
        try {
            disk.makeFolder(folder());
            try (Disk.Writing lock = disk.append(beside(".lock"));
                    Closeable _ = lock.lock()) {
                Map<String, Secret> secrets = read();
                Optional<Secret> replaced = change.replaced(secrets);
                replaced.ifPresent(Secret::wipe);
                if (always || replaced.isPresent()) {
                    write(secrets);
                }
                secrets.values().forEach(Secret::wipe);
                return replaced.isPresent();
            }
        } catch (SecretException e) {
            throw e;
        } catch (IOException e) {
            throw new SecretException.Unavailable(
                    "the encrypted file " + file + " cannot be written", e);
        } finally {
            WRITING.unlock();
        }
    }

    private Map<String, Secret> read() throws SecretException, InterruptedException {
        Optional<VaultText> text = text();
        if (text.isEmpty()) {
            return new LinkedHashMap<>();
        }
        Optional<byte[]> content = opener.open(text.get()).open(text.get());
        if (content.isEmpty()) {
            throw damaged();
        }
        Optional<Map<String, Secret>> secrets = VaultContent.read(content.get());
        Arrays.fill(content.get(), (byte) 0);
        return secrets.orElseThrow(this::damaged);
    }

    private Optional<VaultText> text() throws SecretException {
        try (var in = Files.newInputStream(file)) {
            Optional<VaultText> text = VaultText.parse(in.readNBytes(VaultText.MAX_OCTETS + 1));
            if (text.isEmpty()) {
                throw damaged();
            }
            return text;
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (SecretException e) {
            throw e;
        } catch (IOException e) {
            throw new SecretException.Unavailable(
                    "the encrypted file " + file + " cannot be read", e);
        }
    }

    private void write(Map<String, Secret> secrets) throws IOException, InterruptedException {
        if (secrets.size() > VaultContent.MAX_SECRETS) {
            throw new SecretException.Unavailable("the encrypted file " + file + " is full");
        }
        Optional<VaultText> present = text();
        VaultCipher cipher = present.isPresent() ? opener.open(present.get()) : opener.make();
        byte[] content = VaultContent.write(secrets);
        byte[] octets = cipher.seal(content, random).print();
        Arrays.fill(content, (byte) 0);
        if (octets.length > VaultText.MAX_OCTETS) {
            throw new SecretException.Unavailable("the encrypted file " + file + " is full");
        }
        Path next = beside(".new");
        disk.remove(next);
        try (Disk.Writing writing = disk.create(next)) {
            writing.write(ByteBuffer.wrap(octets));
            writing.sync();
        }
        disk.rename(next, file);
        disk.sync(folder());
    }

    private SecretException damaged() {
        return new SecretException.Damaged(
                "the encrypted file "
                        + file
                        + " is damaged: put back a copy, or move it away and"
                        + " enter the secrets again");
    }

    private Path beside(String ending) {
        return folder().resolve(file.getFileName() + ending);
    }

    private Path folder() {
        Path folder = file.getParent();
        if (folder == null) {
            throw new IllegalStateException("a file has a folder: " + file);
        }
        return folder;
    }

    private static Secret copy(Secret secret) {
        byte[] octets = secret.octets();
        Secret copy = Secret.of(octets);
        Arrays.fill(octets, (byte) 0);
        return copy;
    }
}
