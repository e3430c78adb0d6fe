package dev.buzon.reader.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Dates as mail has them (RFC 5322 §3.3), also the obsolete forms (§4.3) and the usual mistakes: no
 * seconds, no zone (taken as UTC), months and days the other way round, ISO 8601.
 */
final class Dates {
    /** Longer texts are no dates. */
    private static final int LENGTH_MAX = 300;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static final Map<String, Integer> ZONE_HOURS =
            Map.ofEntries(
                    Map.entry("ut", 0),
                    Map.entry("utc", 0),
                    Map.entry("gmt", 0),
                    Map.entry("z", 0),
                    Map.entry("est", -5),
                    Map.entry("edt", -4),
                    Map.entry("cst", -6),
                    Map.entry("cdt", -5),
                    Map.entry("mst", -7),
                    Map.entry("mdt", -6),
                    Map.entry("pst", -8),
                    Map.entry("pdt", -7),
                    Map.entry("cet", 1),
                    Map.entry("cest", 2),
                    Map.entry("met", 1),
                    Map.entry("bst", 1));

    private final List<Integer> numbers = new ArrayList<>();
    private int month;
    private Optional<LocalTime> time = Optional.empty();
    private ZoneOffset zone = ZoneOffset.UTC;

    private Dates() {}

    /** The time this text says, if it says one between 1970 and 2200. */
    static Optional<Instant> read(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        Dates dates = new Dates();
        try {
            for (String word : withoutComments(text).split("[ ,\t]+", -1)) {
                dates.take(word.toLowerCase(Locale.ROOT));
            }
            return dates.instant();
        } catch (DateTimeException | NumberFormatException noDate) {
            return Optional.empty();
        }
    }

    private static String withoutComments(String text) {
        int depth = 0;
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : 0;
            if (depth == 0) {
                plain.append(c);
            }
            depth -= c == ')' && depth > 0 ? 1 : 0;
        }
        return plain.toString();
    }

    private void take(String word) {
        if (word.isEmpty()) {
            return;
        }
        char first = word.charAt(0);
        if (word.indexOf(':') > 0 && isDigit(first)) {
            takeTime(word);
        } else if ((first == '+' || first == '-') && word.length() > 1) {
            zone = offset(word);
        } else if (isDigit(first)) {
            takeNumbers(word);
        } else if (ZONE_HOURS.containsKey(word)) {
            zone = ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(word, 0));
        } else if (word.length() >= 3 && MONTHS.indexOf(word.substring(0, 3)) % 3 == 0) {
            month = MONTHS.indexOf(word.substring(0, 3)) / 3 + 1;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** {@code 22}, {@code 2026-11-22}, {@code 22-Nov-2026} or {@code 2026-11-22T10:00:00Z}. */
    private void takeNumbers(String word) {
        int t = word.indexOf('t');
        String date = t == 10 ? word.substring(0, t) : word;
        for (String piece : date.split("[-/.]", -1)) {
            if (!piece.isEmpty() && isDigit(piece.charAt(0))) {
                numbers.add(Integer.parseInt(piece));
            } else {
                take(piece);
            }
        }
    }

    private void takeTime(String word) {
        int t = word.indexOf('t');
        if (t == 10) {
            takeNumbers(word.substring(0, t));
        }
        String clock = t == 10 ? word.substring(t + 1) : word;
        int end = 0;
        while (end < clock.length()
                && (isDigit(clock.charAt(end)) || ":.".indexOf(clock.charAt(end)) >= 0)) {
            end++;
        }
        if (end < clock.length()) {
            take(clock.substring(end));
        }
        String[] parts = clock.substring(0, end).split("[:.]", -1);
        if (parts.length < 2) {
            return;
        }
        int seconds = parts.length > 2 ? Math.min(59, Integer.parseInt(parts[2])) : 0;
        time =
                Optional.of(
                        LocalTime.of(
                                Integer.parseInt(parts[0]) % 24,
                                Integer.parseInt(parts[1]),
                                seconds));
    }

    private static ZoneOffset offset(String word) {
        String digits = word.substring(1).replace(":", "");
        int value = Integer.parseInt(digits.length() <= 2 ? digits + "00" : digits);
        int minutes = value / 100 * 60 + value % 100;
        boolean possible = minutes <= 18 * 60;
        return ZoneOffset.ofTotalSeconds(
                possible ? (word.charAt(0) == '-' ? -minutes : minutes) * 60 : 0);
    }

    private Optional<Instant> instant() {
        if (numbers.size() < (month > 0 ? 2 : 3) || time.isEmpty()) {
            return Optional.empty();
        }
        boolean yearFirst = numbers.getFirst() > 31;
        if (month == 0 && !yearFirst) {
            return Optional.empty(); // 1/2/2026 is two days
        }
        int day = numbers.get(yearFirst ? (month > 0 ? 1 : 2) : 0);
        int monthNumber = month > 0 ? month : numbers.get(1);
        int year = numbers.get(yearFirst ? 0 : 1);
        year += year < 50 ? 2000 : year < 1000 ? 1900 : 0; // RFC 5322 §4.3
        if (year < 1970 || year > 2200) {
            return Optional.empty();
        }
        boolean turned = monthNumber > 12 && day <= 12;
        LocalDate date = LocalDate.of(year, turned ? day : monthNumber, turned ? monthNumber : day);
        return Optional.of(date.atTime(time.get()).toInstant(zone));
    }
}
