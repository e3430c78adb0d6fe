package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rocksdb.WriteBatch;

/**
 * What one write will change, put together by the writer from many changes. Each change sees those
 * before it; one that fails leaves nothing.
 */
final class Batch {
    private final Database db;
    private final Map<Key, Optional<byte[]>> sure = new LinkedHashMap<>();
    private final List<Chunk> sureChunks = new ArrayList<>();
    private final Map<Key, Optional<byte[]>> current = new LinkedHashMap<>();
    private final List<Chunk> currentChunks = new ArrayList<>();

    /** A chunk to be written, or taken away. */
    private record Chunk(Key key, Optional<byte[]> octets) {}

    Batch(Database db) {
        this.db = db;
    }

    /** The record as it will be. */
    Optional<byte[]> get(Key key) throws StoreException {
        Optional<byte[]> staged = current.get(key);
        if (staged == null) {
            staged = sure.get(key);
        }
        return staged != null ? staged : db.get(key);
    }

    /** Whether the batch changes this record. */
    boolean staged(Key key) {
        return current.containsKey(key) || sure.containsKey(key);
    }

    void put(Key key, byte[] record) {
        current.put(key, Optional.of(record));
    }

    void delete(Key key) {
        current.put(key, Optional.empty());
    }

    void putChunk(Key key, byte[] octets) {
        currentChunks.add(new Chunk(key, Optional.of(octets)));
    }

    void deleteChunk(Key key) {
        currentChunks.add(new Chunk(key, Optional.empty()));
    }

    /** The change that was being prepared is part of it now. */
    void keep() {
        sure.putAll(current);
        sureChunks.addAll(currentChunks);
        drop();
    }

    /** The change that was being prepared failed. */
    void drop() {
        current.clear();
        currentChunks.clear();
    }

    boolean isEmpty() {
        return sure.isEmpty() && sureChunks.isEmpty();
    }

    /** Chunks first: nobody can see them before the records that name them. */
    void write(boolean durably) throws StoreException {
        try (WriteBatch batch = new WriteBatch()) {
            for (Chunk chunk : sureChunks) {
                if (chunk.octets().isPresent()) {
                    db.putChunk(batch, chunk.key(), chunk.octets().get());
                } else {
                    db.deleteChunk(batch, chunk.key());
                }
            }
            for (Map.Entry<Key, Optional<byte[]>> e : sure.entrySet()) {
                if (e.getValue().isPresent()) {
                    db.put(batch, e.getKey(), e.getValue().get());
                } else {
                    db.delete(batch, e.getKey());
                }
            }
            db.write(batch, durably);
        }
    }
}
