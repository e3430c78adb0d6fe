package dev.buzon.client.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Entries in little memory are the same entries, and found as in a map. */
class ShelfTest {
    private static final int ROUNDS = 300;
    private static final int STEPS = 300;

    /** Several with the same hash code, which is that of the empty text for one. */
    private static final List<String> UIDS =
            List.of(
                    "Aa",
                    "BB",
                    "AaAa",
                    "BBBB",
                    "AaBB",
                    "BBAa",
                    "f5a5a608",
                    "x\u0000",
                    "é",
                    "Ā€",
                    "y");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void whateverIsPutAndTakenTheSameIsFoundAsInAMap() {
        for (int round = 0; round < ROUNDS; round++) {
            Shelf shelf = new Shelf();
            Map<Long, Entry> map = new TreeMap<>();
            int ids = 1 + random.nextInt(200);
            for (int step = 0; step < STEPS; step++) {
                long id = random.nextInt(4) == 0 ? 1 + random.nextInt(ids) : step + 1L;
                if (random.nextInt(5) == 0) {
                    shelf.remove(id);
                    map.remove(id);
                } else {
                    Entry entry = entry(id);
                    shelf.put(entry);
                    map.put(id, entry);
                }
                if (random.nextInt(10) == 0) {
                    same(shelf, map);
                }
            }
            same(shelf, map);
        }
    }

    private void same(Shelf shelf, Map<Long, Entry> map) {
        assertThat(shelf.count()).as("-Dseed=%d", seed).isEqualTo(map.size());
        assertThat(shelf.all()).as("-Dseed=%d", seed).containsExactlyElementsOf(map.values());
        for (long id = 0; id <= STEPS + 1; id++) {
            assertThat(shelf.entry(id)).isEqualTo(Optional.ofNullable(map.get(id)));
        }
        for (String uid : UIDS) {
            assertThat(shelf.of(uid))
                    .as("-Dseed=%d, %s", seed, uid)
                    .containsExactlyElementsOf(
                            map.values().stream().filter(e -> e.uid().equals(uid)).toList());
        }
        assertThat(shelf.of("not there")).isEmpty();
    }

    @Test
    void whatGoesIntoAnEntryComesOut() {
        List<Entry> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String uid = UIDS.get(random.nextInt(UIDS.size()));
            Digest content = digest();
            Digest header = digest();
            String receipt = random.nextBoolean() ? "" : "maildir é " + random.nextLong();
            long second = random.nextLong();
            Entry entry =
                    new Entry(
                            7,
                            Stage.STORED,
                            uid,
                            second,
                            -second,
                            content,
                            header,
                            true,
                            receipt,
                            second + 1,
                            second + 2,
                            (int) second,
                            second + 3,
                            "why");
            assertThat(entry.uid()).isEqualTo(uid);
            assertThat(entry.contentDigest()).isEqualTo(Optional.ofNullable(content));
            assertThat(entry.headerDigest()).isEqualTo(Optional.ofNullable(header));
            assertThat(entry.receipt()).isEqualTo(receipt);
            assertThat(entry.announced()).isEqualTo(second);
            assertThat(entry.received()).isEqualTo(-second);
            assertThat(entry.sinceSecond()).isEqualTo(second + 1);
            assertThat(entry.goneSecond()).isEqualTo(second + 2);
            assertThat(entry.failures()).isEqualTo((int) second);
            assertThat(entry.triedSecond()).isEqualTo(second + 3);
            assertThat(entry.why()).isEqualTo("why");
            Entry other = entry.listedAs("another", 5, false);
            assertThat(other.uid()).isEqualTo("another");
            assertThat(other.receipt()).isEqualTo(receipt);
            assertThat(other.contentDigest()).isEqualTo(entry.contentDigest());
            assertThat(other.headerDigest()).isEqualTo(entry.headerDigest());
            assertThat(other.listedAs(uid, second, true).goneAt(second + 2)).isEqualTo(entry);
            all.add(entry);
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    private @Nullable Digest digest() {
        return random.nextInt(3) == 0
                ? null
                : new Digest(
                        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    private Entry entry(long id) {
        String uid = UIDS.get(random.nextInt(UIDS.size()));
        return Entry.failed(id, uid, random.nextInt(), 1, Instant.EPOCH, "why");
    }
}
