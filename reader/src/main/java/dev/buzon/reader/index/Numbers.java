package dev.buzon.reader.index;

import java.util.Arrays;

/** Numbers with commas between them. */
final class Numbers {
    private Numbers() {}

    static long[] of(String text) {
        long[] numbers = new long[text.length() / 12 + 1];
        int count = 0;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf(',', at);
            end = end < 0 ? text.length() : end;
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = Long.parseLong(text, at, end, 10);
            at = end + 1;
        }
        return Arrays.copyOf(numbers, count);
    }
}
