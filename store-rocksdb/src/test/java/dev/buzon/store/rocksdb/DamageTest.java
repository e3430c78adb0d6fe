package dev.buzon.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bits that change on the disk: noticed before a wrong octet is handed out, the rest still served.
 */
class DamageTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int FLIPS = Integer.getInteger("damage.flips", 40);

    @TempDir Path temporary;

    private static MailStore open(Path data) throws StoreException {
        return RocksStore.open(data, Settings.standard().withReserve(0).withBinTime(Duration.ZERO));
    }

    private Path filled() throws StoreException {
        Path data = temporary.resolve("data");
        try (MailStore store = open(data)) {
            Mail.accounts(store);
            Mail.deliver(store, Mail.message("first", 3_000), Mail.ANA);
            Mail.deliver(store, Mail.message("second", 300_000), Mail.ANA, Mail.LUIS);
            Mail.deliver(store, Mail.message("third", 3_000), Mail.ANA);
        }
        return data;
    }

    /** Flips a bit inside the octets that these are stored as; wherever they are. */
    private static void flipIn(Path data, String needle) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".blob")).toList()) {
                String all = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                int at = all.indexOf(needle);
                if (at >= 0) {
                    flip(file, at, 1);
                    return;
                }
            }
        }
        throw new AssertionError("not found on the disk: " + needle);
    }

    private static void flip(Path file, long at, int mask) throws IOException {
        try (RandomAccessFile f = new RandomAccessFile(file.toFile(), "rw")) {
            f.seek(at);
            int octet = f.read();
            f.seek(at);
            f.write(octet ^ mask);
        }
    }

    @Test
    void aDamagedMessageIsNeitherServedNorDeletedAndTheOthersAre() throws Exception {
        Path data = filled();
        flipIn(data, "Message-Id: second");
        try (MailStore store = open(data);
                Maildrop drop = Mail.open(store, Mail.ANA)) {
            assertThat(drop.count()).isEqualTo(3);
            assertThat(Mail.name(Mail.read(drop, 1))).isEqualTo("first");
            assertThat(Mail.name(Mail.read(drop, 3))).isEqualTo("third");
            assertThat(drop.damaged(2)).isFalse();
            assertThatThrownBy(() -> Mail.read(drop, 2))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.PERMANENT));
            assertThat(drop.damaged(2)).isTrue();
            BitSet all = new BitSet();
            all.set(1, 4);
            assertThatThrownBy(() -> drop.commit(all, new BitSet()))
                    .isInstanceOf(StoreException.class);
            all.clear(2);
            drop.commit(all, new BitSet());
        }
        try (MailStore store = open(data);
                Maildrop drop = Mail.open(store, Mail.ANA)) {
            assertThat(drop.count()).isEqualTo(1);
        }
    }

    @Test
    void everyFlippedBitIsSeenOrDoesNoHarm() throws Exception {
        Path data = filled();
        Random random = new Random(SEED);
        int seen = 0;
        for (int i = 0; i < FLIPS; i++) {
            Path copy = temporary.resolve("copy" + i);
            copy(data, copy);
            List<Path> files = files(copy);
            Path file = files.get(random.nextInt(files.size()));
            long at = random.nextLong(Files.size(file));
            flip(file, at, 1 << random.nextInt(8));
            try {
                readAll(copy);
            } catch (StoreException e) {
                seen++;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("bit at %d of %s, -Dseed=%d".formatted(at, file, SEED), e);
            }
        }
        assertThat(seen).as("flips that were noticed, of " + FLIPS).isPositive();
    }

    /** All three messages with their octets, or an exception. */
    private static void readAll(Path data) throws StoreException {
        try (MailStore store = open(data);
                Maildrop ana = Mail.open(store, Mail.ANA);
                Maildrop luis = Mail.open(store, Mail.LUIS)) {
            assertThat(ana.count()).isEqualTo(3);
            assertThat(luis.count()).isEqualTo(1);
            assertThat(Mail.name(Mail.read(ana, 1))).isEqualTo("first");
            assertThat(Mail.name(Mail.read(ana, 2))).isEqualTo("second");
            assertThat(Mail.name(Mail.read(ana, 3))).isEqualTo("third");
            assertThat(Mail.name(Mail.read(luis, 1))).isEqualTo("second");
            assertThat(store.usage(Mail.ANA).messages()).isEqualTo(3);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().contains("native"))
                    .filter(f -> f.toFile().length() > 0)
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !f.toString().contains("native")).toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
