package dev.buzon.client.pop3;

import dev.buzon.client.net.Dialer;
import dev.buzon.client.net.Line;
import dev.buzon.client.net.Pace;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.client.net.WireLog;
import dev.buzon.protocol.Secret;
import java.net.Socket;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a maildrop is, as whom to log in, and how: the beginning of every session. Without further
 * words it insists on TLS with a certificate that is right for the host, takes the best way to log
 * in that both sides know, and never tells a password to anybody who could listen.
 *
 * <p>Everything new, and then deleted on the server:
 *
 * {@snippet :
 * try (Pop3Session pop = Pop3.at("pops://fred@pop.example.com").password(secret).open()) {
 *     List<Listed> all = pop.list();
 *     Answers answers =
 *             pop.retrieve(
 *                     all,
 *                     (message, in) ->
 *                             Files.copy(in, folder.resolve("mail-" + message.number() + ".eml")));
 *     pop.commit(answers.done()); // DELE and QUIT; without it nothing is ever deleted
 * }
 * }
 *
 * <p>Can be opened again and again, for as many sessions as one likes. Set up by one thread.
 */
public final class Pop3 {
    private final ServerAddress server;
    private Security security;
    private Optional<String> user;
    private Optional<String> only;
    private Optional<Credentials> credentials = Optional.empty();
    private Trust trust = Trust.system();
    private TimeLimits limits = TimeLimits.USUAL;
    private Dialer dialer = Dialer.direct();
    private Consumer<Socket> connected = socket -> {};
    private Pace pace = Pace.unlimited();
    private WireLog log = WireLog.none();
    private Quirks quirks = Quirks.none();
    private Optional<String> language = Optional.empty();
    private boolean plaintextAllowed;
    private boolean utf8 = true;
    private boolean listsAhead;

    private Pop3(
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
     * The maildrop of a URL (RFC 2384): {@code pops://user@host} with TLS from the first octet,
     * {@code pop://user@host} with STLS.
     *
     * @throws IllegalArgumentException when it is no such URL
     */
    public static Pop3 at(String url) {
        return at(Pop3Url.parse(url));
    }

    /** The maildrop of a URL. */
    public static Pop3 at(Pop3Url url) {
        return new Pop3(url.server(), url.security(), url.user(), url.mechanism());
    }

    /** A maildrop on this server. */
    public static Pop3 at(ServerAddress server, Security security) {
        return new Pop3(server, security, Optional.empty(), Optional.empty());
    }

    /**
     * Whose mail, and on which server: {@code user@host}, in which the host is written in lower
     * case. What is kept for an account is kept under this (C-005).
     *
     * @throws IllegalStateException when there is no user yet
     */
    public String account() {
        return someUser() + "@" + server.host().toLowerCase(Locale.ROOT);
    }

    /** Logs in as this user, if the URL did not name one. */
    public Pop3 user(String name) {
        user = Optional.of(name);
        return this;
    }

    /**
     * Logs in with this password.
     *
     * @throws IllegalStateException when there is no user yet
     */
    public Pop3 password(Secret password) {
        return credentials(new Credentials.Password(someUser(), password));
    }

    /**
     * Logs in with an access token, which is asked for when it is needed.
     *
     * @throws IllegalStateException when there is no user yet
     */
    public Pop3 token(Supplier<Secret> token) {
        return credentials(new Credentials.Token(someUser(), token));
    }

    /** Logs in with these. */
    public Pop3 credentials(Credentials all) {
        user = Optional.of(all.user());
        credentials = Optional.of(all);
        return this;
    }

    /**
     * Uses this mechanism and no other: the name of a SASL mechanism, {@code +APOP} or {@code
     * USER}.
     */
    public Pop3 mechanism(String name) {
        only = Optional.of(name);
        return this;
    }

    /**
     * Speaks without TLS: whoever can listen learns the mail and, unless the server has SCRAM, the
     * password. Only for a line that nobody else can touch, and only if a person said so (C-015).
     */
    public Pop3 cleartext() {
        security = Security.CLEARTEXT;
        return this;
    }

    /** Believes other certificates than this Java does. */
    public Pop3 trust(Trust authorities) {
        trust = authorities;
        return this;
    }

    /** Waits longer, or less long. */
    public Pop3 limits(TimeLimits times) {
        limits = times;
        return this;
    }

    /** Connects in another way. */
    public Pop3 dialer(Dialer how) {
        dialer = how;
        return this;
    }

    /**
     * Is told each connection as soon as it is there, so that it can be closed by another thread
     * while there is no session yet: a server that never greets keeps {@link #open} waiting.
     */
    public Pop3 onConnected(Consumer<Socket> watcher) {
        connected = watcher;
        return this;
    }

    /** Reads no faster than this. */
    public Pop3 pace(Pace cap) {
        pace = cap;
        return this;
    }

    /** Tells this log what goes over the wire, but no secrets. */
    public Pop3 log(WireLog lines) {
        log = lines;
        return this;
    }

    /** Knows this about the server, from {@link Pop3Session#quirks} of an earlier session. */
    public Pop3 quirks(Quirks known) {
        quirks = known;
        return this;
    }

    /** Allows a way that tells the password although the account has used SCRAM before (C-016). */
    public Pop3 allowPlaintextAfterScram() {
        plaintextAllowed = true;
        return this;
    }

    /**
     * Whether messages may have UTF-8 in their headers, if the server can (RFC 6856 §2); they may.
     */
    public Pop3 utf8(boolean wanted) {
        utf8 = wanted;
        return this;
    }

    /** Asks for the server's texts in this language, a tag of RFC 5646 (RFC 6856 §3). */
    public Pop3 language(String tag) {
        language = Optional.of(tag);
        return this;
    }

    /**
     * Asks for the list together with the last step of the login where that saves a round trip; for
     * whoever calls {@link Pop3Session#list} first anyway.
     */
    public Pop3 listAhead() {
        listsAhead = true;
        return this;
    }

    /**
     * Connects and logs in.
     *
     * @throws Pop3Exception why it could not
     */
    public Pop3Session open() throws Pop3Exception {
        Dialer way = dialer;
        Consumer<Socket> watcher = connected;
        Dialer watched =
                (to, limit) -> {
                    Socket socket = way.dial(to, limit);
                    watcher.accept(socket);
                    return socket;
                };
        Line line = new Line(server, trust, limits, watched, pace, log, Optional.of("pop3"));
        return new Opening(
                        new Settings(
                                line,
                                security,
                                credentials,
                                only,
                                plaintextAllowed,
                                utf8,
                                language,
                                listsAhead,
                                quirks))
                .session();
    }

    private String someUser() {
        return user.orElseThrow(() -> new IllegalStateException("it is not said who logs in"));
    }
}
