package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A disk that is full, an fsync that fails: nothing is acknowledged that is not on the disk, and
 * reading goes on. Needs root (a tmpfs is mounted) and strace.
 */
class FaultTest {
    private static final int MIB = 1 << 20;

    @TempDir Path temporary;

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said;
    }

    private static Set<String> names(MailStore store) throws StoreException {
        Set<String> names = new HashSet<>();
        try (Maildrop drop = Mail.open(store, Mail.ANA)) {
            for (int n = 1; n <= drop.count(); n++) {
                names.add(Mail.name(Mail.read(drop, n)));
            }
        }
        return names;
    }

    private static int number(List<String> said, String word) {
        return said.stream()
                .filter(l -> l.startsWith(word + " "))
                .mapToInt(l -> Integer.parseInt(l.substring(word.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + word + "\" in " + said));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "30+"})
    void aFailedFsyncIsNeverAcknowledged(String when) throws Exception {
        Path data = temporary.resolve("data");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "strace",
                                "-f",
                                "-qq",
                                "-o",
                                "/dev/null",
                                "-e",
                                "trace=fdatasync",
                                "-e",
                                "inject=fdatasync:error=EIO:when=" + when));
        command.addAll(
                Java.command(List.of("-Xmx128m"), FaultWorker.class, data.toString(), "20000"));
        List<String> said = run(command).lines().toList();
        int acked = number(said, "acked");
        assertThat(acked).as("before the first failure: %s", said).isPositive();
        assertThat(said).contains("refused TEMPORARY").doesNotContain("again taken");
        assertThat(said.stream().filter("again TEMPORARY"::equals)).hasSize(20);
        assertThat(number(said, "read")).isGreaterThanOrEqualTo(acked);
        try (MailStore store = RocksStore.open(data, Settings.standard().withReserve(0))) {
            Set<String> names = names(store);
            for (int i = 0; i < acked; i++) {
                assertThat(names).contains("m" + i);
            }
            Mail.deliver(store, Mail.message("afterwards", 100), Mail.ANA);
            assertThat(names(store)).contains("afterwards");
            assertThat(((RocksStore) store).inventory().faults()).isEmpty();
        }
    }

    private interface OnDisk {
        void run(Path disk) throws Exception;
    }

    private void onSmallDisk(int mib, OnDisk test) throws Exception {
        // The first store of a process unpacks RocksDB's library, which stays mapped until it ends.
        RocksStore.open(temporary.resolve("first"), Settings.standard().withReserve(0)).close();
        Path disk = Files.createDirectory(temporary.resolve("disk"));
        List<String> mount =
                List.of("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "none", disk.toString());
        assertThat(run(mount)).as("mounting a small disk needs root").isEmpty();
        try {
            test.run(disk);
        } finally {
            assertThat(run(List.of("umount", disk.toString()))).isEmpty();
        }
    }

    @Test
    void aDiskFullButForTheReserveTakesNoMailAndCanBeEmptied() throws Exception {
        onSmallDisk(
                160,
                disk -> {
                    Settings settings =
                            Settings.standard().withBinTime(Duration.ZERO).withReserve(48L * MIB);
                    try (RocksStore store = RocksStore.open(disk.resolve("data"), settings)) {
                        Mail.accounts(store);
                        int acked = fill(store);
                        assertThat(acked).isPositive();
                        assertThat(names(store)).hasSize(acked);
                        try (Maildrop drop = Mail.open(store, Mail.ANA)) {
                            BitSet all = new BitSet();
                            all.set(1, acked + 1);
                            drop.commit(all, new BitSet());
                        }
                        assertThat(names(store)).isEmpty();
                        assertThat(store.inventory().faults()).isEmpty();
                        store.expire();
                        Mail.deliver(store, Mail.message("again", 1000), Mail.ANA);
                        assertThat(names(store)).containsExactly("again");
                    }
                });
    }

    private static int fill(MailStore store) {
        for (int i = 0; i < 1_000; i++) {
            try {
                Mail.deliver(store, Mail.message("m" + i, MIB), Mail.ANA);
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(StoreException.Kind.TEMPORARY);
                return i;
            }
        }
        throw new AssertionError("the disk was never full");
    }

    @Test
    void aDiskThatIsReallyFullLosesNothingThatWasAcknowledged() throws Exception {
        onSmallDisk(
                128,
                disk -> {
                    Path ballast = disk.resolve("ballast");
                    Files.write(ballast, new byte[40 * MIB]);
                    Path data = disk.resolve("data");
                    Settings settings = Settings.standard().withReserve(0);
                    int acked;
                    try (MailStore store = RocksStore.open(data, settings)) {
                        Mail.accounts(store);
                        acked = fill(store);
                        assertThat(names(store)).as("reading goes on").hasSize(acked);
                        assertThatThrownBy(() -> Mail.deliver(store, new byte[100], Mail.ANA))
                                .isInstanceOf(StoreException.class);
                    }
                    Files.delete(ballast);
                    try (RocksStore store = RocksStore.open(data, settings)) {
                        assertThat(names(store)).hasSizeGreaterThanOrEqualTo(acked);
                        Mail.deliver(store, Mail.message("room", 1000), Mail.ANA);
                        assertThat(names(store)).contains("room");
                        assertThat(store.inventory().faults()).isEmpty();
                    }
                });
    }

    @Test
    void twoHundredMegabytesNeedNoTwoHundredMegabytesOfHeap() throws Exception {
        String said =
                run(
                        Java.command(
                                List.of("-Xmx48m", "-XX:MaxDirectMemorySize=16m"),
                                LargeWorker.class,
                                temporary.resolve("data").toString()));
        assertThat(said).contains("200 MB in and out");
    }
}
