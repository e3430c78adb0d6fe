package dev.buzon.protocol.pop3;

import dev.buzon.protocol.Secret;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One parsed client command. The interface it implements says in which state it is legal (RFC 1939
 * §3).
 */
public sealed interface Command {
    /** Legal in the AUTHORIZATION state (RFC 1939 §4). */
    sealed interface BeforeLogin extends Command {}

    /** Legal in the TRANSACTION state (RFC 1939 §5). */
    sealed interface AfterLogin extends Command {}

    /**
     * {@code USER name}: who wants in (RFC 1939 §7); the name as typed, well-formed UTF-8 (RFC 6856
     * §2.2).
     */
    record User(String name) implements BeforeLogin {}

    /**
     * {@code PASS password}: everything after the one blank belongs to the password (RFC 1939 §7).
     */
    record Pass(Secret password) implements BeforeLogin {}

    /**
     * {@code APOP name digest}: the MD5 of the greeting's timestamp and a shared secret, 32
     * lower-case hex digits (RFC 1939 §7).
     */
    record Apop(String name, String digest) implements BeforeLogin {}

    /**
     * {@code AUTH mechanism [initial-response]}: a SASL exchange begins (RFC 5034 §4); the
     * mechanism in upper case.
     */
    record Auth(String mechanism, Optional<String> initialResponse) implements BeforeLogin {}

    /** {@code AUTH} alone: not in a standard; some clients ask so for the list of mechanisms. */
    record AuthList() implements BeforeLogin {}

    /** {@code STLS}: TLS begins (RFC 2595 §4). */
    record Stls() implements BeforeLogin {}

    /** {@code UTF8}: messages may be sent with UTF-8 in their headers (RFC 6856 §2). */
    record Utf8() implements BeforeLogin {}

    /** {@code CAPA}: what this server can do (RFC 2449 §5). */
    record Capa() implements BeforeLogin, AfterLogin {}

    /**
     * {@code LANG [tag]}: the language of texts, {@code *} for the server's preference (RFC 6856
     * §3).
     */
    record Lang(Optional<String> tag) implements BeforeLogin, AfterLogin {}

    /** {@code QUIT}: the end, and in TRANSACTION the way to UPDATE (RFC 1939 §6). */
    record Quit() implements BeforeLogin, AfterLogin {}

    /** {@code STAT} (RFC 1939 §5). */
    record Stat() implements AfterLogin {}

    /** {@code LIST [number]} (RFC 1939 §5). */
    record List(OptionalInt number) implements AfterLogin {}

    /** {@code RETR number} (RFC 1939 §5). */
    record Retr(int number) implements AfterLogin {}

    /** {@code DELE number} (RFC 1939 §5). */
    record Dele(int number) implements AfterLogin {}

    /** {@code NOOP} (RFC 1939 §5). */
    record Noop() implements AfterLogin {}

    /** {@code RSET} (RFC 1939 §5). */
    record Rset() implements AfterLogin {}

    /**
     * {@code TOP number lines} (RFC 1939 §7); a count beyond {@link Integer#MAX_VALUE} means all
     * lines.
     */
    record Top(int number, int lines) implements AfterLogin {}

    /** {@code UIDL [number]} (RFC 1939 §7). */
    record Uidl(OptionalInt number) implements AfterLogin {}

    /** What could not be read as a command; legal nowhere, answered everywhere. */
    record Malformed(Problem problem) implements BeforeLogin, AfterLogin {}

    /** Why a line is no command. */
    enum Problem {
        /** The keyword is not known. */
        UNKNOWN,
        /**
         * A keyword of an older or private text, which probing clients try: not counted as a
         * mistake.
         */
        OBSOLETE,
        /** The keyword is known, its arguments are not what it takes. */
        ARGUMENTS,
        /** An argument is not well-formed UTF-8 or has control characters (RFC 6856 §2.2). */
        TEXT,
        /** The line was longer than a command may be (RFC 2449 §4); it was read to its end. */
        TOO_LONG,
        /** The line goes on without an end: the connection is closed. */
        ENDLESS,
        /**
         * The line speaks another protocol: somebody made a client talk to the wrong port (RFC 9325
         * §3.8).
         */
        OTHER_PROTOCOL
    }
}
