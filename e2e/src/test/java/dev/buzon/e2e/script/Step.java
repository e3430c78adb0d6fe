package dev.buzon.e2e.script;

import java.time.Duration;
import java.util.List;

/** One thing a script does or expects; every step knows the line of the file it came from. */
public sealed interface Step {
    /** The line in the file, from 1. */
    int line();

    /** A step on one connection (connections count from 1). */
    sealed interface OnConnection extends Step {
        /** The connection. */
        int connection();
    }

    /** The client sends this text; names in braces are replaced by what was captured before. */
    record Send(int line, int connection, String octets) implements OnConnection {}

    /** The server sends one line that fits. */
    record ExpectLine(int line, int connection, LinePattern pattern) implements OnConnection {}

    /** The server sends exactly these octets. */
    record ExpectOctets(int line, int connection, String octets) implements OnConnection {}

    /**
     * The server sends a list (up to the lone dot in POP3, one reply of several lines in SMTP) that
     * has a line for each of the one, and no line for any of the other.
     */
    record ExpectList(int line, int connection, List<LinePattern> has, List<LinePattern> lacks)
            implements OnConnection {}

    /** The server sends lines up to and with the lone dot, and they are this message. */
    record ExpectMail(int line, int connection, Mail mail) implements OnConnection {}

    /** The server sends lines, of which the last one is this. */
    record ExpectUntil(int line, int connection, String last) implements OnConnection {}

    /** The server sends part of a message and ends the connection without the lone dot. */
    record ExpectCut(int line, int connection) implements OnConnection {}

    /** The server ends the connection, and sends nothing before. */
    record ExpectClose(int line, int connection) implements OnConnection {}

    /** The server ends the connection; what comes before the end is no answer in clear. */
    record ExpectGone(int line, int connection) implements OnConnection {}

    /** A new connection through this door. */
    record Open(int line, int connection, Door door) implements OnConnection {}

    /** The TLS handshake. */
    record Tls(int line, int connection) implements OnConnection {}

    /** The client ends the connection in order (FIN). */
    record Cut(int line, int connection) implements OnConnection {}

    /** The client breaks the connection (RST). */
    record Reset(int line, int connection) implements OnConnection {}

    /** A message arrives for this user by another way. */
    record Deliver(int line, Mail mail, String user) implements Step {}

    /** Time passes. */
    record Advance(int line, Duration time) implements Step {}

    /** Something breaks. */
    record Break(int line, Fault fault) implements Step {}
}
