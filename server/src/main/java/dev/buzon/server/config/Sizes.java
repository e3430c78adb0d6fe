package dev.buzon.server.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them. */
final class Sizes {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,15}) ?(B|KB|MB|GB|TB|KiB|MiB|GiB|TiB)");
    private static final List<String> DECIMAL = List.of("B", "KB", "MB", "GB", "TB");
    private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");

    private Sizes() {}

    static long read(Object toml) throws MisreadException {
        if (toml instanceof Long octets) {
            return octets;
        }
        if (toml instanceof String text) {
            Matcher parts = FORM.matcher(text);
            if (parts.matches()) {
                long number = Long.parseLong(parts.group(1));
                return saturated(number, parts.group(2));
            }
        }
        throw new MisreadException("must be a size such as \"50 MB\" or a number of octets");
    }

    private static long saturated(long number, String unit) {
        long step = DECIMAL.contains(unit) ? 1000 : 1024;
        int power = step == 1000 ? DECIMAL.indexOf(unit) : BINARY.indexOf(unit);
        long octets = number;
        for (int i = 0; i < power; i++) {
            octets = octets > Long.MAX_VALUE / step ? Long.MAX_VALUE : octets * step;
        }
        return octets;
    }

    static String write(long octets) {
        for (int power = DECIMAL.size() - 1; power > 0; power--) {
            long decimal = (long) Math.pow(1000, power);
            long binary = 1L << (10 * power);
            if (octets >= decimal && octets % decimal == 0) {
                return octets / decimal + " " + DECIMAL.get(power);
            }
            if (octets >= binary && octets % binary == 0) {
                return octets / binary + " " + BINARY.get(power);
            }
        }
        return octets + " B";
    }
}
