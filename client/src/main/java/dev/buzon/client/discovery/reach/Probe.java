package dev.buzon.client.discovery.reach;

import dev.buzon.client.discovery.offer.Offer.Endpoint;
import dev.buzon.client.discovery.offer.Offer.Service;
import dev.buzon.client.discovery.reach.Reach.State;
import dev.buzon.client.net.Connection;
import dev.buzon.client.net.Line;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.TimeLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at a mail server without logging in (C-025): connects, checks the certificate, hears the
 * greeting, says goodbye. It knows no name and no password, so it can send none; all it ever says
 * is {@code CAPA}, {@code STLS}, {@code EHLO}, {@code STARTTLS} and {@code QUIT}.
 */
public final class Probe {
    /** The longest line that is read (RFC 5321 §4.5.3.1.5), generously. */
    private static final int LINE_LIMIT = 2_048;

    /** The most lines of one answer. */
    private static final int LINES_LIMIT = 200;

    private final Connection connection;
    private final Talk talk;

    /** How the two protocols say the same things. */
    private enum Talk {
        POP3("+OK", "CAPA", "STLS"),
        SUBMISSION("220", "EHLO [127.0.0.1]", "STARTTLS");

        private final String greeting;
        private final String abilities;
        private final String upgrade;

        Talk(String greeting, String abilities, String upgrade) {
            this.greeting = greeting;
            this.abilities = abilities;
            this.upgrade = upgrade;
        }
    }

    private Probe(Connection connection, Talk talk) {
        this.connection = connection;
        this.talk = talk;
    }

    /** What is there. Never throws; takes no longer than the deadline. */
    public static Reach at(Endpoint endpoint, Internet internet, Deadline deadline) {
        long begin = System.nanoTime();
        try {
            return reached(look(endpoint, internet, deadline), "", begin);
        } catch (Told e) {
            return reached(e.state(), String.valueOf(e.getMessage()), begin);
        } catch (NetException e) {
            List<String> names =
                    e instanceof NetException.CertificateRefused refused
                            ? refused.refusal().names()
                            : List.of();
            return new Reach(state(e), String.valueOf(e.getMessage()), names, since(begin));
        }
    }

    private static Reach reached(State state, String detail, long begin) {
        return new Reach(state, detail, List.of(), since(begin));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static State look(Endpoint endpoint, Internet internet, Deadline deadline)
            throws NetException, Told {
        boolean implicit = endpoint.security() == Security.IMPLICIT_TLS;
        Duration left = deadline.left();
        Line usual = Line.to(endpoint.server());
        Line line =
                new Line(
                        endpoint.server(),
                        internet.trust(),
                        new TimeLimits(left, left, Optional.of(left)),
                        internet.dialer(),
                        usual.pace(),
                        usual.log(),
                        endpoint.service() == Service.POP3
                                ? Optional.of("pop3")
                                : Optional.empty());
        Talk talk = endpoint.service() == Service.POP3 ? Talk.POP3 : Talk.SUBMISSION;
        try (Connection connection = Connection.open(line, implicit)) {
            return new Probe(connection, talk).look(endpoint.security());
        }
    }

    private State look(Security security) throws NetException, Told {
        if (!answer(false).getFirst().startsWith(talk.greeting)) {
            throw new Told(State.OTHER_PROTOCOL, "what answers there is something else");
        }
        State state =
                switch (security) {
                    case IMPLICIT_TLS -> State.VERIFIED;
                    case UPGRADE -> upgraded();
                    case CLEARTEXT -> State.CLEARTEXT;
                };
        say("QUIT");
        connection.flush();
        return state;
    }

    private State upgraded() throws NetException, Told {
        say(talk.abilities);
        boolean offered =
                answer(true).stream()
                        .map(line -> line.toUpperCase(Locale.ROOT))
                        .anyMatch(line -> line.matches("(250[ -])?" + talk.upgrade));
        if (!offered) {
            throw new Told(State.NO_TLS, "it does not offer " + talk.upgrade);
        }
        say(talk.upgrade);
        if (!answer(false).getFirst().startsWith(talk.greeting)) {
            throw new Told(State.NO_TLS, "it refuses " + talk.upgrade);
        }
        connection.secure();
        return State.VERIFIED;
    }

    private void say(String command) {
        connection.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The lines of one answer; a list of POP3 without its dot. */
    private List<String> answer(boolean list) throws NetException, Told {
        List<String> lines = new ArrayList<>();
        while (lines.size() < LINES_LIMIT) {
            String line = line();
            lines.add(line);
            boolean more =
                    switch (talk) {
                        case POP3 ->
                                list
                                        && !line.equals(".")
                                        && (lines.size() > 1 || line.startsWith("+OK"));
                        case SUBMISSION -> line.length() > 3 && line.charAt(3) == '-';
                    };
            if (!more) {
                return lines;
            }
        }
        throw new Told(State.OTHER_PROTOCOL, "its answer has no end");
    }

    private String line() throws NetException, Told {
        StringBuilder line = new StringBuilder();
        while (line.length() < LINE_LIMIT) {
            ByteBuffer input = connection.input();
            while (input.hasRemaining()) {
                char c = (char) (input.get() & 0xff);
                if (c == '\n') {
                    return line.toString().stripTrailing();
                }
                line.append(c);
            }
            if (!connection.fill()) {
                throw new Told(State.OTHER_PROTOCOL, "it hung up");
            }
        }
        throw new Told(State.OTHER_PROTOCOL, "its line has no end");
    }

    private static State state(NetException failure) {
        return switch (failure) {
            case NetException.CertificateRefused _ -> State.CERTIFICATE_REFUSED;
            case NetException.TlsFailed _ -> State.NO_TLS;
            case NetException.TimedOut _ -> State.TIMED_OUT;
            case NetException.Lost _ -> State.OTHER_PROTOCOL;
            case NetException.Cancelled _ -> State.NOT_TRIED;
            case NetException.Unreachable unreachable -> unreachable(unreachable);
        };
    }

    private static State unreachable(NetException.Unreachable failure) {
        if (!(failure.getCause() instanceof Internet.Unresolved unresolved)) {
            return State.UNREACHABLE;
        }
        return switch (unresolved.why().verdict().kind()) {
            case NOTHING -> State.NO_HOST;
            case REFUSED -> State.ADDRESS_REFUSED;
            case ANSWER, SKIPPED, FAILED -> State.UNREACHABLE;
        };
    }

    /** Ends a look with what was seen. */
    @SuppressWarnings("serial") // never leaves this class
    private static final class Told extends Exception {
        private final State state;

        Told(State state, String detail) {
            super(detail);
            this.state = state;
        }

        State state() {
            return state;
        }
    }
}
