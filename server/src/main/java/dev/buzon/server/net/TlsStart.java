package dev.buzon.server.net;

/** How an attempt to begin TLS went. */
public enum TlsStart {
    /**
     * The connection is protected from here on; what the client said before does not count any
     * more.
     */
    STARTED,
    /**
     * The client had sent more plain octets after its STLS: nothing was begun and nothing sent. The
     * driver closes the connection (RFC 2595 §4 and the injection class of CVE-2011-0411).
     */
    PLAINTEXT_WAITING,
    /** The handshake failed or there is no certificate; the connection has ended. */
    FAILED
}
