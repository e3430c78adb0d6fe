package dev.buzon.client.pop3;

import dev.buzon.client.net.Connection;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Security;
import dev.buzon.protocol.pop3.Apop;
import dev.buzon.protocol.pop3.Code;
import dev.buzon.protocol.pop3.Command;
import dev.buzon.protocol.pop3.StatusLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way from nothing to a session: connect, greet, TLS, capabilities, login, on as many
 * connections as it takes. Round trips are counted here: greeting, [STLS], CAPA, the login.
 */
final class Opening {
    /** How long a server may take for a line of CAPA before it is asked no more. */
    static final Duration CAPA_LIMIT = Duration.ofSeconds(10);

    /** How long a server may take to greet. */
    static final Duration GREETING_LIMIT = Duration.ofMinutes(1);

    /** So often a connection may be lost behind a pipeline before that is laid to the pipeline. */
    private static final int LOSSES_BELIEVED = 2;

    private static final Pattern ANGLES = Pattern.compile("<[^<>]*>");

    /** A connection that is ready for a login. */
    private record Ready(Wire wire, Capabilities capabilities, Optional<String> timestamp) {}

    private final Settings settings;
    private final Set<Way> tried = EnumSet.noneOf(Way.class);
    private Quirks quirks;
    private boolean utf8;
    private Optional<Login> latest = Optional.empty();
    private boolean listOwed;

    Opening(Settings settings) {
        this.settings = settings;
        this.quirks = settings.quirks();
        this.utf8 = settings.utf8();
    }

    /**
     * Opens a session, or says why there is none. A server that announces pipelining and loses what
     * comes behind the first command, or ends the connection, is called again without (C-009).
     */
    Pop3Session session() throws Pop3Exception {
        Credentials credentials =
                settings.credentials()
                        .orElseThrow(() ->
                                new Pop3Exception.NoWayIn("it is not said who logs in", false));
        for (int losses = 1; ; losses++) {
            try {
                return session(credentials);
            } catch (Pop3Exception.ConnectionLost | Pop3Exception.TimedOut e) {
                if (!pipelineInDoubt()) {
                    throw e;
                }
                // A line may break anywhere, but silence in the middle is no accident.
                if (losses >= LOSSES_BELIEVED || e instanceof Pop3Exception.TimedOut) {
                    quirks = quirks.pipelining(Quirks.Pipelining.BROKEN);
                }
                tried.clear();
            }
        }
    }

    /** Whether the first of a pipeline was answered and what came behind it was not. */
    private boolean pipelineInDoubt() {
        return quirks.pipelining() == Quirks.Pipelining.AS_ANNOUNCED
                && (listOwed || latest.filter(Login::passOwed).isPresent());
    }

    private Pop3Session session(Credentials credentials) throws Pop3Exception {
        latest = Optional.empty();
        listOwed = false;
        Ready ready = connect();
        boolean opened = false;
        try {
            Optional<Pop3Exception> refusal = Optional.empty();
            while (true) {
                Way way = nextWay(ready, credentials, refusal);
                tried.add(way);
                Login login = login(ready);
                StatusLine answer;
                try {
                    answer = login.by(way, credentials);
                } catch (Pop3Exception.ConnectionLost e) {
                    if (refusal.isEmpty()) {
                        throw e;
                    }
                    ready = connect(); // it closed after the last attempt
                    login = login(ready);
                    answer = login.by(way, credentials);
                }
                if (answer.ok()) {
                    Pop3Session session = opened(ready, login, way);
                    opened = true;
                    return session;
                }
                refusal = Optional.of(refusal(login, way, answer));
            }
        } finally {
            if (!opened) {
                ready.wire().close();
            }
        }
    }

