package dev.buzon.server.net;

/** Why nothing more will be read from a connection. The first reason wins. */
public enum End {
    /** The client closed its side, as it should after QUIT. */
    EOF(true),
    /** The peer is gone: a reset, or TCP keep-alive found nobody there. */
    LOST(false),
    /** Nothing arrived for the idle limit. POP3 says nothing then (RFC 1939 §3), SMTP says 421. */
    IDLE(true),
    /** A deadline set by {@link Connection#deadline} passed, however busy the client was. */
    OVERDUE(true),
    /** The client did not take what was written to it for the write limit. */
    STALLED(false),
    /** The server is stopping; a last word may be written. */
    SHUTDOWN(true),
    /** Somebody with a better right ended it, such as a new login that took over the lock. */
    TAKEN_OVER(false),
    /** The TLS handshake failed, or what came was not TLS any more. */
    TLS_FAILED(false),
    /** This side closed it. */
    CLOSED(false);

    private final boolean lastWord;

    End(boolean lastWord) {
        this.lastWord = lastWord;
    }

    /** Whether something may still be written: otherwise the socket is closed already. */
    public boolean lastWord() {
        return lastWord;
    }
}
