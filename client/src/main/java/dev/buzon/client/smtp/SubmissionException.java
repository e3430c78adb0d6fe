package dev.buzon.client.smtp;

import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Printable;
import dev.buzon.protocol.sasl.BearerRefusal;
import dev.buzon.protocol.smtp.SmtpReply;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a submission server could not be reached or used, or a message cannot be sent at all. The
 * message is one sentence that may be shown: no text of a server is in it that was not made
 * {@linkplain Printable printable}. What became of a message for each recipient is no exception but
 * a {@link SendReport}.
 */
@SuppressWarnings("serial") // not meant to be serialised
public abstract sealed class SubmissionException extends IOException {
    private final transient Optional<SmtpReply> answer;

    private SubmissionException(
            String message, Optional<SmtpReply> answer, @Nullable Throwable cause) {
        super(message, cause);
        this.answer = answer;
    }

    /** The server's own words, printable; empty when it said nothing. */
    public String serverText() {
        return answer.map(SubmissionException::words).orElse("");
    }

    /** The code of the server's answer, if there was one. */
    public Optional<Integer> serverCode() {
        return answer.map(SmtpReply::code);
    }

    /** Whether the same may go well later without anybody doing anything. */
    public boolean passing() {
        return switch (this) {
            case Unreachable _, ConnectionLost _, TimedOut _, TemporaryFailure _, Cancelled _ ->
                    true;
            case Refused _,
                    LoginRefused _,
                    NoWayIn _,
                    ServerNotProved _,
                    Violation _,
                    TlsUnavailable _,
                    CertificateRefused _,
                    Unsendable _,
                    Unreadable _ ->
                    false;
        };
    }

    /** No connection. */
    public static final class Unreachable extends SubmissionException {
        Unreachable(NetException cause) {
            super(text(cause), Optional.empty(), cause);
        }
    }

    /** The connection ended where it should not. */
    public static final class ConnectionLost extends SubmissionException {
        ConnectionLost(String message, @Nullable Throwable cause) {
            super(message, Optional.empty(), cause);
        }
    }

    /** The server did not answer in time. */
    public static final class TimedOut extends SubmissionException {
        TimedOut(NetException cause) {
            super(text(cause), Optional.empty(), cause);
        }
    }

    /** {@link SubmissionSession#cancel} was called, or the thread was interrupted. */
    public static final class Cancelled extends SubmissionException {
        Cancelled(@Nullable Throwable cause) {
            super("cancelled", Optional.empty(), cause);
        }
    }

    /** The server cannot at this time (4yz, RFC 5321 §4.2.1). */
    public static final class TemporaryFailure extends SubmissionException {
        TemporaryFailure(String what, SmtpReply answer) {
            super("the server cannot " + what + " now" + quoted(answer), Optional.of(answer), null);
        }
    }

    /** The server does not want to (5yz, RFC 5321 §4.2.1). */
    public static final class Refused extends SubmissionException {
        Refused(String what, SmtpReply answer) {
            super("the server refuses " + what + quoted(answer), Optional.of(answer), null);
        }
    }

    /** The login was refused (RFC 4954 §6). */
    public static final class LoginRefused extends SubmissionException {
        private final transient Optional<BearerRefusal> token;

        LoginRefused(SmtpReply answer, Optional<BearerRefusal> token) {
            super("the server refuses the login" + quoted(answer), Optional.of(answer), null);
            this.token = token;
        }

        /** What the server said about an access token (RFC 7628 §3.2.2), if it said so. */
        public Optional<BearerRefusal> token() {
            return token;
        }
    }

    /** No way to log in that is allowed: nothing secret was sent (C-015, C-016). */
    public static final class NoWayIn extends SubmissionException {
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

    /** The server accepted a login without showing that it knows the password (RFC 5802 §3). */
    public static final class ServerNotProved extends SubmissionException {
        ServerNotProved() {
            super(
                    "the server did not prove that it knows the password: it may be somebody else",
                    Optional.empty(),
                    null);
        }
    }

