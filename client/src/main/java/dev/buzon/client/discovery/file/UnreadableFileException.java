package dev.buzon.client.discovery.file;

import dev.buzon.client.net.Printable;

/** Why a configuration file is of no use. The message may be shown. */
@SuppressWarnings("serial") // never leaves the process
public final class UnreadableFileException extends Exception {
    /** What kind of trouble it is. */
    public enum Trouble {
        /** It is not in the form it should be in. */
        FORM,
        /** It is larger, deeper or more than we read. */
        TOO_LARGE,
        /** It is in the right form and has nothing that we can use. */
        NOTHING_FOR_US
    }

    private final Trouble trouble;

    UnreadableFileException(Trouble trouble, String why) {
        super(Printable.text(why, 200));
        this.trouble = trouble;
    }

    /** What kind of trouble it is. */
    public Trouble trouble() {
        return trouble;
    }
}
