package dev.buzon.client.pop3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the lines of LIST and UIDL together. Lenient where servers are odd and harmless (Q-022,
 * Q-040), strict where a number could mean two things: LIST says which messages there are, UIDL
 * what they are called; what only UIDL names does not exist, what it names twice, and differently,
 * has no identifier.
 */
final class ListingReader {
    private static final long NONE = -1;

    private static final int FIRST_MESSAGES = 64;

    /** The messages in the order of LIST: number, size, and identifier, if one was named. */
    private int[] numbers = new int[FIRST_MESSAGES];

    private long[] sizes = new long[FIRST_MESSAGES];
    private @Nullable String[] uids = new @Nullable String[FIRST_MESSAGES];
    private int count;

    /** Where those stand whose number is not their place in the list, which is seldom. */
    private final Map<Integer, Integer> elsewhere = new HashMap<>();

    private boolean spoilt;

    /**
     * Takes a line of LIST: the first two numbers count, the rest does not. A number that
     * comes twice keeps its first size; a line without them spoils the whole.
     */
    void list(String line) {
        spoilt |= !line.isBlank() && !isListed(line);
    }

    /** Whether a line of LIST made no sense. */
    boolean isSpoilt() {
        return spoilt;
    }

    private boolean isListed(String line) {
        String text = withoutStatus(line);
        int end = wordEnd(text, 0);
        long number = number(text, 0, end);
        int from = wordStart(text, end);
        long size = number(text, from, wordEnd(text, from));
        if (number < 1 || number > Integer.MAX_VALUE || size == NONE) {
            return false;
        }
        if (place((int) number) < 0) {
            add((int) number, size);
        }
        return true;
    }

    /** Where a message stands, or -1. */
    private int place(int number) {
        return number <= count && numbers[number - 1] == number
                ? number - 1
                : elsewhere.getOrDefault(number, -1);
    }

    private void add(int number, long size) {
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
            uids = Arrays.copyOf(uids, 2 * count);
        }
        if (number != count + 1) {
            elsewhere.put(number, count);
        }
        numbers[count] = number;
        sizes[count++] = size;
    }

    /**
     * Takes a line of UIDL: a number, blanks, and all the rest, blanks at its end cut off, is the
     * identifier. A line without number names nothing.
     */
    void uidl(String line) {
        String text = withoutStatus(line);
        int end = wordEnd(text, 0);
        long number = number(text, 0, end);
        if (number < 1 || number > Integer.MAX_VALUE) {
            return;
        }
        int place = place((int) number);
        if (place >= 0) {
            String uid = text.substring(wordStart(text, end)).stripTrailing();
            String before = uids[place];
            uids[place] = before == null || before.equals(uid) ? uid : "";
        }
    }

    /** The messages in the order of LIST. */
    List<Listed> messages() {
        List<Listed> messages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String uid = uids[i];
            messages.add(
                    new Listed(
                            numbers[i],
                            sizes[i],
                            uid == null || uid.isEmpty() ? Optional.empty() : Optional.of(uid)));
        }
        return messages;
    }

    /** Reads what follows the status of STAT (RFC 1939 §5); empty when it is not two counts. */
    static Optional<Drop> drop(String text) {
        int start = wordStart(text, text.startsWith(",") ? 1 : 0); // "+ok, 3 179"
        int end = wordEnd(text, start);
        int from = wordStart(text, end);
        long count = number(text, start, end);
        long size = number(text, from, wordEnd(text, from));
        return count == NONE || count > Integer.MAX_VALUE || size == NONE
                ? Optional.empty()
                : Optional.of(new Drop((int) count, size));
    }

    /** Some servers put a status in front of each line. */
    private static String withoutStatus(String line) {
        String text = line.stripLeading();
        return text.regionMatches(true, 0, "+OK", 0, 3) ? text.substring(3).stripLeading() : text;
    }

    private static int wordStart(String text, int from) {
        int at = from;
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The decimal number in these characters, or {@link #NONE} when it is none or too large. */
    private static long number(String text, int from, int to) {
        if (from == to || to - from > 18) {
            return NONE;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return NONE;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
