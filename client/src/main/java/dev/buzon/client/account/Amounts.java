package dev.buzon.client.account;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times and sizes as people write them in an account's file and on the command line. */
public final class Amounts {
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");
    private static final Pattern SIZE =
            Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?) ?([kmgt]?i?)b?");
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

    private Amounts() {}

    /** A time such as {@code 14d} or {@code 1h30m}; empty when it is none. */
    public static Optional<Duration> time(String text) {
        Matcher parts = TIME.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofDays(number(parts.group(1)))
                        .plusHours(number(parts.group(2)))
                        .plusMinutes(number(parts.group(3)))
                        .plusSeconds(number(parts.group(4))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The inverse of {@link #time}. */
    public static String text(Duration time) {
        String text =
                part(time.toDays(), "d")
                        + part(time.toHoursPart(), "h")
                        + part(time.toMinutesPart(), "m")
                        + part(time.toSecondsPart(), "s");
        return text.isEmpty() ? "0s" : text;
    }

    private static String part(long number, String unit) {
        return number > 0 ? number + unit : "";
    }

    /** A number of octets such as {@code 50MB} or {@code 1.5 GiB}; empty when it is none. */
    public static OptionalLong octets(String text) {
        Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        Long unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
        if (unit == null) {
            return OptionalLong.empty();
        }
        BigDecimal octets = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit));
        return octets.precision() - octets.scale() > 18 || octets.stripTrailingZeros().scale() > 0
                ? OptionalLong.empty()
                : OptionalLong.of(octets.longValueExact());
    }
}
