package dev.buzon.client.pop3;

import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Printable;
import dev.buzon.protocol.pop3.StatusLine;
import dev.buzon.protocol.sasl.BearerRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a POP3 session could not be had, or could not go on. The message is one sentence that may be
 * shown: no text of a server is in it that was not made {@linkplain Printable printable}. After any
 * of these, but for {@link Refused}, the session is of no more use.
 */
@SuppressWarnings("serial") // not meant to be serialised
public abstract sealed class Pop3Exception extends IOException {
    private final transient Optional<StatusLine> answer;
    private transient List<Listed> suspects = List.of();

    private Pop3Exception(String message, Optional<StatusLine> answer, @Nullable Throwable cause) {
        super(message, cause);
        this.answer = answer;
    }

    /**
     * Messages of this batch that were handed over as whole and may not be: the one behind which
     * nonsense came, since a server that does not stuff dots ends it too early; and when an
     * answer is missing at the end, the first that was longer than announced and all behind it,
     * since a message without terminator swallows the answer to the next command. They must
     * be neither kept as what they seem nor deleted.
     */
    public List<Listed> suspects() {
        return suspects;
    }

    /** The same, blaming these messages too. */
    final void suspect(List<Listed> messages) {
        suspects = Stream.concat(suspects.stream(), messages.stream()).distinct().toList();
    }

    /**
     * The server's own words, printable and without the response code; empty when it said nothing.
     */
    public String serverText() {
        return answer.map(line -> Printable.text(line.text())).orElse("");
    }

    /** The response code of the server, in upper case and printable, if there was one. */
    public Optional<String> serverCode() {
        return answer.flatMap(StatusLine::code).map(Printable::text);
    }

    /** Somebody else is logged in ({@code [IN-USE]}, RFC 2449 §8.1.2): try again later. */
    public static final class InUse extends Pop3Exception {
        InUse(StatusLine answer) {
            super(
                    "the maildrop is in use by another session" + quoted(answer),
                    Optional.of(answer),
                    null);
        }
    }

    /** Too soon after the last login ({@code [LOGIN-DELAY]}, RFC 2449 §8.1.1): wait. */
    public static final class LoginDelay extends Pop3Exception {
        LoginDelay(StatusLine answer) {
            super(
                    "the server wants a longer pause between logins" + quoted(answer),
                    Optional.of(answer),
                    null);
        }
    }

    /** A fault of the server that will pass ({@code [SYS/TEMP]}, RFC 3206 §4): try again later. */
    public static final class TemporaryFailure extends Pop3Exception {
        TemporaryFailure(StatusLine answer) {
            super("the server has a passing fault" + quoted(answer), Optional.of(answer), null);
        }
    }

    /** A fault of the server that needs a person ({@code [SYS/PERM]}, RFC 3206 §4). */
    public static final class PermanentFailure extends Pop3Exception {
        PermanentFailure(StatusLine answer) {
            super(
                    "the server has a fault that will not pass by itself" + quoted(answer),
                    Optional.of(answer),
                    null);
        }
    }

    /** The login was refused. */
    public static final class LoginRefused extends Pop3Exception {
        private final boolean coded;
        private final transient Optional<BearerRefusal> token;

        LoginRefused(StatusLine answer, boolean coded, Optional<BearerRefusal> token) {
            super("the server refuses the login" + quoted(answer), Optional.of(answer), null);
            this.coded = coded;
            this.token = token;
        }

        /** What the server said about an access token (RFC 7628 §3.2.2), if it said so. */
        public Optional<BearerRefusal> token() {
            return token;
        }

        /**
         * Whether the server said {@code [AUTH]}: the credentials are at fault (RFC 3206 §4). If
         * not, and the same password worked before, something else may be (C-013).
         */
        public boolean coded() {
            return coded;
        }
    }

    /** No way to log in that is allowed: nothing secret was sent (C-015, C-016). */
    public static final class NoWayIn extends Pop3Exception {
        private final boolean consentWouldHelp;

        NoWayIn(String why, boolean consentWouldHelp) {
            super(why, Optional.empty(), null);
            this.consentWouldHelp = consentWouldHelp;
        }

        /** Whether a weaker way exists that a person could allow. */
        public boolean consentWouldHelp() {
            return consentWouldHelp;
        }
    }

    /**
     * The server accepted a login without showing that it knows the password (RFC 5802 §3): it is
     * not the one it says it is.
     */
    public static final class ServerNotProved extends Pop3Exception {
        ServerNotProved() {
            super(
                    "the server did not prove that it knows the password: it may be somebody else",
                    Optional.empty(),
                    null);
        }
    }

    /** Any other {@code -ERR}; the session goes on. */
    public static final class Refused extends Pop3Exception {
        Refused(String command, StatusLine answer) {
            super("the server refuses " + command + quoted(answer), Optional.of(answer), null);
        }
    }

