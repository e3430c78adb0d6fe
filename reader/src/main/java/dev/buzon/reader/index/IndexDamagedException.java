package dev.buzon.reader.index;

import java.io.IOException;

/**
 * The index file is damaged. No mail is: close the index, open it again (it is then set aside) and
 * refresh.
 */
public final class IndexDamagedException extends IOException {
    private static final long serialVersionUID = 1;

    IndexDamagedException(Throwable cause) {
        super("the index is damaged", cause);
    }
}
