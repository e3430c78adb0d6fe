package dev.buzon.testing.wire;

/** How a scripted server ends a connection. */
public enum End {
    /** In order, as far as TCP can see: the client reads the end of the stream. */
    FIN,
    /** The client is told that the connection was reset. */
    RST
}
