package dev.buzon.server.pop3;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.pop3.Code;
import dev.buzon.protocol.pop3.LoginOutcome;
import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramCredentials;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.server.auth.Outcome;
import dev.buzon.server.auth.ScramStart;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.End;
import dev.buzon.server.net.Peer;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Content;
import dev.buzon.store.Journal;
import dev.buzon.store.MailStore;
import dev.buzon.store.MailStore.Opening;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connection does at the post office: comes in, holds a maildrop, and leaves it, whichever
 * way it ends.
 */
final class Visit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("pop3");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** What all visits share. */
    record House(
            MailStore store,
            Authenticator authenticator,
            Locks locks,
            Terms terms,
            InstantSource clock,
            boolean channelBinding) {}

    private final House house;
    private final Connection connection;
    private Optional<Stay> stay = Optional.empty();
    private Optional<ScramStart.Ready> scram = Optional.empty();

    /** What there is once somebody is logged in. */
    private record Stay(Address account, String device, Maildrop maildrop, Instant since) {}

    /** What SCRAM goes on with: keys, or an outcome at once. */
    sealed interface Keys {
        record Found(ScramCredentials credentials) implements Keys {}

        record Ended(LoginOutcome outcome) implements Keys {}
    }

    Visit(House house, Connection connection) {
        this.house = house;
        this.connection = connection;
    }

    /** For the log: who it is and from where. */
    String name() {
        return stay.map(s -> s.account() + " ").orElse("") + connection.peer().text();
    }

    // ---- coming in

    LoginOutcome logIn(String user, Secret password) {
        return check(user, Optional.empty(), password);
    }

    LoginOutcome logIn(SaslStep.CheckPassword login) {
        return check(login.user(), login.authorizationIdentity(), login.password());
    }

    /**
     * APOP needs a secret that can be read back, which no account of ours has: it is never offered
     * (RFC 1939 §13).
     */
    LoginOutcome digestRefused() {
        return refused(Code.AUTH);
    }

    private LoginOutcome check(String user, Optional<String> identity, Secret password) {
        try {
            return enter(house.authenticator().password(caller(), identity, user, password));
        } finally {
            password.wipe();
        }
    }

    Keys scram(SaslStep.LookUpScram user) {
        forgetScram();
        return switch (house.authenticator()
                .scram(caller(), user.authorizationIdentity(), user.user())) {
            case ScramStart.Ready ready -> {
                scram = Optional.of(ready);
                yield new Keys.Found(ready.credentials());
            }
            case ScramStart.Ended(var outcome) -> new Keys.Ended(enter(outcome));
        };
    }

    /** The proof was right, and the core has checked it. */
    LoginOutcome proved() {
        LoginOutcome outcome =
                scram.map(ready -> enter(ready.proved()))
                        .orElseGet(() -> new LoginOutcome.Refused(Code.AUTH, Optional.empty()));
        forgetScram();
        return outcome;
    }

    /**
     * No exchange is going on; if there was one, {@code wrong} says whether a wrong proof ended it.
     */
    void exchangeEnded(boolean wrong) {
        if (wrong) {
            scram.ifPresent(ScramStart.Ready::refuted);
        }
        forgetScram();
    }

    private void forgetScram() {
        scram.ifPresent(ScramStart.Ready::close);
        scram = Optional.empty();
    }

    private LoginOutcome enter(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Authenticated(var account, var device) -> {
                try {
                    yield open(account, device);
                } catch (StoreException e) {
                    LOG.error(
                            "{}: the maildrop of {} cannot be opened: {}",
                            name(),
                            account,
                            e.getMessage(),
                            e);
                    yield refused(
                            e.kind() == StoreException.Kind.PERMANENT
                                    ? Code.SYS_PERM
                                    : Code.SYS_TEMP);
                }
            }
            case Outcome.Refused() -> {
                LOG.info("{}: login refused", name());
                yield refused(Code.AUTH);
            }
            case Outcome.TlsRequired() -> new LoginOutcome.TlsRequired();
            case Outcome.Unavailable(var passes) -> refused(passes ? Code.SYS_TEMP : Code.SYS_PERM);
            case Outcome.Throttled(var retryAfter) -> {
                LOG.warn(
                        "{}: login not looked at after too many wrong ones, for {} s",
                        name(),
                        retryAfter.toSeconds());
                yield refused(Code.SYS_TEMP);
            }
        };
    }

    private static LoginOutcome refused(Code code) {
        return new LoginOutcome.Refused(code, Optional.empty());
    }

    private LoginOutcome open(Address address, String device) throws StoreException {
        Optional<Account> account = house.store().accounts().find(address);
        if (account.isEmpty()) {
            return refused(Code.AUTH); // removed a moment ago
        }
        if (house.terms().tooSoon(address)) {
            return refused(Code.LOGIN_DELAY);
        }
        return switch (house.locks().open(address, device, connection)) {
            case Opening.Opened(var maildrop) -> {
                stay = Optional.of(new Stay(address, device, maildrop, house.clock().instant()));
                house.terms().loggedIn(address);
                connection.noDeadline();
                LOG.info("{}: login, {} messages{}", name(), maildrop.count(), tlsText());
                yield new LoginOutcome.Accepted(
                        new StoredListing(maildrop), house.terms().of(account.get()));
            }
            case Opening.InUse(var holder) ->
                    new LoginOutcome.Refused(
                            Code.IN_USE,
                            Optional.of(holder.session() + ", " + TIME.format(holder.since())));
            case Opening.Unknown() -> refused(Code.AUTH);
        };
    }

    private String tlsText() {
        return connection
                .tls()
                .map(info -> ", " + info.protocol() + " " + info.suite())
                .orElse(", no TLS");
    }

    Optional<ChannelBinding> binding() {
        return connection
                .tlsExporter()
                .filter(_ -> house.channelBinding())
                .map(Secret::of)
                .map(ChannelBinding::tlsExporter);
    }

    private Authenticator.Caller caller() {
        InetAddress address =
                switch (connection.peer()) {
                    case Peer.Tcp tcp -> tcp.address().getAddress();
                    case Peer.Local() -> InetAddress.getLoopbackAddress();
                };
        return new Authenticator.Caller(address, connection.tls().isPresent());
    }

    // ---- being there

    Content read(int number, boolean utf8) throws StoreException {
        return held().maildrop().read(number, StoredListing.form(utf8));
    }

    void commit(BitSet deleted, BitSet fetched) throws StoreException {
        if (deleted.isEmpty() && fetched.isEmpty()) {
            return; // nothing to make durable: an empty poll costs no write
        }
        held().maildrop().commit(deleted, fetched);
    }

    /** QUIT was carried out. */
    void left(int removed, int fetched) {
        String detail =
                held().maildrop().count()
                        + " there, "
                        + fetched
                        + " fetched, "
                        + removed
                        + " removed";
        LOG.info("{}: quit, {}", name(), detail);
        try {
            journal("quit", detail);
        } finally {
            release();
        }
    }

    private Stay held() {
        return stay.orElseThrow(() -> new IllegalStateException("nobody is logged in"));
    }

    // ---- leaving

    /** Gives the maildrop back; without QUIT nothing was removed (RFC 1939 §6). */
    @Override
    public void close() {
        forgetScram();
        if (stay.isPresent()) {
            String why = connection.end().map(End::name).orElse("closed");
            LOG.info("{}: ended without QUIT ({}), nothing removed", name(), why);
            try {
                journal("dropped", why + ", nothing removed");
            } finally {
                release(); // whatever fails: a lock that nobody holds would stay for ever
            }
        }
    }

    private void release() {
        Stay leaving = held();
        stay = Optional.empty();
        leaving.maildrop().close();
        house.locks().released(leaving.account(), leaving.device(), connection);
    }

    /** One line a visit, with the time of the login: what a poll costs must stay small. */
    private void journal(String what, String detail) {
        Stay here = held();
        Journal.Line line =
                new Journal.Line(
                        here.since(), here.device(), connection.peer().text(), what, detail);
        try {
            house.store().journal().write(here.account(), line);
        } catch (StoreException | RuntimeException e) { // no reason to leave QUIT unanswered
            LOG.warn("{}: the journal cannot be written: {}", name(), e.getMessage());
        }
    }
}
