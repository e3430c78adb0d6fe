package dev.buzon.client.discovery.file;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.net.Printable;
import java.util.Optional;

/** Fills in what a file leaves open: {@code %EMAILADDRESS%} and its like (autoconfig draft). */
record Placeholders(MailAddress address) {
    /** The longest user name that is taken. */
    private static final int USER_LIMIT = 320;

    /** The text with all that is known filled in. */
    String fill(String text) {
        return text.replace("%EMAILADDRESS%", address.toString())
                .replace("%EMAILLOCALPART%", address.local())
                .replace("%EMAILDOMAIN%", address.domain());
    }

    /** A name to log in with; empty when something is left open or cannot be sent in a line. */
    Optional<String> user(String text) {
        String filled = fill(text).strip();
        boolean fine =
                !filled.isEmpty()
                        && filled.length() <= USER_LIMIT
                        && !filled.matches(".*%[A-Z]{3,20}%.*")
                        && Printable.text(filled, USER_LIMIT).equals(filled);
        return fine ? Optional.of(filled) : Optional.empty();
    }
}
