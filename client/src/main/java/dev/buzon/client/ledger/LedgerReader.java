package dev.buzon.client.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a ledger from its first octet to its last, once, whatever has happened to it. */
final class LedgerReader {
    /** Beyond this many damaged lines none is puzzled over any more: the file is something else. */
    private static final int REPAIRS_MAX = 1000;

    private static final int PART_OCTETS = 64 * 1024;

    private final Consumer<Change> changes;
    private Optional<RecordLine.Head> head = Optional.empty();
    private long records;
    private long repaired;
    private long lost;
    private byte @Nullable [] damaged;

    LedgerReader(Consumer<Change> changes) {
        this.changes = changes;
    }

    /** What the file says of itself, if its first record could be read. */
    Optional<RecordLine.Head> head() {
        return head;
    }

    /**
     * Reads everything.
     *
     * @return what was found; behind the last LF nothing is read
     */
    Health read(InputStream in) throws IOException {
        byte[] held = new byte[PART_OCTETS];
        int length = 0;
        for (int n = in.read(held, 0, held.length);
                n >= 0;
                n = in.read(held, length, held.length - length)) {
            length += n;
            int begin = lines(held, length);
            System.arraycopy(held, begin, held, 0, length - begin);
            length -= begin;
            if (length > RecordLine.LENGTH_MAX) {
                damage(Arrays.copyOf(held, 0));
                length = 0; // no record is so long: the next LF begins anew
            }
        }
        giveUpOnDamaged();
        return new Health(records, repaired, lost, length);
    }

    /** Takes all whole lines and says where the rest begins. */
    private int lines(byte[] held, int length) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            if (held[i] == '\n') {
                line(held, begin, i);
                begin = i + 1;
            }
        }
        return begin;
    }

    private void line(byte[] held, int from, int to) {
        if (RecordLine.sound(held, from, to)) {
            giveUpOnDamaged();
            take(held, from, to);
        } else {
            damage(Arrays.copyOfRange(held, from, to));
        }
    }

    private void damage(byte[] line) {
        byte[] before = damaged;
        damaged = null;
        if (repaired + lost > REPAIRS_MAX) {
            lost++;
            return;
        }
        List<byte[]> found = before == null ? List.of() : Repair.joined(before, line);
        if (found.isEmpty()) {
            lost += before == null ? 0 : 1;
            found = Repair.flipped(line.clone());
        }
        if (found.isEmpty()) {
            damaged = line;
        } else {
            repaired++;
            found.forEach(each -> take(each, 0, each.length));
        }
    }

    private void giveUpOnDamaged() {
        lost += damaged == null ? 0 : 1;
        damaged = null;
    }

    private void take(byte[] line, int from, int to) {
        try {
            Optional<RecordLine.Head> first =
                    records == 0 ? RecordLine.head(line, from, to) : Optional.empty();
            if (first.isPresent()) {
                head = first;
            } else {
                changes.accept(RecordLine.parse(line, from, to));
            }
            records++;
        } catch (IllegalArgumentException e) {
            lost++; // whole, but not a record that we know
        }
    }
}
