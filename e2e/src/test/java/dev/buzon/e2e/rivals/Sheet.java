package dev.buzon.e2e.rivals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A page of tables on its way, and the bars that were measured on it. */
final class Sheet {
    /**
     * A bar of the collector.
     *
     * @param what what is measured
     * @param limit what it may be at most
     * @param measured what it is
     * @param unit of both
     */
    record Bar(String what, double limit, double measured, String unit) {
        boolean met() {
            return measured <= limit;
        }

        String shown(double value) {
            return Sheet.number(value) + unit;
        }
    }

    private final StringBuilder text = new StringBuilder();
    private final List<Bar> bars = new ArrayList<>();

    /** Begins a part. */
    void part(String title, String words) {
        text.append("\n## ").append(title).append("\n\n").append(words.strip()).append("\n");
    }

    /** Begins a table. */
    void head(String... titles) {
        text.append("\n| ").append(String.join(" | ", titles)).append(" |\n|---|");
        text.append("---:|".repeat(titles.length - 1)).append('\n');
    }

    /** A row of it, which is said at once. */
    void row(String... cells) {
        System.out.println(String.join(" | ", cells)); // so that one sees how far it has come
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** A paragraph. */
    void words(String words) {
        text.append('\n').append(words.strip()).append('\n');
    }

    /** Notes a bar. */
    void bar(String what, double limit, double measured, String unit) {
        bars.add(new Bar(what, limit, measured, unit));
    }

    List<Bar> bars() {
        return List.copyOf(bars);
    }

    /** Everything so far. */
    String text() {
        return text.toString();
    }

    /** Two digits behind the point below 10, one below 100, none above. */
    static String number(double value) {
        int digits = Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }

    /** Megabytes without digits behind the point. */
    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** How many times as much as ours. */
    static String ratio(double value, double ours) {
        return number(value / ours);
    }
}
