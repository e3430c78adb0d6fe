package dev.buzon.e2e.dovecot;

import dev.buzon.e2e.play.Sockets;
import dev.buzon.e2e.play.Target;
import dev.buzon.e2e.play.TargetSource;
import dev.buzon.e2e.play.Wire;
import dev.buzon.e2e.script.Door;
import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.Mail;
import dev.buzon.e2e.script.OctetString;
import dev.buzon.e2e.script.Profile;
import dev.buzon.e2e.script.ReaderName;
import dev.buzon.e2e.script.Script;
import dev.buzon.e2e.script.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The reader "dovecot". */
public final class DovecotSource implements TargetSource {
    private final Optional<Dovecot> dovecot;

    /** The reader with this server, or without one where it is only asked what it could play. */
    DovecotSource(Optional<Dovecot> dovecot) {
        this.dovecot = dovecot;
    }

    /** The reader without a server: it can say what it plays, and play nothing. */
    public static TargetSource unstarted() {
        return new DovecotSource(Optional.empty());
    }

    @Override
    public ReaderName name() {
        return ReaderName.DOVECOT;
    }

    @Override
    public Optional<String> cannot(Script script) {
        var pop3 =
                switch (script.profile()) {
                    case POP3, POP3S, POP3_STRICT -> true;
                    case SMTP, SUBMISSION, SUBMISSION_STRICT, SUBMISSIONS, LMTP -> false;
                };
        if (!pop3) {
            return Optional.of("it plays POP3 only");
        }
        if (script.has(Step.Advance.class)) {
            return Optional.of("its clock cannot be turned");
        }
        if (script.has(Step.Break.class)) {
            return Optional.of("nothing can be broken on demand");
        }
        if (!script.options().isEmpty()) {
            return Optional.of("it has only one configuration");
        }
        return Optional.empty();
    }

    @Override
    public Target open(Script script) throws IOException {
        var server = dovecot.orElseThrow();
        server.clear();
        var office = new Office(server, script.profile());
        for (var mail : script.fixture().mails()) {
            office.deliver(mail, "ana");
        }
        return office;
    }

    private static final class Office implements Target {
        private final Dovecot server;
        private final InetAddress from;
        private final Map<String, Integer> delivered = new HashMap<>();

        Office(Dovecot server, Profile profile) throws IOException {
            this.server = server;
            // Another address than the server's own makes Dovecot ask for TLS.
            var strict = profile == Profile.POP3_STRICT;
            this.from = InetAddress.getByName(strict ? "127.0.0.2" : "127.0.0.1");
        }

        @Override
        public Wire connect(Door door) throws IOException {
            return switch (door) {
                case POP3 -> Sockets.connect(server.pop3(), from, false);
                case POP3S -> Sockets.connect(server.pop3s(), from, true);
                case SMTP, SUBMISSION, SUBMISSIONS, LMTP -> throw new IOException("no such door");
            };
        }

        @Override
        public void deliver(Mail mail, String user) throws IOException {
            var number = delivered.merge(user, 1, Integer::sum);
            server.deliver(user, number, OctetString.octets(mail.stored()));
        }

        @Override
        public void advance(Duration time) {
            throw new UnsupportedOperationException("clock");
        }

        @Override
        public void inject(Fault fault) {
            throw new UnsupportedOperationException("fault");
        }

        @Override
        public void close() {}
    }
}
