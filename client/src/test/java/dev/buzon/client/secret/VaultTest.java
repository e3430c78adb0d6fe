package dev.buzon.client.secret;

import static dev.buzon.client.secret.Written.ANA;
import static dev.buzon.client.secret.Written.LUIS;
import static dev.buzon.client.secret.Written.secret;
import static dev.buzon.client.secret.Written.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.secret.Written.Person;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted file: what it keeps, how it tells a wrong key from damage, how it is written. */
class VaultTest {
    private static final int CHEAP = 10;

    @TempDir Path folder;
    Path file = Path.of("/nowhere");
    Path key = Path.of("/nowhere");

    @BeforeEach
    void place() {
        file = folder.resolve("deep/secrets.vault");
        key = folder.resolve("deep/secrets.key");
    }

    private Vault locked(Prompt person) {
        return Vault.at(file, VaultKey.passphrase(person), Disk.real(), CHEAP);
    }

    private Vault vault() {
        return Vault.at(file, VaultKey.file(key));
    }

    @Test
    void secretsComeBackToAnotherProcess() throws Exception {
        vault().keep(ANA, secret("s3é\n "));
        vault().keep(LUIS, secret("t".repeat(5000)));
        assertThat(text(vault().find(ANA))).contains("s3é\n ");
        assertThat(text(vault().find(LUIS))).contains("t".repeat(5000));
        assertThat(vault().find(SecretName.refreshToken("ana@example.test"))).isEmpty();
    }

    @Test
    void newSecretTakesThePlaceOfTheOldOne() throws Exception {
        vault().keep(ANA, secret("old"));
        vault().keep(LUIS, secret("other"));
        vault().keep(ANA, secret("new"));
        assertThat(text(vault().find(ANA))).contains("new");
        assertThat(vault().forget(ANA)).isTrue();
        assertThat(vault().forget(ANA)).isFalse();
        assertThat(vault().find(ANA)).isEmpty();
        assertThat(text(vault().find(LUIS))).contains("other");
    }

    @Test
    void vaultThatIsNotThereHasNothingAndMakesNothing() throws Exception {
        assertThat(vault().find(ANA)).isEmpty();
        assertThat(vault().forget(ANA)).isFalse();
        assertThat(vault().exists()).isFalse();
        assertThat(key).doesNotExist();
    }

    @Test
    void filesAreTheirOwnersAloneAndHoldNoSecretInClear() throws Exception {
        vault().keep(ANA, secret("s3cret-s3cret"));
        for (var path : List.of(file, key)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.readString(file, ISO_8859_1))
                .startsWith("buzon-vault 1\nkey file 0 ")
                .doesNotContain("s3cret")
                .doesNotContain("example");
    }

    @Test
    void sizeOfTheFileDoesNotTellTheLengthOfAPassword() throws Exception {
        vault().keep(ANA, secret("s"));
        long small = Files.size(file);
        vault().keep(ANA, secret("s".repeat(100)));
        assertThat(Files.size(file)).isEqualTo(small);
    }

    @Test
    void passphraseIsAskedForOnceAndSaysWhatFor() throws Exception {
        var person = new Person("correct horse", "never asked");
        var vault = locked(person);
        vault.keep(ANA, secret("s3cret"));
        vault.keep(LUIS, secret("s3cret"));
        assertThat(text(vault.find(ANA))).contains("s3cret");
        assertThat(person.questions).containsExactly("a new passphrase for " + file);
        var later = new Person("correct horse");
        assertThat(text(locked(later).find(LUIS))).contains("s3cret");
        assertThat(later.questions).containsExactly("the passphrase of " + file);
    }

    @Test
    void wrongPassphraseIsToldAndAskedForAgain() throws Exception {
        locked(new Person("right")).keep(ANA, secret("s3cret"));
        var vault = locked(new Person("wrong", "right"));
        assertThatThrownBy(() -> vault.find(ANA))
                .isInstanceOf(SecretException.WrongKey.class)
                .hasMessage("this is not the passphrase of " + file);
        assertThat(text(vault.find(ANA))).contains("s3cret");
        assertThatThrownBy(() -> locked(new Person()).find(ANA))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessageEndingWith("needs its passphrase");
    }

