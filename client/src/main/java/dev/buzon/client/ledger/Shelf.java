package dev.buzon.client.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Entries in the order of their numbers, which is that of their age, found by number and by
 * identifier. Little more than the references to them is held.
 */
final class Shelf {
    private static final int LEAST = 64;

    private long[] ids = new long[LEAST];
    private @Nullable Entry[] entries = new @Nullable Entry[LEAST];
    private int length;
    private int count;

    /** Made when it is first asked for: a look at the server finds nothing new without it. */
    private @Nullable Places byUid;

    /** How many there are. */
    int count() {
        return count;
    }

    /** The entry with this number. */
    Optional<Entry> entry(long id) {
        int place = place(id);
        return place < 0 ? Optional.empty() : Optional.ofNullable(entries[place]);
    }

    /** Those with this identifier, oldest first. */
    List<Entry> of(String uid) {
        if (byUid == null) {
            byUid = index();
        }
        List<Entry> found = new ArrayList<>(1);
        for (int place : byUid.of(uid)) {
            Entry entry = entries[place];
            if (entry != null) { // an empty identifier is that of a place without entry, too
                found.add(entry);
            }
        }
        return found;
    }

    /** All of them, oldest first; a copy. */
    List<Entry> all() {
        List<Entry> all = new ArrayList<>(count);
        for (int i = 0; i < length; i++) {
            Entry entry = entries[i];
            if (entry != null) {
                all.add(entry);
            }
        }
        return all;
    }

    /** Puts an entry in, or in the place of that with the same number. */
    void put(Entry entry) {
        int place = place(entry.id());
        if (place < 0) {
            place = -place - 1;
            open(place, entry.id());
        }
        count += entries[place] == null ? 1 : 0;
        entries[place] = entry;
        if (byUid != null) {
            byUid.add(entry.uid(), place);
        }
    }

    /** Takes an entry out, if it is there. */
    void remove(long id) {
        int place = place(id);
        if (place >= 0 && entries[place] != null) {
            entries[place] = null;
            count--;
        }
    }

    private int place(long id) {
        boolean last = length > 0 && ids[length - 1] == id;
        return last ? length - 1 : Arrays.binarySearch(ids, 0, length, id);
    }

    /** Makes room at a place: nearly always at the end, because numbers are given upwards. */
    private void open(int place, long id) {
        if (length == ids.length) {
            ids = Arrays.copyOf(ids, length + length / 2);
            entries = Arrays.copyOf(entries, length + length / 2);
        }
        if (place < length) {
            System.arraycopy(ids, place, ids, place + 1, length - place);
            System.arraycopy(entries, place, entries, place + 1, length - place);
            entries[place] = null;
            byUid = null; // those behind it have moved
        }
        ids[place] = id;
        length++;
    }

    private Places index() {
        Places index = new Places(this::uidAt, length);
        for (int i = 0; i < length; i++) {
            Entry entry = entries[i];
            if (entry != null) {
                index.add(entry.uid(), i);
            }
        }
        return index;
    }

    private String uidAt(int place) {
        Entry entry = entries[place];
        return entry == null ? "" : entry.uid();
    }
}
