package dev.buzon.reader.exchange;

import dev.buzon.reader.folder.MailFolder;
import java.io.IOException;

/**
 * Takes mail from elsewhere into a folder here. Each message comes once, however often an import is
 * broken off and begun again: what lies in the folder already, octet by octet, is not added.
 */
public final class Import {
    /** The largest message that is taken, in octets. */
    public static final long MESSAGE_OCTETS_MAX = 1L << 30;

    private Import() {}

    /**
     * Imports. Folders of the source become folders in the target; in an inbox, those with a
     * well-known name become the folder of that role.
     *
     * @throws dev.buzon.reader.folder.NoRoomException when the disk is full; what came by then
     *     stays
     * @throws InterruptedException when it is broken off; what came by then stays
     */
    public static Imported run(Source source, MailFolder target, Watcher watcher)
            throws IOException, InterruptedException {
        try (Taking taking = new Taking(target, watcher)) {
            new Finding(taking).find(source, target);
            return taking.imported();
        }
    }
}
