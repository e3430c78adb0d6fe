package dev.buzon.protocol.pop3;

import java.util.Locale;
import java.util.Optional;

/**
 * A language in which the server's texts exist (RFC 6856 §3). Status, response codes and numbers
 * are never translated.
 */
public enum Language {
    EN("en", "English"),
    ES("es", "Español");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** Its tag (RFC 5646). */
    public String tag() {
        return tag;
    }

    /** What it calls itself. */
    public String ownName() {
        return ownName;
    }

    /**
     * The language that a range asks for: the same tag, or the one that the range is a variety of,
     * as {@code es} for {@code es-MX}.
     */
    public static Optional<Language> matching(String range) {
        String wanted = range.toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (wanted.equals(language.tag) || wanted.startsWith(language.tag + "-")) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
