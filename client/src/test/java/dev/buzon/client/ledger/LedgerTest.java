package dev.buzon.client.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.disk.FaultyDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal of what was collected, in good and in bad days. */
class LedgerTest {
    private static final String ANA = "ana@pop.example.com";
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    /** {@code -Dstep=1} looks at every octet. */
    private static final int STEP = Integer.getInteger("step", 5);

    @TempDir Path folder;
    private Instant now = NOW;

    private Ledger ledger() {
        return Ledger.in(folder, Disk.real(), () -> now);
    }

    private static Entry placing(long id, String uid) {
        Digest digest = Digest.sha256(uid.getBytes(StandardCharsets.UTF_8));
        return Entry.placing(
                id, false, uid, 100 + id, 101, digest, digest, true, "maildir x " + uid, NOW);
    }

    private static List<Change> threeMessages() {
        return List.of(
                new Change.Put(placing(1, "a")),
                new Change.Moved(1, Stage.STORED, 1000),
                new Change.Put(placing(2, "b c\u00e9%-\u0000")),
                new Change.Moved(2, Stage.STORED, 1001),
                new Change.Moved(1, Stage.DELETE_SENT, 1002),
                new Change.Moved(1, Stage.DELETED, 1003),
                new Change.Put(Entry.failed(3, "d", 7, 2, NOW, "the server refuses it: no")),
                new Change.Put(Entry.tooBig(4, "-", 1L << 40, NOW)),
                new Change.Gone(1, NOW.getEpochSecond()),
                new Change.Listed(2, "renamed", 55, false),
                new Change.Fact("pipelining", "works"),
                new Change.Fact("windows", "yes"),
                new Change.Fact("windows", ""),
                new Change.Dropped(3));
    }

    private void write(List<Change> changes) throws IOException {
        try (Book book = ledger().open(ANA)) {
            book.write(changes);
            book.sync();
        }
    }

    private static Known after(List<Change> changes) {
        Known known = new Known();
        changes.forEach(known::apply);
        return known;
    }

    private static void assertSame(Book book, Known expected) {
        assertThat(book.entries()).containsExactlyInAnyOrderElementsOf(expected.entries());
        assertThat(book.fact("pipelining").orElse(""))
                .isEqualTo(expected.facts().getOrDefault("pipelining", ""));
    }

    @Test
    void whatWasWrittenIsKnownAgain() throws IOException {
        write(threeMessages());
        try (Book book = ledger().open(ANA)) {
            assertSame(book, after(threeMessages()));
            assertThat(book.of("renamed")).hasSize(1);
            assertThat(book.of("b c\u00e9%-\u0000")).isEmpty();
            assertThat(book.entry(4)).get().extracting(Entry::announced).isEqualTo(1L << 40);
            assertThat(book.fact("windows")).isEmpty();
            assertThat(book.nextId()).isEqualTo(5);
            assertThat(book.health().damaged()).isFalse();
        }
    }

