package dev.buzon.reader.mime;

/**
 * Somebody named in a header.
 *
 * @param name their display name, decoded, one line, without control, invisible or
 *     direction-changing characters; may be empty
 * @param address their address as written, without such characters; may be no address at all when
 *     the field is broken, and is empty for a group
 */
public record Person(String name, String address) {
    /** The domain of the address in lower case, or empty. */
    public String domain() {
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at + 1).toLowerCase(java.util.Locale.ROOT);
    }

    /** The name, or the address when there is none. */
    public String shown() {
        return name.isEmpty() ? address : name;
    }
}
