package dev.buzon.reader.index;

import dev.buzon.reader.index.Query.Filter;
import dev.buzon.reader.index.UnreadableSearchException.Why;
import dev.buzon.reader.index.Wanted.Field;
import dev.buzon.reader.index.Wanted.Word;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a person wrote into the search field. */
final class SearchText {
    private static final Map<String, Field> FIELDS =
            Map.of(
                    "from", Field.FROM,
                    "de", Field.FROM,
                    "to", Field.TO,
                    "para", Field.TO,
                    "subject", Field.SUBJECT,
                    "asunto", Field.SUBJECT);

    /** What stands behind has: and is:, tiene: and es:, without accents. */
    private static final Map<String, Filter> STATES =
            Map.ofEntries(
                    Map.entry("attachment", Filter.ATTACHMENTS),
                    Map.entry("attachments", Filter.ATTACHMENTS),
                    Map.entry("adjunto", Filter.ATTACHMENTS),
                    Map.entry("adjuntos", Filter.ATTACHMENTS),
                    Map.entry("unread", Filter.UNREAD),
                    Map.entry("noleido", Filter.UNREAD),
                    Map.entry("nuevo", Filter.UNREAD),
                    Map.entry("sinleer", Filter.UNREAD),
                    Map.entry("starred", Filter.STARRED),
                    Map.entry("star", Filter.STARRED),
                    Map.entry("destacado", Filter.STARRED),
                    Map.entry("estrella", Filter.STARRED));

    private static final Set<String> STATE_KEYS = Set.of("has", "is", "tiene", "es", "esta", "con");
    private static final Set<String> BEFORE = Set.of("before", "antes", "until", "hasta");
    private static final Set<String> AFTER = Set.of("after", "despues", "since", "desde");

    private static final Pattern YEAR_FIRST =
            Pattern.compile("([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?");

    private static final Pattern DAY_FIRST =
            Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})");

    private final ZoneId zone;
    private final List<Word> words = new ArrayList<>();
    private final List<Word> without = new ArrayList<>();
    private final Set<Filter> only = EnumSet.noneOf(Filter.class);
    private Optional<Instant> after = Optional.empty();
    private Optional<Instant> before = Optional.empty();

    SearchText(ZoneId zone) {
        this.zone = zone;
    }

    /** A piece of the text between blanks. */
    private record Piece(boolean minus, String key, String text, boolean quoted) {}

    Wanted read(String text) throws UnreadableSearchException {
        if (text.length() > Wanted.LENGTH_MAX) {
            throw new UnreadableSearchException(Why.TOO_LONG, Folding.cut(text, 40));
        }
        int at = 0;
        int terms = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))
                    || Character.isISOControl(text.charAt(at))) {
                at++;
                continue;
            }
            int end = end(text, at);
            if (++terms > Wanted.TERMS_MAX) {
                throw new UnreadableSearchException(Why.TOO_LONG, text.substring(at, end));
            }
            take(piece(text.substring(at, end)));
            at = end;
        }
        return new Wanted(words, without, only, after, before);
    }

    /** Where a piece ends: at a blank that is not between quotes. */
    private static int end(String text, int start) {
        boolean quoted = false;
        int at = start;
        while (at < text.length() && (quoted || !Character.isWhitespace(text.charAt(at)))) {
            quoted ^= text.charAt(at) == '"';
            at++;
        }
        return at;
    }

    private static Piece piece(String written) {
        boolean minus = written.length() > 1 && written.startsWith("-");
        String text = minus ? written.substring(1) : written;
        int colon = text.indexOf(':');
        int quote = text.indexOf('"');
        String key = "";
        if (colon > 0 && (quote < 0 || colon < quote)) {
            String before = Folding.fold(text.substring(0, colon));
            if (known(before)) {
                key = before;
                text = text.substring(colon + 1);
            }
        }
        return new Piece(minus, key, text.replace('"', ' ').strip(), quote >= 0);
    }

    private static boolean known(String key) {
        return FIELDS.containsKey(key)
                || STATE_KEYS.contains(key)
                || BEFORE.contains(key)
                || AFTER.contains(key);
    }

    private void take(Piece piece) throws UnreadableSearchException {
        if (piece.text().isEmpty()) {
            return; // a person is still writing
        }
        if (STATE_KEYS.contains(piece.key())) {
            only.add(state(piece));
        } else if (BEFORE.contains(piece.key())) {
            before = Optional.of(date(piece.text()));
        } else if (AFTER.contains(piece.key())) {
            after = Optional.of(date(piece.text()));
        } else if (Words.anyLetter(piece.text())) {
            Field field = FIELDS.getOrDefault(piece.key(), Field.ANYWHERE);
            (piece.minus() ? without : words).add(new Word(field, piece.text(), piece.quoted()));
        }
    }

    private static Filter state(Piece piece) throws UnreadableSearchException {
        String name = Folding.fold(piece.text()).replaceAll("[^a-z]", "");
        Filter filter = STATES.get(name);
        if (filter == null) {
            throw new UnreadableSearchException(Why.UNKNOWN, piece.key() + ":" + piece.text());
        }
        return filter;
    }

    private Instant date(String text) throws UnreadableSearchException {
        try {
            Matcher day = DAY_FIRST.matcher(text);
            if (day.matches()) {
                return midnight(number(day.group(3)), number(day.group(2)), number(day.group(1)));
            }
            Matcher year = YEAR_FIRST.matcher(text);
            if (year.matches()) {
                int month = year.group(2) == null ? 1 : number(year.group(2));
                int monthDay = year.group(3) == null ? 1 : number(year.group(3));
                return midnight(number(year.group(1)), month, monthDay);
            }
        } catch (DateTimeException e) {
            // such as the 31st of February: said below
        }
        throw new UnreadableSearchException(Why.NO_DATE, text);
    }

    private Instant midnight(int year, int month, int day) {
        return LocalDate.of(year, month, day).atStartOfDay(zone).toInstant();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
