package dev.buzon.reader.index;

import java.io.IOException;
import java.nio.file.Path;

/** Another program, or another part of this one, has the index open. */
public final class IndexInUseException extends IOException {
    private static final long serialVersionUID = 1;

    IndexInUseException(Path file) {
        super("the index is in use: " + file);
    }
}
