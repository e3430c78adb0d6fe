package dev.buzon.testing.pop3;

import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.wire.End;
import java.time.Duration;
import java.util.Set;

/**
 * One thing that a server does and should not, or need not, do. Quirks are values and combine
 * freely; where two contradict each other, the first in the list wins. A message is named by its
 * place in the order in which messages were given to the server, from 1, whatever number it has in
 * a session. The rows are those of docs/rfc/requirements.tsv.
 */
public sealed interface Quirk {
    /** Any message. */
    int ANY = 0;

    /** Without an end. */
    int ALWAYS = Integer.MAX_VALUE;

    /**
     * A quirk that shows only in some sessions, counted from 1 by logins that went well; a
     * connection that is not logged in yet belongs to the session that it would become.
     */
    record OnVisits(int first, int last, Quirk quirk) implements Quirk {}

    /** A quirk that shows only on some connections, counted from 1 as they were accepted. */
    record OnConnections(int first, int last, Quirk quirk) implements Quirk {}

    /** A quirk that shows only when this message is read, by RETR or TOP. */
    record OnMessage(int message, Quirk quirk) implements Quirk {}

    /** A quirk of one session. */
    static Quirk onVisit(int visit, Quirk quirk) {
        return new OnVisits(visit, visit, quirk);
    }

    /** A quirk that shows from this session on. */
    static Quirk fromVisit(int visit, Quirk quirk) {
        return new OnVisits(visit, ALWAYS, quirk);
    }

    /** A quirk of one connection. */
    static Quirk onConnection(int connection, Quirk quirk) {
        return new OnConnections(connection, connection, quirk);
    }

    /**
     * Ends the connection instead of obeying the nth command on it, counted from 1 (C-008, C-022;
     * every line that breaks).
     */
    record CutAtCommand(int nth, End how) implements Quirk {}

    /** Ends the connection when it has said so many octets, those of TLS not counted. */
    record CutAtOctet(long octets, End how) implements Quirk {}

    /**
     * Ends the connection inside an answer, after so many octets of it; the command was obeyed.
     * With 0 nothing of the answer is seen (C-008: the answer to QUIT; getmail, mpop, commons-net
     * and fetchmail lose or double mail when RETR is cut).
     *
     * @param nth which of the answers of this kind on the connection, from 1
     */
    record CutInAnswer(Turn turn, int nth, long octets, End how) implements Quirk {}

    /**
     * Says nothing any more, until {@link MisbehavingServer#release} or the end of the server: a
     * single line not at all, of a longer answer one half (Q-037 for CAPA; fetchmail and mpop hang
     * in STLS and RETR).
     */
    record Stall(Turn turn) implements Quirk {}

    /**
     * Says this as its status line; what follows the line follows all the same if it begins with
     * {@code +OK} in any case. May hold line ends, and so several lines (Q-024, Q-040; FTGate says
     * +OK twice).
     */
    record Says(Turn turn, String line) implements Quirk {}

    /**
     * Says no.
     *
     * @param message of RETR, TOP and DELE only for this message, or {@link #ANY}
     * @param times how often; then it gives in
     * @param line what it says, such as {@code -ERR [SYS/TEMP] later}
     */
    record Refuses(Turn turn, int message, int times, String line) implements Quirk {}

    /** Grants this so often on each connection, then says no (Q-038: 163.com). */
    record RefusesAfter(Turn turn, int granted, String line) implements Quirk {}

    /**
     * Shows this line for a message in LIST or UIDL, {@code {n}} being its number; also in STAT,
     * for {@link #ANY}, instead of the two figures (Q-022, Q-028; Exchange and qmail lie about
     * sizes).
     */
    record Shows(Turn turn, int message, String line) implements Quirk {}

    /** Leaves these messages out of LIST and UIDL, without renumbering (Q-022: gaps). */
    record Gaps(Set<Integer> messages) implements Quirk {
        /** A copy with a fixed set. */
        public Gaps {
            messages = Set.copyOf(messages);
        }
    }

    /** Has not got these messages in a session (Q-033: Gmail's windows). */
    record Missing(Set<Integer> messages) implements Quirk {
        /** A copy with a fixed set. */
        public Missing {
            messages = Set.copyOf(messages);
        }
    }

    /** Shows unique identifiers with this in front: all are new (Q-034: the server moved). */
    record UidsRenamed(String prefix) implements Quirk {}

    /** Does not know this command, nor the capability of its name (C-001, C-020, Q-027). */
    record Without(Turn turn) implements Quirk {}

    /** Lists this capability, whether true or not (C-010, C-011: LOGIN-DELAY, EXPIRE). */
    record Announces(Set<Phase> when, String capability) implements Quirk {
        /** A copy with a fixed set. */
        public Announces {
            when = Set.copyOf(when);
        }
    }

