package dev.buzon.reader.web;

/**
 * What may be shown on the second listener. A ticket cannot be forged or changed, and is worth
 * nothing in another run of the program.
 *
 * @param kind what is shown
 * @param thing which message, in the index's numbers
 * @param part which part of it; empty for all of it
 * @param wishes how it is shown, in a few letters
 */
public record Ticket(Kind kind, long thing, String part, String wishes) {
    /** What can be shown. */
    public enum Kind {
        /** The text of a message, made safe. */
        VIEW('v'),
        /** An image within the text. */
        INLINE('i'),
        /** An attachment, to be saved. */
        ATTACHMENT('a'),
        /** An attachment, to be looked at. */
        PREVIEW('p'),
        /** The message as it came, to be looked at. */
        SOURCE('s'),
        /** The message as it came, to be saved. */
        RAW('r'),
        /** A folder, to be saved. */
        EXPORT('x'),
        /** All attachments of a message, to be saved. */
        ALL('z');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }
    }

    public Ticket {
        if (part.indexOf(';') >= 0 || wishes.indexOf(';') >= 0) {
            throw new IllegalArgumentException("this stands between the fields");
        }
    }

    /** What it says, on one line. */
    String text() {
        return kind.letter + ";" + thing + ";" + part + ";" + wishes;
    }

    static Ticket of(String text) {
        String[] pieces = text.split(";", 4);
        for (Kind kind : Kind.values()) {
            if (pieces[0].equals(String.valueOf(kind.letter))) {
                return new Ticket(kind, Long.parseLong(pieces[1]), pieces[2], pieces[3]);
            }
        }
        throw new IllegalArgumentException("no kind of ticket");
    }
}
