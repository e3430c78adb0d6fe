package dev.buzon.e2e.live;

import dev.buzon.e2e.play.Sockets;
import dev.buzon.e2e.play.Target;
import dev.buzon.e2e.play.TargetSource;
import dev.buzon.e2e.play.Wire;
import dev.buzon.e2e.script.Door;
import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.Mail;
import dev.buzon.e2e.script.OctetString;
import dev.buzon.e2e.script.Option;
import dev.buzon.e2e.script.Profile;
import dev.buzon.e2e.script.ReaderName;
import dev.buzon.e2e.script.Script;
import dev.buzon.server.net.Connection;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The readers "live" and "live-tls": the second goes through the doors where TLS comes first. */
public record LiveSource(ReaderName name) implements TargetSource {
    private static final String DOMAIN = "@example.test";
    private static final int WEEK_DAYS = 7;
    private static final long SMALL_QUOTA_OCTETS = 107;

    /** How long the server may take to begin to wait for a client before the clock is turned. */
    private static final Duration SETTLING = Duration.ofSeconds(15);

    @Override
    public Optional<String> cannot(Script script) {
        if (script.options().contains(Option.APOP)) {
            return Optional.of("no account has a secret that APOP could use");
        }
        if (script.options().contains(Option.SCRAM_VECTOR)) {
            return Optional.of("its nonces are random");
        }
        return name == ReaderName.LIVE_TLS ? cannotInsideTls(script) : Optional.empty();
    }

    private static Optional<String> cannotInsideTls(Script script) {
        return switch (script.profile()) {
            case POP3, SUBMISSION ->
                    script.startsTls() || script.options().contains(Option.NO_CERTIFICATE)
                            ? Optional.of("it is about the time before TLS")
                            : Optional.empty();
            case POP3S, SUBMISSIONS -> Optional.of("the reader live plays it inside TLS");
            case POP3_STRICT, SUBMISSION_STRICT -> Optional.of("it is about the time before TLS");
            case SMTP, LMTP -> Optional.of("there is no such door with TLS first");
        };
    }

    @Override
    public Target open(Script script) throws IOException {
        var office = InMemoryPostOffice.start(toml(script));
        for (var person : List.of("ana:secreto", "luis:otra clave", "user:pencil")) {
            var parts = person.split(":", -1);
            office.account(parts[0] + DOMAIN, parts[1]);
        }
        rules(script.options(), office);
        var target = new Office(office, name == ReaderName.LIVE_TLS);
        for (var mail : script.fixture().mails()) {
            target.deliver(mail, "ana");
        }
        return target;
    }

    private static String toml(Script script) {
        var options = script.options();
        var strict =
                script.profile() == Profile.POP3_STRICT
                        || script.profile() == Profile.SUBMISSION_STRICT;
        return "[auth]\npassword-scheme = \"ssha256\"\ncleartext = \""
                + (strict ? "never" : "always")
                + "\"\n[pop3]\nlock-wait = \"0s\"\n"
                + (options.contains(Option.LOGIN_DELAY) ? "login-delay = \"60s\"\n" : "")
                + "[limits]\nrecipients = 100\n"
                + (options.contains(Option.SMALL_MESSAGES)
                        ? "message-size = 65536\nheader-size = 65536\n"
                        : "")
                + (options.contains(Option.NO_CERTIFICATE) ? "[tls]\nself-signed = false\n" : "");
    }

    private static void rules(Set<Option> options, InMemoryPostOffice office) {
        var atOnce = new Account.Rules(OptionalInt.empty(), OptionalInt.of(0));
        var week = new Account.Rules(OptionalInt.of(WEEK_DAYS), OptionalInt.empty());
        if (options.contains(Option.EXPIRE_0)) {
            List.of("ana", "luis", "user")
                    .forEach(name -> office.change(name + DOMAIN, a -> a.withRules(atOnce)));
        }
        if (options.contains(Option.EXPIRE_7)) {
            office.change("ana" + DOMAIN, a -> a.withRules(week));
        }
        if (options.contains(Option.SMALL_QUOTA)) {
            office.change("luis" + DOMAIN, a -> a.withQuota(SMALL_QUOTA_OCTETS));
        }
        if (options.contains(Option.ALIAS)) {
            var alias = Set.of(Address.of("info" + DOMAIN));
            office.change("ana" + DOMAIN, a -> a.withAliases(alias));
        }
    }

    private record Office(InMemoryPostOffice office, boolean insideTls) implements Target {
        @Override
        public Wire connect(Door wanted) throws IOException {
            var door = insideTls ? withTls(wanted) : wanted;
            var port = office.port(door.name().toLowerCase(Locale.ROOT));
            var loopback = InetAddress.ofLiteral("127.0.0.1");
            var address = new InetSocketAddress(loopback, port);
            return Sockets.connect(address, loopback, door.tlsFirst());
        }

        private static Door withTls(Door door) {
            return switch (door) {
                case POP3, POP3S -> Door.POP3S;
                case SUBMISSION, SUBMISSIONS -> Door.SUBMISSIONS;
                case SMTP, LMTP -> door;
            };
        }

        @Override
        public void deliver(Mail mail, String user) {
            office.deliver(user + DOMAIN, OctetString.octets(mail.stored()));
        }

        /**
         * The server may have answered and still be on its way to the read whose time limit is
         * meant: the clock is turned when all its connections wait for their clients.
         */
        @Override
        public void advance(Duration time) {
            var network = office.office().network();
            var giveUp = System.nanoTime() + SETTLING.toNanos();
            while (!network.connections().stream().allMatch(Connection::waiting)) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("a connection does not wait for its client");
                }
                Thread.onSpinWait();
            }
            office.advance(time);
        }

        @Override
        public void inject(Fault fault) {
            office.expect(
                    switch (fault) {
                        case OPEN_TEMP -> Trouble.OPEN_TEMPORARY;
                        case OPEN_PERM -> Trouble.OPEN_PERMANENT;
                        case ACCOUNTS_TEMP -> Trouble.ACCOUNTS_TEMPORARY;
                        case REMOVE_TEMP -> Trouble.COMMIT_TEMPORARY;
                        case BODY_GONE -> Trouble.BODY_GONE;
                        case BODY_CUT -> Trouble.BODY_CUT;
                        case DELIVER_TEMP -> Trouble.DELIVER_TEMPORARY;
                    });
        }

        @Override
        public void close() {
            office.close();
        }
    }
}