    /**
     * Does not list the capability that begins with this word, though it works (Q-026: jpop, old
     * GreenMail; Gmail's PIPELINING before login).
     */
    record Conceals(Set<Phase> when, String keyword) implements Quirk {
        /** A copy with a fixed set. */
        public Conceals {
            when = Set.copyOf(when);
        }
    }

    /**
     * Goes on for ever, or for so many octets, after which it ends the connection (fetchmail, Angus
     * Mail, commons-net and getmail run out of memory or crash).
     */
    record Endless(Turn turn, Flood flood, long octets) implements Quirk {
        /** Beyond every bound that a client may have, and still not for ever. */
        public static final long FOR_EVER = 2L * 1024 * 1024 * 1024;
    }

    /** The form of what has no end. */
    enum Flood {
        /** The status line. */
        STATUS,
        /** The first line behind it: of a listing, or of a message's body. */
        LINE,
        /** Lines: of text, of capabilities, of a listing, of a message's body. */
        LINES,
        /** Lines of a message's header. */
        HEADER
    }

    /** How answers of several lines are put on the line. */
    enum Framing implements Quirk {
        /** Lone LF at the end of every line of an answer (Thunderbird bugs 1911477, 1883760). */
        LF_ONLY,
        /** The terminator is a dot and a lone LF. */
        LF_TERMINATOR,
        /** The terminator does not come. */
        NO_TERMINATOR,
        /**
         * The terminator comes right after the last octet, without a line end (Q-029: Exchange).
         */
        TERMINATOR_WITHOUT_LINE_END,
        /** Dots at the begin of lines are not doubled (Q-030: Mailpit, GreenMail). */
        DOTS_NOT_STUFFED
    }

    /** What TOP gives instead of the header and some lines. */
    enum LyingTop implements Quirk {
        /** One line of the body fewer, and only half of the header. */
        TOO_FEW_LINES,
        /** The whole message. */
        WHOLE_MESSAGE,
        /** Two status lines (FTGate). */
        TWO_STATUS_LINES,
        /** At most 64 kB (Maillennium). */
        CUT_AT_64_KB,
        /** Other fields than RETR gives (Exchange, Notes). */
        OTHER_HEADER
    }

    /** How QUIT ends. */
    enum Quitting implements Quirk {
        /** The connection ends, nothing was deleted (C-008; fetchmail never deletes it again). */
        DROPPED,
        /** The deletes were done, and the connection ends without a word (C-008). */
        ANSWER_LOST,
        /** {@code -ERR}, nothing was deleted (C-008). */
        REFUSED,
        /** {@code +OK}, nothing was deleted (zammad issue 3038). */
        IGNORES_DELETES,
        /** Deletes what was read, unless RSET came last. */
        DELETES_WHAT_WAS_READ
    }

    /** What goes wrong in a login. */
    enum LoginFault implements Quirk {
        /** Ends the connection after a failed login. */
        CLOSES_AFTER_FAILURE,
        /** Refuses tokens, in the form of RFC 7628 §3.2.3: an answer in Base64 first. */
        OAUTH_REFUSED,
        /** Takes a token only after an empty challenge (Q-023: Exchange Online). */
        OAUTH_IN_TWO_STEPS,
        /** The empty challenge is a plus without the blank (Q-025: Exchange). */
        BARE_CHALLENGE,
        /** Its signature in SCRAM is wrong: it does not know the password (C-016). */
        WRONG_SERVER_SIGNATURE,
        /** Says {@code +OK} in SCRAM instead of showing its signature (C-016). */
        NO_SERVER_SIGNATURE,
        /** Its challenge is not Base64 (C-014). */
        CHALLENGE_NOT_BASE64
    }

    /** Says this in the packet of its {@code +OK} to STLS, before TLS (EAST: B_1). */
    record Injects(String octets) implements Quirk {}

    /** What becomes of commands that come before the answer to the last one was read (C-009). */
    enum Pipelining implements Quirk {
        /** Everything in a packet behind the first command is lost. */
        DROPS_BATCH,
        /** Answers in the wrong order. */
        OUT_OF_ORDER,
        /** Ends the connection (MailKit issue 174: poczta.o2.pl). */
        CLOSES
    }

    /**
     * Reads a command at a time, and only when everything said before has left through small
     * buffers (C-009): a client that writes without reading comes to a halt.
     */
    record NarrowPipe(int octets) implements Quirk {}

    /**
     * Shows at most so many messages in a session, and hides those that were read at the end of it
     * Gmail, 250).
     */
    record Window(int messages) implements Quirk {}

    /**
     * Shows this certificate.
     *
     * @param trusted whether the server's own authority gave it out, or another (C-017, Q-041)
     */
    record Shown(CertificateForm form, boolean trusted) implements Quirk {}

    /** Ends the connection after so much silence of the client (Q-035: Outlook.com). */
    record ClosesWhenIdle(Duration silence) implements Quirk {}
}
