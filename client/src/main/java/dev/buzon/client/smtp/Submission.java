package dev.buzon.client.smtp;

import dev.buzon.client.net.Dialer;
import dev.buzon.client.net.Line;
import dev.buzon.client.net.Pace;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.client.net.WireLog;
import dev.buzon.client.pop3.Credentials;
import dev.buzon.protocol.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where mail is handed in, as whom, and how (RFC 6409): the beginning of every session. Without
 * further words it insists on TLS with a certificate that is right for the host, takes the best way
 * to log in that both sides know, and never tells a password to anybody who could listen.
 *
 * {@snippet :
 * Letter letter = Letter.in(Path.of("mail.eml"));
 * try (SubmissionSession session =
 *         Submission.at("smtps://ana@smtp.example.com").password(secret).open()) {
 *     SendReport report = session.send(letter, letter.envelope());
 *     report.with(Fate.Kind.REFUSED)
 *             .forEach(one -> System.out.println(one.address() + ": " + one.fate().text()));
 * }
 * }
 *
 * <p>Can be opened again and again. Set up by one thread.
 */
public final class Submission {
    /**
     * The name we give ourselves: a client at home has none of its own, and which address it has is
     * nobody's business.
     */
    private static final String CLIENT = "[127.0.0.1]";

    private final ServerAddress server;
    private Security security;
    private Optional<String> user;
    private Optional<String> only;
    private Optional<Credentials> credentials = Optional.empty();
    private Trust trust = Trust.system();
    private TimeLimits limits = TimeLimits.USUAL;
    private Dialer dialer = Dialer.direct();
    private WireLog log = WireLog.none();
    private String client = CLIENT;
    private boolean scramExpected;

    private Submission(
            ServerAddress server,
            Security security,
            Optional<String> user,
            Optional<String> mechanism) {
        this.server = server;
        this.security = security;
        this.user = user;
        this.only = mechanism;
    }

    /**
     * The server of a URL: {@code smtps://user@host} with TLS from the first octet, {@code
     * smtp://user@host} with STARTTLS.
     *
     * @throws IllegalArgumentException when it is no such URL
     */
    public static Submission at(String url) {
        return at(SubmissionUrl.parse(url));
    }

    /** The server of a URL. */
    public static Submission at(SubmissionUrl url) {
        return new Submission(url.server(), url.security(), url.user(), url.mechanism());
    }

    /** A server. */
    public static Submission at(ServerAddress server, Security security) {
        return new Submission(server, security, Optional.empty(), Optional.empty());
    }

    /** Logs in as this user, if the URL did not name one. */
    public Submission user(String name) {
        user = Optional.of(name);
        return this;
    }

    /**
     * Logs in with this password.
     *
     * @throws IllegalStateException when there is no user yet
     */
    public Submission password(Secret password) {
        return credentials(new Credentials.Password(someUser(), password));
    }

    /**
     * Logs in with an access token, which is asked for when it is needed.
     *
     * @throws IllegalStateException when there is no user yet
     */
    public Submission token(Supplier<Secret> token) {
        return credentials(new Credentials.Token(someUser(), token));
    }

    /** Logs in with these; without any there is no login. */
    public Submission credentials(Credentials all) {
        user = Optional.of(all.user());
        credentials = Optional.of(all);
        return this;
    }

    /** Uses this SASL mechanism and no other. */
    public Submission mechanism(String name) {
        only = Optional.of(name);
        return this;
    }

    /**
     * Speaks without TLS: whoever can listen learns the mail and, unless the server has SCRAM, the
     * password. Only for a line that nobody else can touch, and only if a person said so (C-015).
     */
    public Submission cleartext() {
        security = Security.CLEARTEXT;
        return this;
    }

    /** Believes other certificates than this Java does. */
    public Submission trust(Trust authorities) {
        trust = authorities;
        return this;
    }

    /** Waits longer, or less long; for the answer to a whole message twice as long. */
    public Submission limits(TimeLimits times) {
        limits = times;
        return this;
    }

    /** Connects in another way. */
    public Submission dialer(Dialer how) {
        dialer = how;
        return this;
    }

    /** Tells this log what goes over the wire, but no secrets and no messages. */
    public Submission log(WireLog lines) {
        log = lines;
        return this;
    }

    /** Greets with this name or address literal (RFC 5321 §4.1.1.1). */
    public Submission client(String name) {
        client = name;
        return this;
    }

    /** Knows that SCRAM was used before: there is no silent way back from it (C-016). */
    public Submission scramExpected() {
        scramExpected = true;
        return this;
    }

    /**
     * Connects and logs in.
     *
     * @throws SubmissionException why it could not
     */
    public SubmissionSession open() throws SubmissionException {
        // No name for ALPN: none is registered for SMTP (RFC 7301 §6).
        Line line =
                new Line(server, trust, limits, dialer, Pace.unlimited(), log, Optional.empty());
        return new SubmissionOpening(line, security, credentials, only, scramExpected, client)
                .session();
    }

    private String someUser() {
        return user.orElseThrow(() -> new IllegalStateException("it is not said who logs in"));
    }
}
