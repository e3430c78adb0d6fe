package dev.buzon.server.discovery;

/**
 * Where the world reaches one service.
 *
 * @param host its name
 * @param port its TCP port
 */
public record Access(String host, int port) {}
