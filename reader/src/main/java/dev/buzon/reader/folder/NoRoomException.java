package dev.buzon.reader.folder;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;

/** There is no room on the disk. What was there before is untouched. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1;

    private static final List<String> SIGNS =
            List.of("no space left", "quota exceeded", "not enough space", "disk full");

    /** No room, as this failure says. */
    public NoRoomException(Throwable cause) {
        super("no room on the disk", cause);
    }

    /** This failure, as a {@link NoRoomException} when it says that there is no room. */
    public static IOException of(IOException failure) {
        return failure instanceof NoRoomException || !saysFull(failure)
                ? failure
                : new NoRoomException(failure);
    }

    private static boolean saysFull(IOException failure) {
        String reason =
                failure instanceof FileSystemException told
                        ? told.getReason()
                        : failure.getMessage();
        String text = String.valueOf(reason).toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(text::contains);
    }
}
