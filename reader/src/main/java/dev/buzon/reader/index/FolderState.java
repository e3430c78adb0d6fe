package dev.buzon.reader.index;

import dev.buzon.reader.folder.FolderName;
import dev.buzon.reader.folder.Role;
import java.util.Optional;

/**
 * A folder and how much is in it.
 *
 * @param ref which
 * @param name its name for people
 * @param role what it is for, if that is known
 * @param total messages in it
 * @param unread those of them that were not read
 */
public record FolderState(
        FolderRef ref, FolderName name, Optional<Role> role, long total, long unread) {}