    /** No connection. */
    public static final class Unreachable extends Pop3Exception {
        Unreachable(NetException cause) {
            super(text(cause), Optional.empty(), cause);
        }
    }

    /** The connection ended where it should not. */
    public static final class ConnectionLost extends Pop3Exception {
        ConnectionLost(String message, @Nullable Throwable cause) {
            super(message, Optional.empty(), cause);
        }
    }

    /** The server did not answer in time. */
    public static final class TimedOut extends Pop3Exception {
        TimedOut(NetException cause) {
            super(text(cause), Optional.empty(), cause);
        }
    }

    /**
     * The connection ended, or fell silent, inside a message: what came of it is not the message.
     */
    public static final class TruncatedMessage extends Pop3Exception {
        private final transient Listed message;
        private final boolean timedOut;

        TruncatedMessage(Listed message, long octets, boolean timedOut, @Nullable Throwable cause) {
            super(
                    "message %d ended after %,d of %,d octets"
                            .formatted(message.number(), octets, message.octets()),
                    Optional.empty(),
                    cause);
            this.message = message;
            this.timedOut = timedOut;
        }

        /** The message that was cut. */
        public Listed listed() {
            return message;
        }

        /** Whether the server fell silent, and did not close the connection. */
        public boolean timedOut() {
            return timedOut;
        }
    }

    /**
     * QUIT was sent and no answer came: it is not known whether deletions were carried out (C-008).
     */
    public static final class CommitUnknown extends Pop3Exception {
        CommitUnknown(@Nullable Throwable cause) {
            super(
                    "no answer to QUIT: it is not known whether messages were deleted",
                    Optional.empty(),
                    cause);
        }
    }

    /** QUIT was answered with {@code -ERR}: some messages were not deleted (RFC 1939 §6). */
    public static final class CommitRefused extends Pop3Exception {
        CommitRefused(StatusLine answer) {
            super(
                    "the server did not delete all messages" + quoted(answer),
                    Optional.of(answer),
                    null);
        }
    }

    /** What came is not POP3, or is over a bound; the connection was closed. */
    public static final class Violation extends Pop3Exception {
        Violation(String why, List<Listed> suspects) {
            super(
                    suspects.isEmpty()
                            ? why
                            : why + " after message " + suspects.getLast().number(),
                    Optional.empty(),
                    null);
            suspect(suspects);
        }
    }

    /** TLS was wanted and is not to be had; nothing secret was sent (C-018). */
    public static final class TlsUnavailable extends Pop3Exception {
        TlsUnavailable(String why, @Nullable Throwable cause) {
            super(why, Optional.empty(), cause);
        }
    }

    /** The certificate is not to be believed; nothing secret was sent (C-017). */
    public static final class CertificateRefused extends Pop3Exception {
        private final transient NetException.Refusal refusal;

        CertificateRefused(NetException.CertificateRefused cause) {
            super(text(cause), Optional.empty(), cause);
            this.refusal = cause.refusal();
        }

        /** What was wrong, and which names the certificate has. */
        public NetException.Refusal refusal() {
            return refusal;
        }
    }

    /** {@link Pop3Session#cancel} was called. */
    public static final class Cancelled extends Pop3Exception {
        Cancelled(@Nullable Throwable cause) {
            super("cancelled", Optional.empty(), cause);
        }
    }

    /** What a failure of the line means to a session. */
    static Pop3Exception of(NetException failure) {
        return switch (failure) {
            case NetException.Unreachable e -> new Unreachable(e);
            case NetException.TimedOut e -> new TimedOut(e);
            case NetException.Lost e -> new ConnectionLost(text(e), e);
            case NetException.Cancelled e -> new Cancelled(e);
            case NetException.TlsFailed e -> new TlsUnavailable(text(e), e);
            case NetException.CertificateRefused e -> new CertificateRefused(e);
        };
    }

    /** What a refusal means that carries a code which means the same everywhere. */
    static Optional<Pop3Exception> coded(StatusLine answer) {
        return answer.knownCode()
                .flatMap(code ->
                        switch (code) {
                            case IN_USE -> Optional.of(new InUse(answer));
                            case LOGIN_DELAY -> Optional.of(new LoginDelay(answer));
                            case SYS_TEMP -> Optional.of(new TemporaryFailure(answer));
                            case SYS_PERM -> Optional.of(new PermanentFailure(answer));
                            case AUTH -> Optional.empty();
                        });
    }

    private static String text(NetException failure) {
        return String.valueOf(failure.getMessage());
    }

    static String quoted(StatusLine answer) {
        return answer.text().isBlank() ? "" : ": \"" + Printable.text(answer.text()) + "\"";
    }
}
