package dev.buzon.server.net;

/**
 * What a listener does with a client: the driver of a protocol. Runs on the connection's own
 * virtual thread.
 */
@FunctionalInterface
public interface Service {
    /** Serves this client until it is done; the listener closes the connection afterwards. */
    void serve(Connection connection) throws ConnectionEndedException;
}
