package dev.buzon.reader.folder;

/**
 * A message that was moved.
 *
 * @param from its name in the folder it left
 * @param to what it is in the folder it is in now
 */
public record Moved(FileName from, Held to) {}
