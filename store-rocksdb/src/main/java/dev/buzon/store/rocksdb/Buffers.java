package dev.buzon.store.rocksdb;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Direct buffers of the size of a chunk, used again: RocksDB copies into them and a socket sends
 * from them, with no other copy between. More than are kept are made and dropped as needed.
 */
final class Buffers {
    private static final int KEPT = 16;

    private final ConcurrentLinkedQueue<ByteBuffer> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** An empty buffer that holds a chunk with its checksum. */
    ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(Bodies.CHECKSUM + Body.CHUNK);
        }
        count.decrementAndGet();
        return buffer.clear();
    }

    /** Gives a buffer back; whoever has a view of it must be done with it. */
    void give(ByteBuffer buffer) {
        if (count.incrementAndGet() <= KEPT) {
            idle.add(buffer);
        } else {
            count.decrementAndGet();
        }
    }
}
