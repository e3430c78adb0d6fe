package dev.buzon.bench.proc;

/**
 * Memory of a server.
 *
 * @param octets sum over its processes
 * @param proportional whether shared pages are divided among those who share them (PSS); if not,
 *     they are counted for each (RSS)
 * @param processes how many processes there were
 */
public record Memory(long octets, boolean proportional, int processes) {}
