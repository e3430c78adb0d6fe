package dev.buzon.reader.mime;

/**
 * How much of a message is read. What lies beyond is said by a warning, and the rest of the message
 * is still shown.
 *
 * @param headerOctets of all headers of a message together; fields beyond are not kept
 * @param fieldOctets of one field; the rest of it is not kept
 * @param fields kept of one message, in all its headers
 * @param parts of a message
 * @param depth how deep parts may be nested; deeper ones are one attachment
 * @param textOctets of one text part, decoded, that become text
 * @param addresses that are read of one field
 */
public record Limits(
        int headerOctets,
        int fieldOctets,
        int fields,
        int parts,
        int depth,
        int textOctets,
        int addresses) {
    private static final Limits USUAL =
            new Limits(4 << 20, 64 << 10, 40_000, 20_000, 100, 5 << 20, 5_000);

    /** Limits no honest message meets, and a small machine bears. */
    public static Limits usual() {
        return USUAL;
    }
}
