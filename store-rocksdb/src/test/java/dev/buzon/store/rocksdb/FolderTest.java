package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a store: of one format, for one process, for its owner. */
class FolderTest {
    @TempDir Path temporary;

    private Path data() {
        return temporary.resolve("data");
    }

    private MailStore open() throws StoreException {
        return RocksStore.open(data(), Settings.standard().withReserve(0));
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                boolean plain = Files.isRegularFile(file) && !file.toString().endsWith(".so");
                String octets =
                        plain ? java.util.HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
                all.put(
                        file.toString(),
                        octets
                                + PosixFilePermissions.toString(
                                        Files.getPosixFilePermissions(file)));
            }
        }
        return all;
    }

    @Test
    void aStoreOfAnotherFormatIsRefusedAndNotTouched() throws Exception {
        open().close();
        for (String format : new String[] {"buzon store 2\n", "buzon store 0\n", "what?"}) {
            Files.writeString(data().resolve("FORMAT"), format);
            Map<String, String> before = contents(data());
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.PERMANENT))
                    .hasMessageContaining(data().toString());
            assertThat(contents(data())).isEqualTo(before);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidInWordsAndNotInJava() throws Exception {
        Files.writeString(temporary.resolve("file"), "mine");
        for (Path path :
                new Path[] {temporary.resolve("file/store"), Path.of("/proc/nowhere/store")}) {
            assertThatThrownBy(() -> RocksStore.open(path, Settings.standard().withReserve(0)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the data folder " + path + " cannot be used: ")
                    .hasMessageNotContaining("Exception");
        }
    }

    @Test
    void aFolderWithSomethingElseIsRefusedAndNotTouched() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("thesis.txt"), "mine");
        Map<String, String> before = contents(data());
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("holds no store");
        assertThat(contents(data())).isEqualTo(before);
    }

    @Test
    void aSecondOpeningIsToldThatTheFolderIsInUse() throws Exception {
        try (MailStore first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(data().toString())
                    .hasMessageContaining("in use");
            Process other =
                    Java.start(
                            java.util.List.of(),
                            CrashWorker.class,
                            data().toString(),
                            temporary.resolve("ledger").toString(),
                            "r",
                            "honest");
            String said = new String(other.getInputStream().readAllBytes(), UTF_8);
            assertThat(other.waitFor()).isNotZero();
            assertThat(said).contains("is in use by another Buzon");
            Mail.accounts(first);
        }
        open().close();
    }

    @Test
    void everythingBelongsToItsOwnerAlone() throws Exception {
        try (MailStore store = open()) {
            Mail.accounts(store);
            Mail.deliver(store, Mail.message("one", 500_000), Mail.ANA);
        }
        open().close();
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .matches(Files.isDirectory(file) ? "rwx------" : "rw[x-]------");
            }
        }
    }
}