    /** What came is not SMTP; the connection was closed. */
    public static final class Violation extends SubmissionException {
        Violation(String why) {
            super(why, Optional.empty(), null);
        }
    }

    /** TLS was wanted and is not to be had; nothing secret was sent (C-018). */
    public static final class TlsUnavailable extends SubmissionException {
        TlsUnavailable(String why, @Nullable Throwable cause) {
            super(why, Optional.empty(), cause);
        }
    }

    /** The certificate is not to be believed; nothing secret was sent (C-017). */
    public static final class CertificateRefused extends SubmissionException {
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

    /** The message or its envelope is not fit to be sent; no octet of it was. */
    public static final class Unsendable extends SubmissionException {
        private final Fault fault;
        private final String detail;

        Unsendable(Fault fault, String detail) {
            super(fault.sentence().formatted(Printable.text(detail)), Optional.empty(), null);
            this.fault = fault;
            this.detail = Printable.text(detail);
        }

        /** What is wrong. */
        public Fault fault() {
            return fault;
        }

        /** What it is about, such as an address, printable; empty when there is nothing to say. */
        public String detail() {
            return detail;
        }
    }

    /** What can be wrong with a message. */
    public enum Fault {
        /** Nobody is to get it. */
        NO_RECIPIENT("the message has no recipient"),
        /** It does not say who wrote it. */
        NO_SENDER("the message has no From field with one address"),
        /** Something where an address should be that cannot be one. */
        BAD_ADDRESS("this is no address: %s"),
        /** A header of more than 256 KiB. */
        LONG_HEADER("the header of the message is too long"),
        /** A line of more than 998 octets (RFC 5322 §2.1.1). */
        LONG_LINE("the message has a line of %s octets; mail allows 998"),
        /** NUL, which mail cannot carry (RFC 5322 §4). */
        NUL("the message has a NUL in it and is no text"),
        /** A header that is not ASCII and cannot be read as UTF-8 either. */
        HEADER_CHARACTERS("the header of the message is not in UTF-8"),
        /** A wish that cannot be told to a server. */
        BAD_WISH("this is no name for an envelope: %s");

        private final String sentence;

        Fault(String sentence) {
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    /** The message could not be read while it was being sent, or was changed meanwhile. */
    public static final class Unreadable extends SubmissionException {
        Unreadable(IOException cause) {
            super("the message cannot be read: " + reason(cause), Optional.empty(), cause);
        }

        private static String reason(IOException cause) {
            String message = cause.getMessage();
            return Printable.text(message == null ? cause.getClass().getSimpleName() : message);
        }
    }

    /** What a failure of the line means to a session. */
    static SubmissionException of(NetException failure) {
        return switch (failure) {
            case NetException.Unreachable e -> new Unreachable(e);
            case NetException.TimedOut e -> new TimedOut(e);
            case NetException.Lost e -> new ConnectionLost(text(e), e);
            case NetException.Cancelled e -> new Cancelled(e);
            case NetException.TlsFailed e -> new TlsUnavailable(text(e), e);
            case NetException.CertificateRefused e -> new CertificateRefused(e);
        };
    }

    /** What an answer means that is not the one that was hoped for. */
    static SubmissionException of(String what, SmtpReply answer) {
        return answer.kind() == SmtpReply.Kind.LATER
                ? new TemporaryFailure(what, answer)
                : new Refused(what, answer);
    }

    /** The words of an answer, all lines, printable. */
    static String words(SmtpReply answer) {
        return Printable.text(String.join(" ", answer.lines()).strip());
    }

    static String quoted(SmtpReply answer) {
        String words = words(answer);
        return words.isEmpty() ? " (" + answer.code() + ")" : ": \"" + words + "\"";
    }

    private static String text(NetException failure) {
        return String.valueOf(failure.getMessage());
    }
}
