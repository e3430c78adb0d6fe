package dev.buzon.store.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Device;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every kind of record comes back as it was, and says so when it does not. */
class RecordTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private interface Decoding {
        Object decode(Key key, byte[] record) throws StoreException;
    }

    private static void check(Key key, Object value, byte[] record, Decoding decoding)
            throws StoreException {
        assertThat(decoding.decode(key, record)).isEqualTo(value);
        for (int bit = 0; bit < record.length * 8; bit++) {
            byte[] flipped = record.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> decoding.decode(key, flipped))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.PERMANENT));
        }
        for (int length = 0; length < record.length; length++) {
            byte[] cut = Arrays.copyOf(record, length);
            assertThatThrownBy(() -> decoding.decode(key, cut)).isInstanceOf(StoreException.class);
        }
        assertThatThrownBy(() -> decoding.decode(Key.of(Key.META, 1), record))
                .as("a record under another's key")
                .isInstanceOf(StoreException.class);
    }

    @Test
    void everyFlippedBitAndEveryCutIsSeen() throws Exception {
        Key key = Key.of(Key.ENTRY, 7, Long.MAX_VALUE);
        Head head = new Head(Long.MAX_VALUE, 3, 1L << 40);
        check(key, head, head.encode(key), Head::decode);
        Body body = new Body(1L << 33, 12, Optional.of(Octets.of(new byte[] {1, 2})), 2);
        check(key, body, body.encode(key), Body::decode);
        Entry entry =
                new Entry(
                        5,
                        "m1.x",
                        -62_135_596_800_000_000L,
                        9,
                        100,
                        90,
                        Arrival.Folder.JUNK,
                        Octets.of(new byte[30]),
                        Optional.empty());
        check(key, entry, entry.encode(key), Entry::decode);
        Marks marks =
                new Marks(1, List.of(new Marks.Mark(0, 5, 0), new Marks.Mark(1L << 60, 0, 6)));
        check(key, marks, marks.encode(key), Marks::decode);
        Account account =
                new Account(
                        Address.of("ana@example.test"),
                        Set.of(Address.of("info@example.test")),
                        List.of(
                                Device.first("x", Instant.parse("1969-01-02T03:04:05.000000006Z")),
                                new Device("p", "", Device.Sees.FROM_JOINING, true, Instant.EPOCH)),
                        1L << 50,
                        new Account.Rules(OptionalInt.of(0), OptionalInt.empty()));
        Person person = Person.create(42, account);
        check(key, person, person.encode(key), Person::decode);
    }

    @Test
    void noiseWithARightChecksumIsRefusedOrRead() {
        Random random = new Random(SEED);
        Key key = Key.of(Key.ENTRY, 1, 2);
        List<Decoding> kinds =
                List.of(Head::decode, Body::decode, Entry::decode, Marks::decode, Person::decode);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            Encoder noise = new Encoder();
            for (int n = random.nextInt(30); n > 0; n--) {
                noise.number(random.nextLong() >>> random.nextInt(64));
            }
            byte[] record = noise.seal(key);
            try {
                kinds.get(i % kinds.size()).decode(key, record);
            } catch (StoreException | IllegalArgumentException | java.time.DateTimeException e) {
                refused++;
            }
        }
        assertThat(refused).as("-Dseed=" + SEED).isPositive();
    }
}
