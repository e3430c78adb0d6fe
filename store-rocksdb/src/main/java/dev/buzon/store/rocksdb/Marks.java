package dev.buzon.store.rocksdb;

import dev.buzon.store.Device;
import dev.buzon.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the devices did with a message; there is no record while they did nothing.
 *
 * @param restored when it came back from the bin, in microseconds, 0 when it never was there
 * @param devices one mark for each device that did something
 */
record Marks(long restored, List<Mark> devices) {
    /**
     * What one device did.
     *
     * @param device its id, which no other device of the account ever has
     * @param fetched when it first fetched the message, in microseconds, 0 when it did not
     * @param deleted when it deleted it, likewise
     */
    record Mark(long device, long fetched, long deleted) {}

    static final Marks NONE = new Marks(0, List.of());

    static Key key(long account, long uid) {
        return Key.of(Key.MARKS, account, uid);
    }

    byte[] encode(Key key) {
        Encoder e = new Encoder().number(restored).number(devices.size());
        for (Mark m : devices) {
            e.number(m.device()).number(m.fetched()).number(m.deleted());
        }
        return e.seal(key);
    }

    static Marks decode(Key key, byte[] record) throws StoreException {
        Decoder d = new Decoder(key, record);
        long restored = d.number();
        int count = d.count();
        List<Mark> devices = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            devices.add(new Mark(d.number(), d.number(), d.number()));
        }
        return new Marks(restored, List.copyOf(devices));
    }

    Mark of(long device) {
        return devices.stream()
                .filter(m -> m.device() == device)
                .findFirst()
                .orElse(new Mark(device, 0, 0));
    }

    private Marks with(Mark mark) {
        List<Mark> others = new ArrayList<>(devices);
        others.removeIf(m -> m.device() == mark.device());
        others.add(mark);
        return new Marks(restored, List.copyOf(others));
    }

    Marks fetched(long device, long now) {
        Mark m = of(device);
        return m.fetched() != 0 ? this : with(new Mark(device, now, m.deleted()));
    }

    Marks deleted(long device, long now) {
        Mark m = of(device);
        return m.deleted() != 0 ? this : with(new Mark(device, m.fetched(), now));
    }

    /** Whether somebody deleted the message, and nobody who holds it has not. */
    boolean unwanted(Person person, long arrived) {
        return devices.stream().anyMatch(m -> m.deleted() != 0)
                && person.devices().stream()
                        .allMatch(d ->
                                !d.device().holds(Time.of(arrived)) || of(d.id()).deleted() != 0);
    }

    /** When the last device that sees the message fetched it, if all have. */
    Optional<Instant> fetchedByAll(Person person, long arrived) {
        long last = 0;
        for (Person.Numbered d : person.devices()) {
            Device device = d.device();
            if (device.collects(Time.of(arrived))) {
                long at = of(d.id()).fetched();
                if (at == 0) {
                    return Optional.empty();
                }
                last = Math.max(last, at);
            }
        }
        return last == 0 ? Optional.empty() : Optional.of(Time.of(last));
    }
}
