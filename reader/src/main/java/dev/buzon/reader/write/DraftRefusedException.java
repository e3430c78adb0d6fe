package dev.buzon.reader.write;

import java.io.IOException;

/**
 * A draft that cannot be kept or sent as it is. It says which kind of thing is wrong and where; the
 * sentence is made by the program that has a person in front of it.
 */
public final class DraftRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Why {
        /** A field holds a line break or another control character. */
        CONTROL,
        /** A field, or the text, is longer than {@link DraftCheck} allows. */
        TOO_LONG,
        /** There are more recipients or attachments than {@link DraftCheck} allows. */
        TOO_MANY,
        /** An address is none. */
        ADDRESS,
        /** Nobody would get it. */
        NO_RECIPIENT,
        /** The octets of an attachment are not there any more. */
        ATTACHMENT_GONE,
        /** There is no such draft. */
        MISSING
    }

    private final Why why;
    private final String field;
    private final String about;

    /**
     * It is refused.
     *
     * @param field where: {@code to}, {@code subject}, {@code attachments}…
     * @param about the value, if it can be shown; may be empty
     */
    public DraftRefusedException(Why why, String field, String about) {
        super("draft: " + why + " in " + field);
        this.why = why;
        this.field = field;
        this.about = about;
    }

    /** What is wrong. */
    public Why why() {
        return why;
    }

    /** Where. */
    public String field() {
        return field;
    }

    /** The value, if it can be shown. */
    public String about() {
        return about;
    }
}
