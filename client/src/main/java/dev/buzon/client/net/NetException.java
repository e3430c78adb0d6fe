package dev.buzon.client.net;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a connection could not be had or kept. The message is one sentence that may be shown. */
@SuppressWarnings("serial") // not meant to be serialised
public abstract sealed class NetException extends IOException {
    private NetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** No connection: no such name, nobody listens, no way there. */
    public static final class Unreachable extends NetException {
        /** A failure with its cause. */
        public Unreachable(ServerAddress server, IOException cause) {
            super("no connection to " + server + ": " + reason(cause), cause);
        }
    }

    /** The other side was silent for too long, or the whole took too long. */
    public static final class TimedOut extends NetException {
        /** A wait that had to end. */
        public TimedOut(String message) {
            super(message, null);
        }
    }

    /** The connection broke. */
    public static final class Lost extends NetException {
        /** A break with its cause. */
        public Lost(ServerAddress server, @Nullable IOException cause) {
            super(
                    "the connection to "
                            + server
                            + " was lost"
                            + (cause == null ? "" : ": " + reason(cause)),
                    cause);
        }
    }

    /** This side ended it, from another thread. */
    public static final class Cancelled extends NetException {
        /** An end that was asked for. */
        public Cancelled() {
            super("cancelled", null);
        }
    }

    /** TLS did not come about, and not because of the certificate. */
    public static final class TlsFailed extends NetException {
        /** A failed handshake. */
        public TlsFailed(ServerAddress server, IOException cause) {
            super("no TLS with " + server + ": " + reason(cause), cause);
        }

        /**
         * A handshake that did not begin: octets that came in clear would have been taken for
         * protected ones.
         */
        public TlsFailed(ServerAddress server, String why) {
            super("no TLS with " + server + ": " + why, null);
        }
    }

    /**
     * The certificate is not one that may be believed for this host (C-017); nothing secret was
     * sent.
     */
    public static final class CertificateRefused extends NetException {
        private final transient Refusal refusal;

        /** A certificate that was refused for this reason. */
        public CertificateRefused(ServerAddress server, Refusal refusal) {
            super("the certificate of " + server + " is refused: " + refusal.why(), null);
            this.refusal = refusal;
        }

        /** What was wrong, and what there was instead. */
        public Refusal refusal() {
            return refusal;
        }
    }

    /**
     * What a certificate was refused for.
     *
     * @param why one sentence that may be shown
     * @param asked the host that was asked for
     * @param names the names in the certificate, printable: one of them may be the one to use
     *     (Q-041)
     * @param sha256 the SHA-256 of the certificate in hexadecimal, with which it could be pinned;
     *     empty when none was seen
     */
    public record Refusal(String why, String asked, List<String> names, String sha256) {
        /** Keeps a copy of the names. */
        public Refusal {
            names = List.copyOf(names);
        }
    }

    static String reason(IOException cause) {
        String message = cause.getMessage();
        String text = message == null ? cause.getClass().getSimpleName() : message;
        return Printable.text(
                cause instanceof java.net.UnknownHostException && !text.startsWith("there is no")
                        ? "there is no host " + text
                        : text);
    }
}
