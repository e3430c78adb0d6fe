package dev.buzon.store;

import java.nio.ByteBuffer;
import java.util.List;

/** A message on its way into a {@link MemoryStore}. */
final class MemoryArrival implements Arrival {
    private final MemoryStore store;
    private final MemoryBody body = new MemoryBody();
    private boolean over;

    MemoryArrival(MemoryStore store) {
        this.store = store;
    }

    @Override
    public void write(ByteBuffer octets) throws StoreException {
        checkOpen();
        body.write(octets);
    }

    @Override
    public long octets() {
        return body.octets();
    }

    @Override
    public List<Outcome> deliver(Facts facts, List<Delivery> deliveries) throws StoreException {
        checkOpen();
        body.facts(facts);
        over = true;
        return store.deliver(body, deliveries);
    }

    private void checkOpen() throws StoreException {
        if (over) {
            throw new IllegalStateException("this message was delivered or dropped");
        }
        store.checkOpen();
    }

    @Override
    public void close() {
        over = true;
    }
}
