package dev.buzon.store.rocksdb;

import dev.buzon.store.Arrival;
import dev.buzon.store.StoreException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message on its way in. What fits into one chunk waits in memory and is written with the
 * delivery; of a longer one each full chunk is written at once, without waiting for the disk, under
 * a body id that nothing names yet. A record of the arrival, written before them, lets the next
 * start find them if there is no delivery.
 */
final class RocksArrival implements Arrival {
    private static final Logger LOG = LoggerFactory.getLogger(RocksArrival.class);
    private static final int FIRST_BUFFER = 8 << 10;

    private final Parts parts;
    private final long body;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int filled;
    private int written;
    private long octets;
    private boolean over;

    RocksArrival(Parts parts) throws StoreException {
        this.parts = parts;
        this.body = parts.ids().incrementAndGet();
        refuseIfFull();
    }

    @Override
    public void write(ByteBuffer more) throws StoreException {
        checkOpen();
        while (more.hasRemaining()) {
            if (filled == Body.CHUNK) {
                writeChunk();
            }
            int n = Math.min(more.remaining(), Body.CHUNK - filled);
            if (filled + n > buffer.length) {
                int room = Math.max(filled + n, Math.min(2 * buffer.length, Body.CHUNK));
                buffer = Arrays.copyOf(buffer, room);
            }
            more.get(buffer, filled, n);
            filled += n;
            octets += n;
        }
    }

    private void writeChunk() throws StoreException {
        refuseIfFull();
        parts.writer().refuseIfBroken();
        try (WriteBatch batch = new WriteBatch()) {
            if (written == 0) {
                Key key = Key.of(Key.ARRIVAL, body);
                parts.db().put(batch, key, new Encoder().seal(key));
            }
            Key key = Key.chunk(body, written);
            parts.db().putChunk(batch, key, Bodies.seal(key, buffer, filled));
            parts.db().write(batch, false);
        } catch (StoreException e) {
            throw parts.writer().breakDown(e);
        }
        written++;
        filled = 0;
    }

    /** Some of the disk stays free for deletes: they need room before they give it. */
    private void refuseIfFull() throws StoreException {
        if (parts.isFull()) {
            throw new StoreException(
                    StoreException.Kind.TEMPORARY,
                    "the disk is full but for the reserve; no mail is taken in");
        }
    }

    @Override
    public long octets() {
        return octets;
    }

    @Override
    public List<Outcome> deliver(Facts facts, List<Delivery> deliveries) throws StoreException {
        checkOpen();
        if (facts.headerOctets() < 0 || facts.headerOctets() > octets) {
            throw new IllegalArgumentException("the header is a part of the message");
        }
        Optional<byte[]> last = Optional.empty();
        if (filled > 0) {
            last = Optional.of(Bodies.seal(Key.chunk(body, written), buffer, filled));
        }
        Deliver deliver =
                new Deliver(parts, body, Body.of(octets, facts), last, written, deliveries);
        List<Outcome> outcomes = parts.writer().perform(deliver);
        over = true;
        return outcomes;
    }

    private void checkOpen() throws StoreException {
        if (over) {
            throw new IllegalStateException("this message was delivered or dropped");
        }
        parts.db().check();
    }

    @Override
    public void close() {
        if (!over && written > 0) {
            try {
                parts.writer().submit(new Drop(body, written));
            } catch (StoreException e) {
                LOG.debug("what was not delivered is taken away at the next start", e);
            }
        }
        over = true;
        buffer = new byte[0];
    }

    /** Takes away what was written for a message that is not delivered. */
    record Drop(long body, int chunks) implements Change<Boolean> {
        @Override
        public Boolean prepare(Batch batch) throws StoreException {
            if (batch.get(Body.key(body)).isPresent()) {
                return false; // whoever gave up waiting for its delivery was too early
            }
            Bodies.deleteChunks(batch, body, chunks);
            batch.delete(Key.of(Key.ARRIVAL, body));
            return true;
        }

        @Override
        public boolean durable() {
            return false;
        }
    }
}
