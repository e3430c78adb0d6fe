package dev.buzon.protocol.pop3;

import dev.buzon.protocol.pop3.LineDecoder.Input;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.SaslFailure;
import dev.buzon.protocol.sasl.SaslLine;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramCredentials;
import dev.buzon.protocol.sasl.ScramNonce;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * The server's half of one POP3 connection (RFC 1939), without a socket: input in, an {@link
 * Action} out, and for actions with an outcome a method that takes it. Not thread-safe: one
 * connection, one thread.
 */
public final class Session {
    private final Offer offer;
    private final Supplier<ScramNonce> nonces;
    private boolean tls;
    private SaslOffer sasl;
    private State state = State.Authorization.FRESH;
    private Language language;
    private boolean utf8;
    private int failedLogins;
    private int errorsInARow;
    private boolean provedWrong;

    /**
     * A session that begins without TLS.
     *
     * @param nonces gives a fresh nonce for each SCRAM exchange
     */
    public Session(Offer offer, Supplier<ScramNonce> nonces) {
        this.offer = offer;
        this.nonces = nonces;
        this.sasl = offer.withoutTls();
        this.language = offer.language();
    }

    /** A session whose TLS handshake came before the greeting (RFC 8314 §3.1). */
    public static Session overTls(
            Offer offer, Supplier<ScramNonce> nonces, Optional<ChannelBinding> binding) {
        Session session = new Session(offer, nonces);
        session.tlsStarted(binding);
        return session;
    }

    /** The line with which the server begins (RFC 1939 §4). */
    public Reply greeting() {
        String ready = say(Phrase.READY);
        return Reply.ok(offer.apopTimestamp().map(stamp -> ready + " " + stamp).orElse(ready));
    }

    /**
     * Whether the next line is a response in a SASL exchange, which the decoder allows to be long.
     */
    public boolean inExchange() {
        return state instanceof State.Exchange;
    }

    /**
     * Whether the last exchange ended with a wrong proof, which the one who counts guesses wants to
     * know.
     */
    public boolean provedWrong() {
        return provedWrong;
    }

    /** Whether somebody is logged in. */
    public boolean loggedIn() {
        return state instanceof State.Transaction;
    }

    /** What to say when the server stops while this session waits: nothing was deleted. */
    public Reply closing() {
        state = new State.Closed();
        return Reply.err(Code.SYS_TEMP, say(Phrase.CLOSING));
    }

    /** Takes what the decoder found; never called with {@link Input.More}. */
    public Action on(Input input) {
        return switch (input) {
            case Input.Line(byte[] line) when state instanceof State.Exchange exchange ->
                    sasl(exchange.sasl().respond(SaslLine.response(line)));
            case Input.Line(byte[] line) -> on(CommandParser.parse(line));
            case Input.TooLong() when state instanceof State.Exchange ->
                    sasl(new SaslStep.Failed(SaslFailure.TOO_LONG));
            case Input.TooLong() -> on(new Command.Malformed(Command.Problem.TOO_LONG));
            case Input.Endless() -> on(new Command.Malformed(Command.Problem.ENDLESS));
            case Input.More() -> throw new IllegalArgumentException("nothing to act on yet");
        };
    }

    private record Turn(State state, Command command) {}

    /** Takes a command. The only place that decides what is legal when (RFC 1939 §3). */
    Action on(Command command) {
        return switch (new Turn(state, command)) {
            case Turn(State.Closed _, _) -> close(Reply.err(say(Phrase.OVER)));
            case Turn(_, Command.Malformed(var problem)) -> malformed(problem);
            case Turn(_, Command.Capa()) -> capabilities();
            case Turn(_, Command.Lang(var tag)) ->
                    tag.map(this::changeLanguage).orElseGet(this::languages);
            case Turn(State.Authorization s, Command.BeforeLogin c) -> authorization(s, c);
            case Turn(State.Transaction s, Command.AfterLogin c) -> transaction(s, c);
            case Turn(State.Authorization _, Command.AfterLogin _) -> mistake(Phrase.LOG_IN_FIRST);
            case Turn(State.Transaction _, Command.BeforeLogin _) ->
                    mistake(Phrase.ALREADY_LOGGED_IN);
            case Turn(State.LoggingIn _, _), Turn(State.Exchange _, _) ->
                    throw new IllegalStateException("the outcome of the last action comes first");
        };
    }

