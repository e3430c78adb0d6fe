package dev.buzon.client.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Finds the places of a list at which a text stands: a hash table that holds nothing but places,
 * because with objects for each of 100,000 texts it would be larger than a small heap has room for.
 * The texts themselves are asked for when they are compared, so a place whose text has changed is
 * not found under the old one any more.
 */
public final class Places {
    private static final int LEAST = 64;

    private final IntFunction<String> textAt;

    /** Places, and one more, so that 0 is a free slot; always a power of two of slots. */
    private int[] slots;

    private int used;

    /**
     * Nothing yet.
     *
     * @param textAt which text stands at a place now, or an empty one
     * @param expected how many there will probably be
     */
    public Places(IntFunction<String> textAt, int expected) {
        this.textAt = textAt;
        this.slots = new int[slotsFor(expected)];
    }

    private static int slotsFor(int places) {
        return Math.max(LEAST, Integer.highestOneBit(Math.max(1, places)) * 4);
    }

    /** This text stands at this place; said twice, it is the same. An empty text is none. */
    public void add(String text, int place) {
        if (text.isEmpty()) {
            return;
        }
        if (2 * (used + 1) > slots.length) {
            grow();
        }
        int at = first(text);
        while (slots[at] != 0) {
            if (slots[at] == place + 1) {
                return;
            }
            at = next(at);
        }
        slots[at] = place + 1;
        used++;
    }

    /** Where the text stands, the lowest place first. */
    public List<Integer> of(String text) {
        List<Integer> found = new ArrayList<>(1);
        for (int at = first(text); slots[at] != 0; at = next(at)) {
            int place = slots[at] - 1;
            if (textAt.apply(place).equals(text)) {
                found.add(place);
            }
        }
        // One that had this text before it had another may have been passed twice.
        return found.size() < 2 ? found : found.stream().sorted().distinct().toList();
    }

    private int first(String text) {
        int hash = text.hashCode() * 0x9e3779b9; // identifiers differ in their last characters
        return (hash ^ hash >>> 16) & slots.length - 1;
    }

    private int next(int at) {
        return at + 1 & slots.length - 1;
    }

    private void grow() {
        int[] before = slots;
        int[] places = Arrays.stream(before).filter(slot -> slot != 0).sorted().toArray();
        slots = new int[2 * before.length];
        used = 0;
        for (int slot : places) {
            add(textAt.apply(slot - 1), slot - 1);
        }
    }
}
