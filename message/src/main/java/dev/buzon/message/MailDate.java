package dev.buzon.message;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as mail writes them. */
public final class MailDate {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    private MailDate() {}

    /** The date with a numeric zone (RFC 5322 §3.3): {@code Sun, 22 Nov 2026 20:24:00 +0100}. */
    public static String print(OffsetDateTime date) {
        return FORM.format(date);
    }
}
