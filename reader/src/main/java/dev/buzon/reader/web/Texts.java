package dev.buzon.reader.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What the reader says to people, in a language: English or Spanish. */
public final class Texts {
    private static final String BUNDLE = "dev.buzon.reader.texts";

    /** In English. */
    public static final Texts ENGLISH = new Texts("en", Locale.ROOT);

    /** In Spanish. */
    public static final Texts SPANISH = new Texts("es", Locale.forLanguageTag("es"));

    /** A longer list of languages is not looked at. */
    private static final int LANGUAGES = 20;

    private final String language;
    private final ResourceBundle bundle;

    private Texts(String language, Locale locale) {
        this.language = language;
        this.bundle =
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        Texts.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Its language (BCP 47). */
    public String language() {
        return language;
    }

    /** The texts of a language: {@code es}, and English for whatever else. */
    public static Texts in(String language) {
        return language.equals("es") ? SPANISH : ENGLISH;
    }

    /**
     * The texts for an Accept-Language field (RFC 9110 §12.5.4): those of the language the person
     * likes best among ours.
     */
    public static Texts accepted(String field) {
        List<Range> ranges = new ArrayList<>();
        for (String one : field.split(",", LANGUAGES + 1)) {
            if (ranges.size() < LANGUAGES) {
                ranges.add(Range.of(one));
            }
        }
        double spanish = quality(ranges, "es");
        double english = quality(ranges, "en");
        return spanish > english ? SPANISH : ENGLISH;
    }

    private static double quality(List<Range> ranges, String language) {
        return ranges.stream()
                .filter(range -> range.language().equals(language))
                .mapToDouble(Range::quality)
                .max()
                .orElse(0);
    }

    private record Range(String language, double quality) {
        static Range of(String text) {
            String[] pieces = text.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*q=", 2);
            String language = pieces[0].split("-", 2)[0];
            return new Range(language, pieces.length < 2 ? 1 : number(pieces[1]));
        }

        private static double number(String text) {
            return text.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(text) : 0;
        }
    }

    /** Whether there is a text of this name. */
    public boolean has(String name) {
        return bundle.containsKey(name);
    }

    /** The text of this name with its {@code %s} replaced. */
    public String text(String name, Object... with) {
        return bundle.getString(name).formatted(with);
    }
}