    @Test
    void aFileCutAtAnyOctetHoldsWhatWasWrittenBefore() throws IOException {
        write(threeMessages());
        Path file = ledger().file(ANA);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length += STEP) {
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(file, part);
            int lines = (int) new String(part, StandardCharsets.ISO_8859_1).lines().count();
            boolean torn = length > 0 && part[length - 1] != '\n';
            int records = Math.max(0, lines - (torn ? 1 : 0) - 1);
            try (Book book = ledger().open(ANA)) {
                assertSame(book, after(threeMessages().subList(0, records)));
                book.write(List.of(new Change.Put(placing(9, "after"))));
            }
            try (Book book = ledger().open(ANA)) {
                assertThat(book.of("after")).as("cut at " + length).hasSize(1);
                assertThat(book.health().damaged()).isFalse();
            }
        }
    }

    @Test
    void oneFlippedBitAnywhereIsPutRight() throws IOException {
        write(threeMessages());
        Path file = ledger().file(ANA);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(Long.getLong("seed", 7));
        for (int i = 0; i < whole.length - 1; i += STEP) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            try (Book book = ledger().open(ANA)) {
                assertThat(book.health().repaired()).as("octet " + i).isEqualTo(1);
                assertThat(book.health().lost()).isZero();
                assertSame(book, after(threeMessages()));
            }
            assertThat(folder.resolve(file.getFileName() + ".damaged")).hasBinaryContent(flipped);
            try (Book book = ledger().open(ANA)) {
                assertThat(book.health().damaged()).as("healed").isFalse();
            }
        }
    }

    @Test
    void aDestroyedLineIsReportedAndTheOthersRemain() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            changes.add(new Change.Put(placing(i, "uid" + i)));
        }
        write(changes);
        Path file = ledger().file(ANA);
        byte[] whole = Files.readAllBytes(file);
        int line = new String(whole, StandardCharsets.ISO_8859_1).indexOf("uid10 ");
        Arrays.fill(whole, line, line + 60, (byte) 0);
        Files.write(file, whole);
        try (Book book = ledger().open(ANA)) {
            assertThat(book.health().lost()).isEqualTo(1);
            assertThat(book.entries()).hasSize(19);
        }
    }

    @Test
    void aPowerCutThatLeavesZerosIsATornEnd() throws IOException {
        write(threeMessages());
        Path file = ledger().file(ANA);
        Files.write(file, new byte[70_000], StandardOpenOption.APPEND);
        try (Book book = ledger().open(ANA)) {
            assertSame(book, after(threeMessages()));
        }
        try (Book book = ledger().open(ANA)) {
            assertSame(book, after(threeMessages()));
            assertThat(book.health()).isEqualTo(Health.sound(book.health().records()));
        }
    }

    @Test
    void theSecondProcessIsToldWhoHasIt() throws IOException {
        try (Book book = ledger().open(ANA)) {
            assertThat(book.account()).isEqualTo(ANA);
            assertThatThrownBy(() -> ledger().open(ANA))
                    .isInstanceOf(LedgerInUseException.class)
                    .hasMessageContaining(ANA);
            try (Book other = ledger().open("luis@pop.example.com")) {
                assertThat(other.entries()).isEmpty();
            }
        }
        try (Book again = ledger().open(ANA)) {
            assertThat(again.entries()).isEmpty();
        }
    }

    @Test
    void aFullDiskIsAnErrorAndTheNextOpeningGoesOn() throws IOException {
        write(threeMessages());
        FaultyDisk full = new FaultyDisk();
        Book book = Ledger.in(folder, full, () -> now).open(ANA);
        full.full(full.operations() + 1, Integer.MAX_VALUE);
        assertThatThrownBy(() -> book.write(List.of(new Change.Put(placing(8, "no room")))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space");
        full.full(Integer.MAX_VALUE, Integer.MAX_VALUE);
        assertThatThrownBy(() -> book.write(List.of(new Change.Put(placing(8, "later")))))
                .hasMessageContaining("opened again");
        book.close();
        try (Book again = ledger().open(ANA)) {
            assertSame(again, after(threeMessages()));
        }
    }

    @Test
    void aStopAtAnyOperationOfAnOpeningThatTidiesLosesNothing() throws IOException {
        boolean fired = true;
        for (int at = 1; fired; at++) {
            Path place = folder.resolve("at" + at);
            Ledger real = Ledger.in(place, Disk.real(), () -> now);
            try (Book book = real.open(ANA)) {
                book.write(threeMessages());
                for (int i = 0; i < 3000; i++) {
                    book.write(List.of(new Change.Fact("pipelining", "works" + i)));
                }
            }
            FaultyDisk disk = new FaultyDisk().stopAt(at, true);
            try (Book book = Ledger.in(place, disk, () -> now).open(ANA)) {
                assertThat(book.entries()).hasSize(3);
            } catch (FaultyDisk.Stopped e) {
                assertThat(disk.operations()).isGreaterThanOrEqualTo(at);
            }
            fired = disk.operations() >= at;
            disk.cutPower();
            try (Book book = real.open(ANA)) {
                assertThat(book.entries()).hasSize(3);
                assertThat(book.fact("pipelining")).contains("works2999");
            }
        }
    }

    @Test
    void aLaterVersionAndAForeignFileAreLeftAlone() throws IOException {
        Path file = ledger().file(ANA);
        Files.writeString(file, "something else\nentirely\n");
        assertThatThrownBy(() -> ledger().open(ANA)).hasMessageContaining("not a ledger");
        assertThat(file).hasContent("something else\nentirely\n");
        Files.delete(file);
        write(threeMessages());
        Files.move(file, ledger().file("luis@x"));
        assertThatThrownBy(() -> ledger().open("luis@x")).hasMessageContaining("luis@x");
    }

    @Test
    void whatLeftTheServerLongAgoIsForgotten() throws IOException {
        write(
                List.of(
                        new Change.Put(placing(1, "old")),
                        new Change.Moved(1, Stage.DELETED, NOW.getEpochSecond()),
                        new Change.Gone(1, NOW.getEpochSecond()),
                        new Change.Put(placing(2, "here"))));
        now = NOW.plus(Duration.ofDays(31));
        try (Book book = ledger().open(ANA)) {
            assertThat(book.of("old")).as("kept for a month and more").hasSize(1);
        }
        now = NOW.plus(Book.REMEMBERED).plusSeconds(1);
        try (Book book = ledger().open(ANA)) {
            assertThat(book.of("old")).isEmpty();
            assertThat(book.of("here")).hasSize(1);
        }
    }

    @Test
    void fiftyThousandMessagesAreOpenedAtOnce() throws IOException {
        List<Change> changes = new ArrayList<>();
        for (int i = 1; i <= 50_000; i++) {
            changes.add(new Change.Put(placing(i, "0001-long-identifier-of-a-server-" + i)));
            changes.add(new Change.Moved(i, Stage.STORED, NOW.getEpochSecond()));
        }
        write(changes);
        long first = timeToOpen();
        long second = timeToOpen();
        long millis = Math.min(first, second);
        System.out.println("50,000 entries: first " + first + " ms, then " + millis + " ms");
        assertThat(millis).isLessThan(1500);
    }

    private long timeToOpen() throws IOException {
        long begin = System.nanoTime();
        try (Book book = ledger().open(ANA)) {
            assertThat(book.entries()).hasSize(50_000);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    @Test
    void namesOfFilesAreMadeSafe() {
        Path file = ledger().file("../../etc/passwd\u0000\n@host");
        assertThat(file.getParent()).isEqualTo(folder);
        assertThat(String.valueOf(file.getFileName())).matches("[A-Za-z0-9@._-]+");
        assertThat(ledger().file("a/b@x")).isNotEqualTo(ledger().file("a_b@x"));
    }
}
