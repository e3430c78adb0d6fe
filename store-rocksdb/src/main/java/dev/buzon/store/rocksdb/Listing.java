package dev.buzon.store.rocksdb;

import dev.buzon.store.Maildrop.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * All messages of an account at one moment, packed into columns: about 50 octets each. Never
 * changes; a longer one shares the columns with a shorter one, and only the longest may grow.
 */
final class Listing {
    private final Columns columns;
    private final int count;
    private final long storedOctets;
    private final long surrogateOctets;
    private final Map<Long, Done> done;

    /** What a device did, as a bit for each index. */
    record Done(BitSet deleted, BitSet fetched) {
        Done copy() {
            return new Done((BitSet) deleted.clone(), (BitSet) fetched.clone());
        }
    }

    /** The columns; entries below the count of a listing are never written again. */
    private static final class Columns {
        long[] uids;
        long[] arrived;
        long[] octets;
        int[] surrogateMore;
        int[] uidlEnds;
        byte[] uidls;
        int used;

        Columns(int capacity) {
            uids = new long[capacity];
            arrived = new long[capacity];
            octets = new long[capacity];
            surrogateMore = new int[capacity];
            uidlEnds = new int[capacity];
            uidls = new byte[18 * capacity];
        }

        int uidlStart(int i) {
            return i == 0 ? 0 : uidlEnds[i - 1];
        }

        void add(long uid, Entry e) {
            byte[] uidl = e.uidl().getBytes(StandardCharsets.ISO_8859_1);
            int start = uidlStart(used);
            int end = start + uidl.length;
            if (end > uidls.length) {
                uidls = Arrays.copyOf(uidls, Math.max(end, uidls.length + (uidls.length >> 1)));
            }
            System.arraycopy(uidl, 0, uidls, start, uidl.length);
            uids[used] = uid;
            arrived[used] = e.arrived();
            octets[used] = e.octets();
            surrogateMore[used] = Math.toIntExact(e.surrogateOctets() - e.octets());
            uidlEnds[used] = end;
            used++;
        }

        Columns copy(int count, int capacity) {
            Columns c = new Columns(0);
            c.uids = Arrays.copyOf(Arrays.copyOf(uids, count), capacity);
            c.arrived = Arrays.copyOf(Arrays.copyOf(arrived, count), capacity);
            c.octets = Arrays.copyOf(Arrays.copyOf(octets, count), capacity);
            c.surrogateMore = Arrays.copyOf(Arrays.copyOf(surrogateMore, count), capacity);
            c.uidlEnds = Arrays.copyOf(Arrays.copyOf(uidlEnds, count), capacity);
            c.uidls = Arrays.copyOf(uidls, c.uidlStart(count) + 18 * (capacity - count));
            c.used = count;
            return c;
        }
    }

    private Listing(
            Columns columns,
            int count,
            long storedOctets,
            long surrogateOctets,
            Map<Long, Done> done) {
        this.columns = columns;
        this.count = count;
        this.storedOctets = storedOctets;
        this.surrogateOctets = surrogateOctets;
        this.done = done;
    }

    static Listing empty() {
        return new Listing(new Columns(4), 0, 0, 0, Map.of());
    }

    /** This and one more message; nothing new when it is there already. */
    Listing plus(long uid, Entry entry) {
        if (count > 0 && uid <= columns.uids[count - 1]) {
            return this;
        }
        Columns grown = columns;
        if (columns.used != count || count == columns.uids.length) {
            grown = columns.copy(count, Math.max(8, count + (count >> 1)));
        }
        grown.add(uid, entry);
        return new Listing(
                grown,
                count + 1,
                storedOctets + entry.octets(),
                surrogateOctets + entry.surrogateOctets(),
                done);
    }

    /** This without some indexes. */
    Listing without(BitSet leaving) {
        if (leaving.isEmpty()) {
            return this;
        }
        Columns c = new Columns(Math.max(4, count - leaving.cardinality()));
        c.uidls = new byte[columns.uidlStart(count)];
        Map<Long, Done> moved = new HashMap<>();
        done.keySet().forEach(d -> moved.put(d, new Done(new BitSet(), new BitSet())));
        long stored = 0;
        long surrogate = 0;
        for (int i = leaving.nextClearBit(0); i < count; i = leaving.nextClearBit(i + 1)) {
            int to = c.used;
            copy(i, c);
            stored += octets(i, Form.STORED);
            surrogate += octets(i, Form.SURROGATE);
            for (Map.Entry<Long, Done> e : done.entrySet()) {
                Done target = moved.getOrDefault(e.getKey(), e.getValue());
                target.deleted().set(to, e.getValue().deleted().get(i));
                target.fetched().set(to, e.getValue().fetched().get(i));
            }
        }
        return new Listing(c, c.used, stored, surrogate, moved);
    }

    private void copy(int i, Columns c) {
        int from = columns.uidlStart(i);
        int length = columns.uidlEnds[i] - from;
        int start = c.uidlStart(c.used);
        System.arraycopy(columns.uidls, from, c.uidls, start, length);
        c.uids[c.used] = columns.uids[i];
        c.arrived[c.used] = columns.arrived[i];
        c.octets[c.used] = columns.octets[i];
        c.surrogateMore[c.used] = columns.surrogateMore[i];
        c.uidlEnds[c.used] = start + length;
        c.used++;
    }

    /** This with what a device did more: indexes. */
    Listing marked(long device, BitSet deleted, BitSet fetched) {
        if (deleted.isEmpty() && fetched.isEmpty()) {
            return this;
        }
        Map<Long, Done> more = new HashMap<>(done);
        Done mine = done(device).copy();
        mine.deleted().or(deleted);
        mine.fetched().or(fetched);
        more.put(device, mine);
        return new Listing(columns, count, storedOctets, surrogateOctets, more);
    }

    /** What a device did; not to be changed. */
    Done done(long device) {
        return done.getOrDefault(device, new Done(new BitSet(), new BitSet()));
    }

    /** Whether any device did anything with this message. */
    boolean hasMarks(int i) {
        return done.values().stream().anyMatch(d -> d.deleted().get(i) || d.fetched().get(i));
    }

    int count() {
        return count;
    }

    long uid(int i) {
        return columns.uids[i];
    }

    long arrived(int i) {
        return columns.arrived[i];
    }

    long octets(int i, Form form) {
        return switch (form) {
            case STORED -> columns.octets[i];
            case SURROGATE -> columns.octets[i] + columns.surrogateMore[i];
        };
    }

    String uidl(int i) {
        int start = columns.uidlStart(i);
        return new String(
                columns.uidls, start, columns.uidlEnds[i] - start, StandardCharsets.ISO_8859_1);
    }

    long totalOctets(Form form) {
        return switch (form) {
            case STORED -> storedOctets;
            case SURROGATE -> surrogateOctets;
        };
    }

    /** Where a message is, or less than 0. */
    int find(long uid) {
        return Arrays.binarySearch(columns.uids, 0, count, uid);
    }

    /** The octets of memory that it takes, about. */
    long weight() {
        return 200 + 58L * columns.uids.length;
    }
}
