package dev.buzon.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The octets of a message, once however many entries there are; never changes once delivered. */
final class MemoryBody {
    private static final int PIECE = 64 * 1024;

    private final List<ByteBuffer> pieces = new ArrayList<>();
    private long octets;
    private long headerOctets;
    private Optional<Octets> surrogateHeader = Optional.empty();

    /** Taken at delivery, 0 before. */
    long id;

    /** How many entries there are; guarded by the store. */
    long references;

    void write(ByteBuffer more) {
        while (more.hasRemaining()) {
            int size = Math.min(more.remaining(), PIECE);
            ByteBuffer piece = ByteBuffer.allocate(size);
            piece.put(0, more, more.position(), size);
            more.position(more.position() + size);
            pieces.add(piece);
            octets += size;
        }
    }

    void facts(Arrival.Facts facts) {
        if (facts.headerOctets() < 0 || facts.headerOctets() > octets) {
            throw new IllegalArgumentException("the header is a part of the message");
        }
        headerOctets = facts.headerOctets();
        surrogateHeader = facts.surrogateHeader();
    }

    long octets() {
        return octets;
    }

    long octets(Maildrop.Form form) {
        return octets - headerOctets + headerOctets(form);
    }

    long headerOctets(Maildrop.Form form) {
        return switch (form) {
            case STORED -> headerOctets;
            case SURROGATE -> surrogateHeader.map(h -> (long) h.length()).orElse(headerOctets);
        };
    }

    /** The pieces in this form, after a prefix. */
    List<ByteBuffer> pieces(Octets prefix, Maildrop.Form form) {
        List<ByteBuffer> all = new ArrayList<>();
        all.add(prefix.buffer());
        boolean replaced = form == Maildrop.Form.SURROGATE && surrogateHeader.isPresent();
        if (replaced) {
            all.add(surrogateHeader.orElseThrow().buffer());
        }
        long skip = replaced ? headerOctets : 0;
        for (ByteBuffer piece : pieces) {
            int from = (int) Math.min(skip, piece.capacity());
            skip -= from;
            all.add(piece.slice(from, piece.capacity() - from).asReadOnlyBuffer());
        }
        all.removeIf(piece -> !piece.hasRemaining());
        return all;
    }
}
