package dev.buzon.store.rocksdb;

import dev.buzon.store.Content;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The octets of a message on their way out: prefix, header, then chunk by chunk from the database.
 */
final class RocksContent implements Content {
    private static final ByteBuffer END = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Parts parts;
    private final Moment snapshot;
    private final long bodyId;
    private final Body body;
    private final long octets;
    private final long headerOctets;
    private final Runnable onDamage;
    private final ByteBuffer key = ByteBuffer.allocateDirect(12);
    private Optional<ByteBuffer> prefix;
    private Optional<ByteBuffer> header;
    private Optional<ByteBuffer> buffer = Optional.empty();
    private Optional<ByteBuffer> first = Optional.empty();
    private long skip;
    private int next;

    /**
     * @param onDamage told when a chunk has not its checksum
     */
    RocksContent(
            Parts parts, Moment snapshot, Entry entry, Body body, Form form, Runnable onDamage) {
        this.parts = parts;
        this.snapshot = snapshot;
        this.bodyId = entry.body();
        this.body = body;
        this.octets = entry.octets(form);
        this.headerOctets = entry.prefix(form).length() + body.headerOctets(form);
        this.onDamage = onDamage;
        this.prefix = Optional.of(entry.prefix(form).buffer());
        this.header =
                switch (form) {
                    case STORED -> Optional.empty();
                    case SURROGATE -> body.surrogateHeader().map(h -> h.buffer());
                };
        this.skip = header.isPresent() ? body.headerOctets() : 0;
    }

    @Override
    public long octets() {
        return octets;
    }

    @Override
    public long headerOctets() {
        return headerOctets;
    }

    @Override
    public ByteBuffer next() throws StoreException {
        while (prefix.isPresent()
                || header.isPresent()
                || first.isPresent()
                || next < body.chunks()) {
            ByteBuffer piece = following();
            if (piece.hasRemaining()) {
                return piece;
            }
        }
        return END.duplicate();
    }

    private ByteBuffer following() throws StoreException {
        if (prefix.isPresent()) {
            if (body.chunks() > 0) { // damage is to be known before anything is handed out
                first = Optional.of(chunk(next++));
            }
            ByteBuffer piece = prefix.get();
            prefix = Optional.empty();
            return piece;
        }
        if (header.isPresent()) {
            ByteBuffer piece = header.get();
            header = Optional.empty();
            return piece;
        }
        // Damage in a header that is replaced is damage too.
        ByteBuffer piece = first.isPresent() ? first.get() : chunk(next++);
        first = Optional.empty();
        int from = (int) Math.min(skip, piece.remaining());
        skip -= from;
        return piece.slice(from, piece.remaining() - from);
    }

    /** Reads a chunk, and hands it out only when its size and its checksum are right. */
    private ByteBuffer chunk(int index) throws StoreException {
        ByteBuffer into = buffer.orElseGet(parts.buffers()::take);
        buffer = Optional.of(into);
        Key chunkKey = Key.chunk(bodyId, index);
        int size;
        try {
            size =
                    parts.db()
                            .chunk(snapshot, key.clear().put(chunkKey.octets).flip(), into.clear());
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.PERMANENT) {
                onDamage.run();
            }
            throw e;
        }
        long expected = Math.min(Body.CHUNK, body.octets() - (long) index * Body.CHUNK);
        if (size != Bodies.CHECKSUM + expected) {
            throw damaged(index, size < 0 ? "is missing" : "has not its size");
        }
        ByteBuffer octetsOfChunk = into.slice(Bodies.CHECKSUM, (int) expected).asReadOnlyBuffer();
        if (into.getInt(0) != Bodies.checksum(chunkKey, octetsOfChunk)) {
            throw damaged(index, "has not its checksum");
        }
        return octetsOfChunk;
    }

    private StoreException damaged(int index, String what) {
        onDamage.run();
        return new StoreException(
                StoreException.Kind.PERMANENT,
                "chunk " + index + " of body " + bodyId + " " + what);
    }

    @Override
    public void close() {
        buffer.ifPresent(parts.buffers()::give);
        buffer = Optional.empty();
        first = Optional.empty();
        next = body.chunks();
    }
}