    @Test
    void wrongPassphraseChangesNothing() throws Exception {
        locked(new Person("right")).keep(ANA, secret("s3cret"));
        var before = Files.readAllBytes(file);
        assertThatThrownBy(() -> locked(new Person("wrong")).keep(ANA, secret("x")))
                .isInstanceOf(SecretException.WrongKey.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void keyFileOfAnotherVaultIsAWrongKey() throws Exception {
        vault().keep(ANA, secret("s3cret"));
        Files.write(key, new byte[32]);
        assertThatThrownBy(() -> vault().find(ANA)).isInstanceOf(SecretException.WrongKey.class);
        assertThatThrownBy(() -> locked(new Person("x")).find(ANA))
                .isInstanceOf(SecretException.WrongKey.class)
                .hasMessageEndingWith("has a key file, not a passphrase");
    }

    @Test
    void keyFileThatIsMissingShortOrOpenToOthersIsTold() throws Exception {
        vault().keep(ANA, secret("s3cret"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> vault().find(ANA))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessageContaining("chmod 600");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        assertThat(text(vault().find(ANA))).contains("s3cret");
        Files.delete(key);
        assertThatThrownBy(() -> vault().find(ANA))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessageContaining("is missing");
        Files.write(key, new byte[31]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> vault().find(ANA)).isInstanceOf(SecretException.Damaged.class);
    }

    @Test
    void providedKeyFileIsUsedAsItIsAndNeverMade() throws Exception {
        var provided = Vault.at(file, VaultKey.provided(key));
        assertThatThrownBy(() -> provided.keep(ANA, secret("s3cret")))
                .isInstanceOf(SecretException.Unavailable.class)
                .hasMessageEndingWith("is missing");
        assertThat(key).doesNotExist();
        Files.write(key, new byte[32]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--r-----"));
        provided.keep(ANA, secret("s3cret"));
        assertThat(text(Vault.at(file, VaultKey.provided(key)).find(ANA))).contains("s3cret");
    }

    @Test
    void everyFlippedBitAndEveryCutIsDamageAndNeverAWrongPassphrase() throws Exception {
        locked(new Person("right")).keep(ANA, secret("s3cret"));
        var whole = Files.readAllBytes(file);
        var open = locked(new Person("right"));
        assertThat(open.find(ANA)).isPresent();
        for (int at = 0; at < whole.length; at++) {
            var broken = whole.clone();
            broken[at] ^= (byte) (1 << (at % 8));
            Files.write(file, broken);
            assertThatThrownBy(() -> open.find(ANA)).isInstanceOf(SecretException.Damaged.class);
            Files.write(file, Arrays.copyOf(whole, at));
            assertThatThrownBy(() -> open.find(ANA)).isInstanceOf(SecretException.Damaged.class);
        }
    }

    @Test
    void contentThatWasTamperedWithAndSummedAgainIsDamage() throws Exception {
        locked(new Person("right")).keep(ANA, secret("s3cret"));
        var text = VaultText.parse(Files.readAllBytes(file)).orElseThrow();
        var sealed = text.sealed().view().clone();
        sealed[3] ^= 1;
        var forged =
                new VaultText(
                        text.kind(),
                        text.iterations(),
                        text.salt(),
                        text.check(),
                        text.nonce(),
                        new VaultText.Octets(sealed));
        Files.write(file, forged.print());
        assertThatThrownBy(() -> locked(new Person("right")).find(ANA))
                .isInstanceOf(SecretException.Damaged.class);
    }

    @Test
    void hugeFilesAndHugeIterationsAreRefused() throws Exception {
        Files.createDirectories(folder.resolve("deep"));
        Files.write(file, new byte[VaultText.MAX_OCTETS + 5]);
        assertThatThrownBy(() -> vault().find(ANA)).isInstanceOf(SecretException.Damaged.class);
        Files.delete(file);
        locked(new Person("right")).keep(ANA, secret("s3cret"));
        var text = VaultText.parse(Files.readAllBytes(file)).orElseThrow();
        var forged =
                new VaultText(
                        text.kind(),
                        VaultText.MAX_ITERATIONS + 1,
                        text.salt(),
                        text.check(),
                        text.nonce(),
                        text.sealed());
        Files.write(file, forged.print());
        assertThatThrownBy(() -> locked(new Person("right")).find(ANA))
                .isInstanceOf(SecretException.Damaged.class);
    }

    @Test
    void diskThatFailsAtAnyStepLeavesTheOldSecretsOrTheNew() throws Exception {
        for (int step = 1; step < 60; step++) {
            var fresh = folder.resolve("v" + step + "/secrets.vault");
            var freshKey = VaultKey.file(folder.resolve("v" + step + "/secrets.key"));
            var failing = new FailingDisk(step);
            String expected = "";
            try {
                var vault = Vault.at(fresh, freshKey, failing);
                vault.keep(ANA, secret("one"));
                expected = "one";
                vault.keep(ANA, secret("two"));
                expected = "two";
            } catch (SecretException e) {
                assertThat(e).isInstanceOf(SecretException.Unavailable.class);
            }
            var found = text(Vault.at(fresh, freshKey).find(ANA)).orElse("");
            assertThat(found).as("step %d", step).isIn(expected, next(expected));
            Vault.at(fresh, freshKey).keep(ANA, secret("three"));
            assertThat(text(Vault.at(fresh, freshKey).find(ANA))).contains("three");
            if (expected.equals("two")) {
                assertThat(step).isGreaterThan(20);
                return;
            }
        }
        throw new AssertionError("the disk never stopped failing");
    }

    private static String next(String expected) {
        return expected.isEmpty() ? "one" : "two";
    }

    @Test
    void writersSideBySideLoseNothing() throws Exception {
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                var name = SecretName.password("user" + i);
                all.add(
                        workers.submit(() -> {
                            vault().keep(name, secret(name.account()));
                            return true;
                        }));
            }
            for (var one : all) {
                one.get();
            }
        }
        for (int i = 0; i < 20; i++) {
            assertThat(text(vault().find(SecretName.password("user" + i)))).contains("user" + i);
        }
    }

    @Test
    void contentOfAnyKindIsReadWithoutHarm() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 5000; i++) {
            byte[] octets = new byte[random.nextInt(64)];
            random.nextBytes(octets);
            if (octets.length > 4) {
                octets[0] = 0;
                octets[1] = 0;
                octets[2] = 0;
            }
            assertThat(VaultContent.read(octets)).as("-Dseed=%d", seed).isNotNull();
        }
    }

