package dev.buzon.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of octets as people write them: {@code 500MB}, {@code 1.5 GiB}, {@code none}. */
final class DataSize {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) ?([kmgt]?i?b?)");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "", 1L,
                    "k", 1_000L,
                    "m", 1_000_000L,
                    "g", 1_000_000_000L,
                    "t", 1_000_000_000_000L,
                    "ki", 1L << 10,
                    "mi", 1L << 20,
                    "gi", 1L << 30,
                    "ti", 1L << 40);

    private DataSize() {}

    /**
     * The octets in this text; {@code none} and {@code 0} are 0, which means no limit.
     *
     * @throws IllegalArgumentException when it is no size, or a part of an octet
     */
    static long octets(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.equals("none")) {
            return 0;
        }
        Matcher form = FORM.matcher(lower);
        Long unit = form.matches() ? UNITS.get(form.group(2).replace("b", "")) : null;
        if (unit == null) {
            throw new IllegalArgumentException("no size: " + text);
        }
        try {
            return new BigDecimal(form.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("no whole number of octets: " + text, e);
        }
    }

    /** A short form for people: three digits and a decimal unit. */
    static String text(long octets) {
        String[] names = {"B", "kB", "MB", "GB", "TB"};
        double value = octets;
        int name = 0;
        while (value >= 999.5 && name < names.length - 1) {
            value /= 1_000;
            name++;
        }
        boolean whole = name == 0 || value >= 99.95 || Math.round(value * 10) % 10 == 0;
        return String.format(Locale.ROOT, whole ? "%.0f %s" : "%.1f %s", value, names[name]);
    }
}
