package dev.buzon.store.rocksdb;

import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Bodies in a batch: how many entries there are for each, and its chunks. */
final class Bodies {
    /** Octets before those of a chunk: their checksum. */
    static final int CHECKSUM = 4;

    private Bodies() {}

    /** The CRC32C of a chunk: of its key, then of its octets. */
    static int checksum(Key key, ByteBuffer octets) {
        CRC32C crc = new CRC32C();
        crc.update(key.octets);
        crc.update(octets.duplicate());
        return (int) crc.getValue();
    }

    /** A chunk as it is stored. */
    static byte[] seal(Key key, byte[] octets, int length) {
        ByteBuffer sealed = ByteBuffer.allocate(CHECKSUM + length);
        sealed.putInt(checksum(key, ByteBuffer.wrap(octets, 0, length)));
        return sealed.put(octets, 0, length).array();
    }

    static Body get(Batch batch, long id) throws StoreException {
        Key key = Body.key(id);
        Optional<byte[]> record = batch.get(key);
        if (record.isEmpty()) {
            throw new StoreException(
                    StoreException.Kind.PERMANENT, "body " + id + " is missing from the store");
        }
        return Body.decode(key, record.get());
    }

    /** One entry less; with the last the body goes. Its octets, when it went. */
    static long release(Batch batch, long id) throws StoreException {
        Body body = get(batch, id);
        Key key = Body.key(id);
        if (body.references() > 1) {
            batch.put(key, body.withReferences(body.references() - 1).encode(key));
            return 0;
        }
        batch.delete(key);
        deleteChunks(batch, id, body.chunks());
        return body.octets();
    }

    static void deleteChunks(Batch batch, long id, int count) {
        for (int i = 0; i < count; i++) {
            batch.deleteChunk(Key.chunk(id, i));
        }
    }
}
