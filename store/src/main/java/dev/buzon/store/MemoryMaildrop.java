package dev.buzon.store;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/** The frozen list of one device in a {@link MemoryStore}. */
final class MemoryMaildrop implements Maildrop {
    private final MemoryStore store;
    private final MemoryBox box;
    private final Device device;
    private final List<MemoryEntry> list;
    private final long stored;
    private final long surrogate;
    private boolean closed;

    MemoryMaildrop(MemoryStore store, MemoryBox box, Device device, List<MemoryEntry> list) {
        this.store = store;
        this.box = box;
        this.device = device;
        this.list = list;
        this.stored = list.stream().mapToLong(e -> e.octets(Form.STORED)).sum();
        this.surrogate = list.stream().mapToLong(e -> e.octets(Form.SURROGATE)).sum();
    }

    @Override
    public int count() {
        return list.size();
    }

    @Override
    public long totalOctets(Form form) {
        return switch (form) {
            case STORED -> stored;
            case SURROGATE -> surrogate;
        };
    }

    @Override
    public long octets(int number, Form form) {
        return list.get(number - 1).octets(form);
    }

    @Override
    public String uidl(int number) {
        return list.get(number - 1).uidl;
    }

    @Override
    public boolean readOnly() {
        return device.readOnly();
    }

    @Override
    public Content read(int number, Form form) throws StoreException {
        synchronized (store.gate) {
            store.checkOpen();
        }
        MemoryEntry entry = list.get(number - 1);
        return new Pieces(
                entry.octets(form),
                entry.prefix(form).length() + entry.body.headerOctets(form),
                entry.body.pieces(entry.prefix(form), form).iterator());
    }

    @Override
    public void commit(BitSet deleted, BitSet fetched) throws StoreException {
        checkNumbers(deleted);
        checkNumbers(fetched);
        if (device.readOnly() && !deleted.isEmpty()) {
            throw new IllegalArgumentException("this device may not delete");
        }
        synchronized (store.gate) {
            store.checkOpen();
            if (box.removed || box.account.device(device.name()).isEmpty()) {
                throw new StoreException(
                        StoreException.Kind.PERMANENT, "the account or the device was removed");
            }
            Instant now = store.now();
            fetched.stream().forEach(n -> list.get(n - 1).fetched.putIfAbsent(device.name(), now));
            deleted.stream().forEach(n -> delete(list.get(n - 1), now));
        }
    }

    private void delete(MemoryEntry entry, Instant now) {
        if (!box.entries.containsKey(entry.uid)) {
            return; // another device's commit was there first
        }
        entry.deleted.putIfAbsent(device.name(), now);
        if (entry.unwanted(box.account.devices())) {
            store.leave(box, entry, now);
        }
    }

    private void checkNumbers(BitSet numbers) {
        if (numbers.get(0) || numbers.length() > list.size() + 1) {
            throw new IllegalArgumentException("numbers run from 1 to " + list.size());
        }
    }

    @Override
    public void close() {
        synchronized (store.gate) {
            if (!closed) {
                closed = true;
                box.locks.remove(device.name());
            }
        }
    }

    /** Message octets that are all at hand. */
    private record Pieces(long octets, long headerOctets, Iterator<ByteBuffer> pieces)
            implements Content {
        private static final ByteBuffer END = ByteBuffer.allocate(0).asReadOnlyBuffer();

        @Override
        public ByteBuffer next() {
            return pieces.hasNext() ? pieces.next() : END.duplicate();
        }

        @Override
        public void close() {}
    }
}
