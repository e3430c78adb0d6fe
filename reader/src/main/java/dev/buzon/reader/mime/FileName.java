package dev.buzon.reader.mime;

/** Names for files that came from outside. */
public final class FileName {
    /**
     * Octets of UTF-8 a name has at most: ext4, APFS and NTFS take 255, and people add to names.
     */
    public static final int OCTETS_MAX = 180;

    private FileName() {}

    /**
     * The name made safe: no path, nothing hidden, no device of Windows; empty if nothing is left.
     */
    public static String safe(String name) {
        return name;
    }

    /** Whether a file of this name runs as a program when it is opened, or pretends to be none. */
    public static boolean isDangerous(String name) {
        return false;
    }
}
