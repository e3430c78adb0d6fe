package dev.buzon.reader.mime;

import java.util.List;

/**
 * Octets that became text.
 *
 * @param text its characters; line ends are LF, NUL and byte order marks are gone
 * @param warnings what had to be guessed or cut
 */
public record Text(String text, List<Warning> warnings) {
    public Text {
        warnings = List.copyOf(warnings);
    }
}
