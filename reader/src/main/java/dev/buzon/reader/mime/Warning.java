package dev.buzon.reader.mime;

import java.util.Locale;

/**
 * Something a reader should be told of a message: a limit that cut it, damage, or a likely deceit.
 *
 * @param code what it is; the sentence for people is made from it elsewhere
 * @param detail the value it is about, made fit to be shown (bounded, no control characters); may
 *     be empty
 */
public record Warning(Code code, String detail) {
    /** Longer details are cut. */
    static final int DETAIL_MAX = 300;

    /** All there is to warn of. */
    public enum Code {
        /** The file has no octets. */
        EMPTY,
        /** There is no header; everything is text. */
        NO_HEADER,
        /** The header or a field of it is longer than is read. */
        HEADER_CUT,
        /** More parts than are looked at. */
        TOO_MANY_PARTS,
        /** Parts nested deeper than is looked at; the innermost is an attachment. */
        TOO_DEEP,
        /** A multipart without a boundary, or with a wrong one; detail: the one that was used. */
        BAD_BOUNDARY,
        /** The message ends before its last boundary: it may have been cut off. */
        CUT_OFF,
        /** A text is longer than is shown. */
        TEXT_CUT,
        /** The charset is unknown, missing or refused (UTF-7) and was guessed; detail: its name. */
        CHARSET_GUESSED,
        /** The text is not in the charset it says; detail: its name. */
        CHARSET_WRONG,
        /** More than one From field (RFC 5322 §3.6). */
        SEVERAL_FROM,
        /** The From field cannot be read without a doubt; detail: its text. */
        FROM_UNREADABLE,
        /** No From field or no address in it. */
        FROM_MISSING,
        /** The name of the author holds another address; detail: that address. */
        NAME_IS_ADDRESS,
        /** Invisible or direction-changing characters were taken out of a name. */
        HIDDEN_CHARACTERS,
        /** The domain of an address is written in look-alike letters; detail: its ASCII form. */
        LOOKALIKE_DOMAIN,
        /** The Date field is missing or no date. */
        BAD_DATE,
        /** An attachment is a program or pretends not to be one; detail: its name. */
        DANGEROUS_ATTACHMENT,
        /** A link's text shows another address than it leads to; detail: where it leads. */
        LINK_ELSEWHERE,
        /** A link's domain is written in look-alike letters; detail: its ASCII form. */
        LOOKALIKE_LINK,
        /** The HTML is longer, deeper or has more of something than is shown. */
        HTML_CUT,
        /** Forms, scripts or embedded objects were taken out; detail: which elements. */
        ACTIVE_CONTENT;

        /** The code as the page knows it: {@code several-from}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Warning {
        detail = Cleaned.line(detail, DETAIL_MAX);
    }

    static Warning of(Code code) {
        return new Warning(code, "");
    }
}
