package dev.buzon.reader.folder;

import java.time.Instant;
import java.util.Set;

/**
 * A message in a folder, as it was when it was looked at. Another program may have renamed it
 * since; {@link MailFolder} finds it again.
 *
 * @param name its file's name
 * @param octets the file's length
 * @param modified when it was written
 */
public record Held(FileName name, long octets, Instant modified) {
    /** The part of the name that stays the same. */
    public String unique() {
        return name.unique();
    }

    /** Its flags. */
    public Set<Flag> flags() {
        return name.flags();
    }
}