    private Way nextWay(Ready ready, Credentials credentials, Optional<Pop3Exception> refusal)
            throws Pop3Exception {
        LoginPlan plan = plan(ready, credentials);
        Optional<Way> next = plan.ways().stream().filter(way -> !tried.contains(way)).findFirst();
        if (next.isPresent()) {
            return next.get();
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        throw new Pop3Exception.NoWayIn(
                plan.consentWouldHelp()
                        ? settings.line().server()
                                + " no longer offers SCRAM, which was used before: the password"
                                + " would have to be told"
                        : settings.line().server() + " offers no way to log in that may be used",
                plan.consentWouldHelp());
    }

    /** What a refused attempt means: the next way is tried, unless this throws. */
    private Pop3Exception refusal(Login login, Way way, StatusLine answer) throws Pop3Exception {
        Optional<Pop3Exception> coded = Pop3Exception.coded(answer);
        if (coded.isPresent()) {
            throw coded.get();
        }
        if (!utf8 && answer.code().filter("UTF8"::equals).isPresent()) {
            utf8 = true; // this maildrop wants to be read so (RFC 6856 §2.1)
            tried.remove(way);
        }
        boolean wrong = answer.knownCode().equals(Optional.of(Code.AUTH));
        var refused = new Pop3Exception.LoginRefused(answer, wrong, login.tokenRefusal());
        if (wrong && !way.isScram()) {
            throw refused; // it was told the password and knows better; SCRAM may only lack keys
        }
        return refused;
    }

    private LoginPlan plan(Ready ready, Credentials credentials) {
        return new LoginPlan(
                ready.capabilities(),
                credentials,
                Login.binding(ready.wire()).isPresent(),
                ready.timestamp().isPresent(),
                settings.only(),
                quirks.scramUsed(),
                settings.plaintextAllowed());
    }

    private Login login(Ready ready) {
        List<Command> before = new ArrayList<>();
        if (ready.capabilities().has("LANG")) {
            settings.language().ifPresent(tag -> before.add(new Command.Lang(Optional.of(tag))));
        }
        if (utf8 && ready.capabilities().has("UTF8")) {
            before.add(new Command.Utf8());
        }
        Login login =
                new Login(
                        ready.wire(),
                        ready.capabilities(),
                        pipelined(ready.capabilities()),
                        ready.timestamp(),
                        before,
                        settings.listsAhead() ? Pop3Session.listCommands(quirks) : List.of());
        latest = Optional.of(login);
        return login;
    }

    private boolean pipelined(Capabilities capabilities) {
        return switch (quirks.pipelining()) {
            case AS_ANNOUNCED -> capabilities.pipelining();
            case WORKS -> true;
            case BROKEN -> false;
        };
    }

    private Pop3Session opened(Ready ready, Login login, Way way) throws Pop3Exception {
        if (way.isScram()) {
            quirks = quirks.scramUsed(true);
        }
        Pop3Session session = new Pop3Session(ready.wire(), ready.capabilities(), quirks);
        if (login.behindSent()) {
            listOwed = true;
            StatusLine list = session.firstAhead();
            listOwed = false;
            session.takeListAhead(list);
        }
        if (mayListMoreNow(ready.capabilities())) {
            session.askCapabilities();
        }
        return session;
    }

    /** Whether the list may differ after login and it matters (Q-026, RFC 2449 §6.5, §6.7). */
    private boolean mayListMoreNow(Capabilities before) {
        if (before.listed().isEmpty() || quirks.capaHangs()) {
            return false;
        }
        boolean pipeliningUnknown =
                !before.pipelining() && quirks.pipelining() == Quirks.Pipelining.AS_ANNOUNCED;
        return pipeliningUnknown
                || before.has("LOGIN-DELAY", "USER")
                || before.has("EXPIRE", "USER");
    }

    /** A connection with its capabilities; without them if the server cannot be asked. */
    private Ready connect() throws Pop3Exception {
        Ready asking = greeted();
        if (quirks.capaHangs()) {
            return asking;
        }
        try {
            return new Ready(asking.wire(), capabilities(asking.wire()), asking.timestamp());
        } catch (Pop3Exception.TimedOut | Pop3Exception.ConnectionLost _) {
            asking.wire().close();
            quirks = quirks.capaHangs(true);
            return greeted();
        }
    }

    private Ready greeted() throws Pop3Exception {
        Wire wire = dial();
        try {
            StatusLine greeting = wire.statusSoon(GREETING_LIMIT);
            if (!greeting.ok()) {
                throw Pop3Exception.coded(greeting)
                        .orElseGet(() -> new Pop3Exception.Refused("the connection", greeting));
            }
            if (settings.security() == Security.UPGRADE) {
                // The list of capabilities is not asked for in clear: it could be anybody's.
                upgrade(wire);
            }
            return new Ready(wire, Capabilities.none(), timestamp(greeting));
        } catch (Pop3Exception e) {
            wire.close();
            throw e;
        }
    }

    private void upgrade(Wire wire) throws Pop3Exception {
        wire.quiet();
        wire.send(new Command.Stls());
        StatusLine answer = wire.status();
        if (!answer.ok()) {
            throw new Pop3Exception.TlsUnavailable(
                    settings.line().server()
                            + " does not offer TLS; nothing was told to it"
                            + Pop3Exception.quoted(answer),
                    null);
        }
        wire.secure();
    }

    private Wire dial() throws Pop3Exception {
        try {
            Connection connection =
                    Connection.open(settings.line(), settings.security() == Security.IMPLICIT_TLS);
            return new Wire(connection, settings.line().log(), settings.line().limits().read());
        } catch (NetException e) {
            throw Pop3Exception.of(e);
        }
    }

    private Capabilities capabilities(Wire wire) throws Pop3Exception {
        wire.quiet();
        wire.send(new Command.Capa());
        return wire.statusSoon(CAPA_LIMIT).ok()
                ? Capabilities.of(wire.capabilities(CAPA_LIMIT))
                : Capabilities.none();
    }

    /** The timestamp of APOP, if the greeting has one that may be one (RFC 1939 §7, Q-024). */
    private static Optional<String> timestamp(StatusLine greeting) {
        Matcher angles = ANGLES.matcher(greeting.text());
        return angles.results().map(result -> result.group()).filter(Apop::isTimestamp).findFirst();
    }
}