    private Action authorization(State.Authorization s, Command.BeforeLogin command) {
        return switch (command) { // no default: a new command does not compile until it is handled
            case Command.User _, Command.Pass _ when !sasl.passwordsMayBeSent() ->
                    mistake(Phrase.TLS_NEEDED);
            case Command.User(var name) -> {
                state = new State.Authorization(Optional.of(name));
                yield ok(Phrase.SEND_PASS); // the same for every name: no probing for accounts
            }
            case Command.Pass(var password) when s.user().isPresent() -> {
                state = new State.LoggingIn();
                yield new Action.LogIn(s.user().get(), password);
            }
            case Command.Pass _ -> mistake(Phrase.USER_FIRST);
            case Command.Apop(var name, var digest) when offer.apopTimestamp().isPresent() -> {
                state = new State.LoggingIn();
                yield new Action.LogInByDigest(name, offer.apopTimestamp().get(), digest);
            }
            case Command.Apop _ -> mistake(Phrase.NO_APOP);
            case Command.Auth auth -> begin(auth);
            case Command.AuthList() ->
                    answer(new Reply.Lines(say(Phrase.MECHANISMS), Offer.names(sasl)));
            case Command.Stls() -> startTls();
            case Command.Utf8() -> {
                utf8 = true;
                yield ok(Phrase.UTF8_ON);
            }
            case Command.Quit() -> close(Reply.ok(say(Phrase.BYE)));
            case Command.Capa _, Command.Lang _, Command.Malformed _ -> on(command);
        };
    }

    private Action transaction(State.Transaction s, Command.AfterLogin command) {
        Listing listing = s.listing();
        State.Marks marks = s.marks();
        return switch (command) { // no default: see above
            case Command.Stat() -> {
                int count = listing.count() - marks.deleted.cardinality();
                yield answer(
                        Reply.ok(count + " " + (listing.totalOctets(utf8) - marks.deletedOctets)));
            }
            case Command.List(var number) when number.isPresent() ->
                    live(s, number.getAsInt(), n -> Reply.ok(n + " " + listing.octets(n, utf8)));
            case Command.List _ ->
                    answer(new Reply.Scan(messages(s), listing, marks.deleted, utf8));
            case Command.Uidl(var number) when number.isPresent() ->
                    live(s, number.getAsInt(), n -> Reply.ok(n + " " + listing.uidl(n)));
            case Command.Uidl _ -> answer(new Reply.Uidls(messages(s), listing, marks.deleted));
            case Command.Retr(var n) when marks.live(listing, n) ->
                    send(
                            Reply.ok(say(Phrase.OCTETS, listing.octets(n, utf8))),
                            n,
                            OptionalInt.empty());
            case Command.Top(var n, var lines) when marks.live(listing, n) ->
                    send(Reply.ok(say(Phrase.TOP)), n, OptionalInt.of(lines));
            case Command.Retr _, Command.Top _ -> mistake(Phrase.NO_SUCH_MESSAGE);
            case Command.Dele(var n) -> delete(s, n);
            case Command.Noop() -> ok(Phrase.NOOP);
            case Command.Rset() -> {
                marks.deleted.clear();
                marks.expiring.clear();
                marks.deletedOctets = 0;
                yield ok(Phrase.UNMARKED);
            }
            case Command.Quit() -> quit(s);
            case Command.Capa _, Command.Lang _, Command.Malformed _ -> on(command);
        };
    }

    // ---- logging in

    private Action begin(Command.Auth auth) {
        SaslServer server = new SaslServer(sasl, nonces.get());
        provedWrong = false;
        state = new State.Exchange(server);
        return sasl(
                server.begin(
                        auth.mechanism(),
                        auth.initialResponse()
                                .map(text ->
                                        SaslLine.initialResponse(
                                                text.getBytes(StandardCharsets.UTF_8)))));
    }

    /** Takes what SCRAM needs of the user it asked for. */
    public Action scramFound(ScramCredentials credentials) {
        return state instanceof State.Exchange(SaslServer server)
                ? sasl(server.scram(credentials))
                : close(Reply.err(say(Phrase.OVER)));
    }

