package dev.buzon.bench.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of words, in columns for a terminal or as Markdown. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(List.of(heads));
    }

    void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row has as many cells as the head");
        }
        rows.add(List.of(cells));
    }

    /** In columns, the first two to the left, figures to the right. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                String blank = " ".repeat(width(column) - row.get(column).length());
                boolean left = column < 2;
                text.append(left ? row.get(column) + blank : blank + row.get(column)).append("  ");
            }
            text.setLength(text.toString().stripTrailing().length());
            text.append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        line(text, rows.getFirst());
        int columns = rows.getFirst().size();
        List<String> rule = new ArrayList<>(Collections.nCopies(columns, "---:"));
        rule.set(0, "---");
        rule.set(1, "---");
        line(text, rule);
        rows.stream().skip(1).forEach(row -> line(text, row));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
