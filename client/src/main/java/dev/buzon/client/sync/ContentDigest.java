package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The SHA-256 of a message that comes in pieces. Of a large message each piece is digested while
 * the next is read and written: without an optimising compiler, as short commands run, the digest
 * takes as long as everything else together.
 */
final class ContentDigest {
    /** So much is digested at once; the rest of a larger message beside. */
    private static final long SMALL_OCTETS = 1 << 20;

    private final MessageDigest digest = Digest.sha256();
    private long octets;
    private byte[] piece = new byte[0];
    private Optional<FutureTask<Boolean>> beside = Optional.empty();

    /** The next octets; whoever calls may do with them what they like afterwards. */
    void update(byte[] in, int from, int length) {
        octets += length;
        if (octets <= SMALL_OCTETS) {
            digest.update(in, from, length);
            return;
        }
        await();
        if (piece.length < length) {
            piece = new byte[length];
        }
        System.arraycopy(in, from, piece, 0, length);
        byte[] own = piece;
        FutureTask<Boolean> task = new FutureTask<>(() -> digest.update(own, 0, length), true);
        beside = Optional.of(task);
        Thread.ofVirtual().name("digest").start(task);
    }

    /** The digest of all octets. */
    Digest done() {
        await();
        return Digest.of(digest.digest());
    }

    /** Waits until the piece before is digested, which takes less than a millisecond. */
    private void await() {
        boolean interrupted = false;
        while (beside.isPresent()) {
            try {
                beside.get().get();
                beside = Optional.empty();
            } catch (InterruptedException e) {
                interrupted = true; // whoever reads the next piece finds it
            } catch (ExecutionException e) {
                throw new IllegalStateException("octets were not digested", e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