    private Action sasl(SaslStep step) {
        return switch (step) {
            case SaslStep.Challenge(var message) -> answer(new Reply.Challenge(message.base64()));
            case SaslStep.LookUpScram user -> new Action.LookUpScram(user);
            case SaslStep.CheckPassword login -> {
                state = new State.LoggingIn();
                yield new Action.LogInBySasl(login);
            }
            case SaslStep.Succeeded login -> {
                state = new State.LoggingIn();
                yield new Action.OpenMaildrop(login);
            }
            case SaslStep.Failed(var failure) -> {
                state = State.Authorization.FRESH;
                yield exchangeFailed(failure);
            }
        };
    }

    private Action exchangeFailed(SaslFailure failure) {
        provedWrong = failure == SaslFailure.WRONG_CREDENTIALS;
        return switch (failure) {
            case NOT_OFFERED -> mistake(tls ? Phrase.NO_MECHANISM : Phrase.TLS_NEEDED);
            case UNKNOWN_MECHANISM, OUT_OF_TURN -> mistake(Phrase.NO_MECHANISM);
            case CANCELLED -> mistake(Phrase.CANCELLED);
            case TOO_LONG -> mistake(Phrase.TOO_LONG);
            case BAD_ENCODING -> mistake(Phrase.BAD_BASE64);
            case BAD_CHANNEL_BINDING -> mistake(Phrase.BAD_BINDING);
            case BAD_MESSAGE, WRONG_CREDENTIALS ->
                    loginFailed(Reply.err(Code.AUTH, say(Phrase.WRONG_CREDENTIALS)));
        };
    }

    /** Takes the outcome of a login. */
    public Action loginEnded(LoginOutcome outcome) {
        return switch (outcome) {
            case LoginOutcome.Accepted(var listing, var terms) -> {
                state = new State.Transaction(listing, terms, new State.Marks());
                yield ok(Phrase.MAILDROP, listing.count(), listing.totalOctets(utf8));
            }
            case LoginOutcome.Refused(var code, var detail) -> {
                String text = say(why(code));
                Reply reply =
                        Reply.err(code, detail.map(more -> text + " (" + more + ")").orElse(text));
                yield code == Code.AUTH ? loginFailed(reply) : backToAuthorization(reply);
            }
            case LoginOutcome.TlsRequired() ->
                    backToAuthorization(Reply.err(say(Phrase.TLS_NEEDED)));
        };
    }

    private static Phrase why(Code code) {
        return switch (code) {
            case AUTH -> Phrase.WRONG_CREDENTIALS;
            case IN_USE -> Phrase.IN_USE;
            case LOGIN_DELAY -> Phrase.LOGIN_DELAY;
            case SYS_TEMP -> Phrase.TEMPORARY;
            case SYS_PERM -> Phrase.PERMANENT;
        };
    }

    private Action backToAuthorization(Reply reply) {
        state = State.Authorization.FRESH;
        return answer(reply);
    }

    private Action loginFailed(Reply reply) {
        failedLogins++;
        return failedLogins >= offer.limits().failedLogins()
                ? close(reply)
                : backToAuthorization(reply);
    }

    private Action startTls() {
        if (tls) {
            return mistake(Phrase.TLS_ALREADY);
        }
        if (!offer.stls()) {
            return mistake(Phrase.NO_TLS);
        }
        if (utf8) {
            return mistake(Phrase.UTF8_BEFORE_STLS); // RFC 6856 §2.1
        }
        return new Action.StartTls(Reply.ok(say(Phrase.BEGIN_TLS)));
    }

    /** TLS is active now; nothing that was said before counts (RFC 2595 §4). */
    public void tlsStarted(Optional<ChannelBinding> binding) {
        tls = true;
        sasl = offer.sasl(true, binding);
        state = State.Authorization.FRESH;
        language = offer.language();
        utf8 = false;
        errorsInARow = 0;
    }

    // ---- what is legal always

    private Action capabilities() {
        Optional<Offer.UserTerms> terms =
                state instanceof State.Transaction t ? Optional.of(t.terms()) : Optional.empty();
        return answer(
                new Reply.Lines(say(Phrase.CAPABILITIES), offer.capabilities(tls, sasl, terms)));
    }

    private Action languages() {
        List<String> lines =
                Arrays.stream(Language.values()).map(l -> l.tag() + " " + l.ownName()).toList();
        return answer(new Reply.Lines(say(Phrase.LANGUAGES), lines));
    }

    private Action changeLanguage(String range) {
        Optional<Language> wanted =
                range.equals("*") ? Optional.of(offer.language()) : Language.matching(range);
        if (wanted.isEmpty()) {
            return mistake(Phrase.NO_SUCH_LANGUAGE);
        }
        language = wanted.get();
        return answer(Reply.ok(language.tag() + " " + say(Phrase.LANGUAGE_SET)));
    }

