package dev.buzon.reader.write;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Our own words in what a person writes.
 *
 * @param locale how dates are written
 * @param wrote the line above a quotation: %1$s the date, %2$s the time, %3$s who
 * @param wroteUndated the same when the date is not known: %1$s who
 * @param forwarded the line above a forwarded message
 * @param from label of the author
 * @param date label of the date
 * @param to label of the recipients
 * @param cc label of those who got a copy
 * @param subject label of the subject
 * @param message what a message without a subject is called when it is attached
 */
public record Phrases(
        Locale locale,
        String wrote,
        String wroteUndated,
        String forwarded,
        String from,
        String date,
        String to,
        String cc,
        String subject,
        String message) {
    /** In English. */
    public static final Phrases ENGLISH =
            new Phrases(
                    Locale.UK,
                    "On %1$s at %2$s, %3$s wrote:",
                    "%1$s wrote:",
                    "-------- Forwarded message --------",
                    "From",
                    "Date",
                    "To",
                    "Cc",
                    "Subject",
                    "message");

    /** In Spanish. */
    public static final Phrases SPANISH =
            new Phrases(
                    Locale.forLanguageTag("es-ES"),
                    "El %1$s a las %2$s, %3$s escribió:",
                    "%1$s escribió:",
                    "-------- Mensaje reenviado --------",
                    "De",
                    "Fecha",
                    "Para",
                    "Cc",
                    "Asunto",
                    "mensaje");

    /** In this language: {@code es}, and English for every other. */
    public static Phrases in(String language) {
        return language.equals("es") ? SPANISH : ENGLISH;
    }

    String day(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone)
                .format(instant);
    }

    String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern("H:mm", locale).withZone(zone).format(instant);
    }
}
