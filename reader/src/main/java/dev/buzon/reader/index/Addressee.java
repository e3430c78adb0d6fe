package dev.buzon.reader.index;

/**
 * Somebody mail came from or went to.
 *
 * @param name their name as last seen; may be empty
 * @param address their address
 * @param times how often they were seen
 */
public record Addressee(String name, String address, long times) {}