    private Action malformed(Command.Problem problem) {
        return switch (problem) {
            case UNKNOWN -> mistake(Phrase.UNKNOWN_COMMAND);
            case OBSOLETE -> new Action.Answer(Reply.err(say(Phrase.UNKNOWN_COMMAND)));
            case ARGUMENTS -> mistake(Phrase.BAD_ARGUMENTS);
            case TEXT -> mistake(Phrase.BAD_TEXT);
            case TOO_LONG -> mistake(Phrase.TOO_LONG);
            case ENDLESS -> close(Reply.err(say(Phrase.TOO_LONG)));
            case OTHER_PROTOCOL -> close(Reply.err(say(Phrase.OTHER_PROTOCOL)));
        };
    }

    // ---- messages

    private interface OneLine {
        Reply of(int number);
    }

    private Action live(State.Transaction s, int number, OneLine line) {
        return s.marks().live(s.listing(), number)
                ? answer(line.of(number))
                : mistake(Phrase.NO_SUCH_MESSAGE);
    }

    private String messages(State.Transaction s) {
        return say(Phrase.MESSAGES, s.listing().count() - s.marks().deleted.cardinality());
    }

    private Action send(Reply answer, int number, OptionalInt bodyLines) {
        errorsInARow = 0;
        return new Action.Send(answer, number, utf8, bodyLines);
    }

    /** The message of this action was written whole. */
    public void sent(Action.Send send) {
        if (state instanceof State.Transaction t && send.bodyLines().isEmpty()) {
            t.marks().fetched.set(send.number());
            t.marks().expiring.set(send.number());
        }
    }

    /**
     * The message could not be opened; nothing of it was written. {@code permanent} when waiting
     * will not help.
     */
    public Reply unreadable(boolean permanent) {
        return permanent
                ? Reply.err(Code.SYS_PERM, say(Phrase.DAMAGED))
                : Reply.err(Code.SYS_TEMP, say(Phrase.TEMPORARY));
    }

    private Action delete(State.Transaction s, int number) {
        if (!s.marks().live(s.listing(), number)) {
            return mistake(Phrase.NO_SUCH_MESSAGE);
        }
        if (s.listing().readOnly()) {
            return mistake(Phrase.READ_ONLY);
        }
        if (s.listing().damaged(number)) {
            return new Action.Answer(unreadable(true));
        }
        s.marks().deleted.set(number);
        s.marks().deletedOctets += s.listing().octets(number, utf8);
        return ok(Phrase.MARKED, number);
    }

    private Action quit(State.Transaction s) {
        state = new State.Closed(); // nothing pipelined after QUIT is obeyed
        BitSet deleted = (BitSet) s.marks().deleted.clone();
        if (s.terms().expire().days() == 0 && !s.listing().readOnly()) {
            deleted.or(s.marks().expiring); // as if DELE had been given (RFC 2449 §6.7)
        }
        return new Action.Commit(deleted, (BitSet) s.marks().fetched.clone());
    }

    /** The commit is durable: {@code removed} messages are gone. */
    public Action committed(int removed) {
        return close(Reply.ok(removed == 0 ? say(Phrase.BYE) : say(Phrase.BYE_REMOVED, removed)));
    }

    /** The commit failed, and nothing was removed (RFC 1939 §6). */
    public Action commitFailed(boolean permanent) {
        return close(
                permanent
                        ? Reply.err(Code.SYS_PERM, say(Phrase.PERMANENT))
                        : Reply.err(Code.SYS_TEMP, say(Phrase.NOT_REMOVED)));
    }

    // ---- answers

    private String say(Phrase phrase, Object... values) {
        return phrase.in(language, values);
    }

    private Action ok(Phrase phrase, Object... values) {
        return answer(Reply.ok(say(phrase, values)));
    }

    private Action answer(Reply reply) {
        errorsInARow = 0;
        return new Action.Answer(reply);
    }

    private Action mistake(Phrase phrase) {
        errorsInARow++;
        return errorsInARow >= offer.limits().errors()
                ? close(Reply.err(say(Phrase.TOO_MANY_ERRORS)))
                : new Action.Answer(Reply.err(say(phrase)));
    }

    private Action close(Reply reply) {
        state = new State.Closed();
        return new Action.Close(Optional.of(reply));
    }
}
