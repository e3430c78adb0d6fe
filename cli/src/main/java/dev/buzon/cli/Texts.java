package dev.buzon.cli;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** What the program says to people, in their language as far as it is there: English, Spanish. */
final class Texts {
    private static final String BUNDLE = "dev.buzon.cli.texts";

    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        bundle =
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        Texts.class.getClassLoader(),
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The texts for these environment variables: the first of LC_ALL, LC_MESSAGES and LANG that is
     * set decides. Java's own locale would need the locale's data to be installed.
     */
    static Texts of(Map<String, String> environment) {
        String language =
                Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("");
        return new Texts(
                language.matches("es([_.@].*)?") ? Locale.forLanguageTag("es") : Locale.ROOT);
    }

    /** The text for a constant: {@code fetch.act.KEEP}. */
    String text(String group, Enum<?> constant, Object... with) {
        return text(group + "." + constant.name(), with);
    }

    /** The text of this name with its {@code %s} replaced. */
    String text(String name, Object... with) {
        return bundle.getString(name).formatted(with);
    }
}