    /** Fails once, at one step, and for good afterwards. */
    private static final class FailingDisk implements Disk {
        private final Disk disk = Disk.real();
        private int left;

        FailingDisk(int steps) {
            this.left = steps;
        }

        private void step() throws IOException {
            left--;
            if (left <= 0) {
                throw new IOException("no space left");
            }
        }

        @Override
        public void makeFolder(Path folder) throws IOException {
            step();
            disk.makeFolder(folder);
        }

        @Override
        public Writing create(Path file) throws IOException {
            step();
            return new FailingWriting(disk.create(file));
        }

        @Override
        public Writing append(Path file) throws IOException {
            step();
            return new FailingWriting(disk.append(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            step();
            disk.rename(from, to);
        }

        @Override
        public boolean remove(Path file) throws IOException {
            step();
            return disk.remove(file);
        }

        @Override
        public void sync(Path folder) throws IOException {
            step();
            disk.sync(folder);
        }

        private final class FailingWriting implements Writing {
            private final Writing writing;

            FailingWriting(Writing writing) {
                this.writing = writing;
            }

            @Override
            public void write(ByteBuffer octets) throws IOException {
                int all = octets.limit();
                octets.limit(all / 2);
                writing.write(octets);
                step();
                octets.limit(all);
                writing.write(octets);
            }

            @Override
            public void sync() throws IOException {
                step();
                writing.sync();
            }

            @Override
            public long octets() throws IOException {
                return writing.octets();
            }

            @Override
            public void cut(long octets) throws IOException {
                writing.cut(octets);
            }

            @Override
            public Closeable lock() throws IOException {
                step();
                return writing.lock();
            }

            @Override
            public void close() throws IOException {
                writing.close();
            }
        }
    }
}
