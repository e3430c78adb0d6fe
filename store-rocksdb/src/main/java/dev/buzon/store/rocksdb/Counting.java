package dev.buzon.store.rocksdb;

import dev.buzon.store.Address;
import dev.buzon.store.Inventory;
import dev.buzon.store.MailStore.Usage;
import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts everything in a store from its records, chunks with their checksums included. */
final class Counting {
    private Counting() {}

    static Inventory count(Parts parts) throws StoreException {
        Map<Long, Address> addresses = new HashMap<>();
        Map<Address, Usage> totals = new HashMap<>();
        for (Person p : parts.registry().people()) {
            Address address = p.account().address();
            addresses.put(p.id(), address);
            Head head = Heads.get(parts.db(), p.id());
            totals.put(address, new Usage(head.messages(), head.octets()));
        }
        List<Inventory.Entry> entries = new ArrayList<>();
        for (byte table : new byte[] {Key.ENTRY, Key.BIN}) {
            parts.db()
                    .scan(
                            new Key(new byte[] {table}),
                            (key, record) -> entries.add(entry(addresses, key, record)));
        }
        return new Inventory(entries, bodies(parts), totals, parts.lists().locks());
    }

    private static Inventory.Entry entry(Map<Long, Address> addresses, Key key, byte[] record)
            throws StoreException {
        Entry e = Entry.decode(key, record);
        Address nobody = new Address("account-" + key.number(0), "gone.invalid");
        return new Inventory.Entry(
                addresses.getOrDefault(key.number(0), nobody),
                key.number(1),
                e.uidl(),
                e.body(),
                e.octets(),
                e.binned() != 0);
    }

    /** Bodies with what their chunks hold; chunks without a body are a body of no references. */
    private static List<Inventory.Body> bodies(Parts parts) throws StoreException {
        Map<Long, Long> stored = new HashMap<>();
        parts.db()
                .scanChunks((key, chunk) -> {
                    long id = ByteBuffer.wrap(key.octets).getLong();
                    ByteBuffer octets = ByteBuffer.wrap(chunk).slice(4, chunk.length - 4);
                    if (Bodies.checksum(key, octets) == ByteBuffer.wrap(chunk).getInt()) {
                        stored.merge(id, (long) octets.remaining(), Long::sum);
                    }
                    return true;
                });
        List<Inventory.Body> bodies = new ArrayList<>();
        parts.db()
                .scan(
                        new Key(new byte[] {Key.BODY}),
                        (key, record) -> {
                            Body b = Body.decode(key, record);
                            long id = key.number(0);
                            Long there = stored.remove(id);
                            bodies.add(
                                    new Inventory.Body(
                                            id,
                                            b.octets(),
                                            there == null ? 0 : there,
                                            b.references()));
                            return true;
                        });
        stored.forEach((id, octets) -> bodies.add(new Inventory.Body(id, 0, octets, 0)));
        return bodies;
    }
}
