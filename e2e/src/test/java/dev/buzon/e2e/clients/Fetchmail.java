package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** fetchmail, with a delivery agent that writes files. */
final class Fetchmail implements Collector {
    private static final Program PROGRAM =
            new Program("fetchmail", Path.of("/usr/bin/fetchmail"), "fetchmail", "--version");

    /** fetchmail says: nothing to collect. */
    private static final int NO_MAIL = 1;

    /** Its buffer for one line is 8192 octets. */
    private static final int INTACT_OCTETS = 8000;

    @Override
    public Program program() {
        return PROGRAM;
    }

    @Override
    public List<Door> doors() {
        return List.of(Door.POP3, Door.STLS, Door.POP3S);
    }

    @Override
    public boolean remembers() {
        return true;
    }

    @Override
    public List<Change> changes() {
        return List.of(Change.LINE_ENDS);
    }

    @Override
    public Optional<Fault> fault() {
        return Optional.of(
                new Fault(
                        Letter.LONG_LINE,
                        INTACT_OCTETS,
                        "fetchmail reads lines into a buffer of 8 KiB: a longer one is broken there,"
                                + " gets stray octets at each break, and loses a dot that comes"
                                + " first after one"));
    }

    @Override
    public void collect(Visit visit) throws IOException {
        String tls =
                switch (visit.door()) {
                    case POP3 -> "sslproto ''";
                    case STLS -> "sslproto 'TLS1.2+' " + trust(visit);
                    case POP3S -> "ssl " + trust(visit);
                    case SUBMISSION, STARTTLS, SUBMISSIONS, LMTP ->
                            throw new IllegalArgumentException(visit.door().title());
                };
        // "invisible" leaves its own Received away, "no rewrite" leaves addresses alone.
        Path rc =
                visit.write(
                        "fetchmailrc",
                        """
                        set invisible
                        set no bouncemail
                        poll %s service %s protocol pop3 uidl
                          user "%s" password "%s" %s
                          %s no rewrite pass8bits mda "/bin/sh '%s' '%s'"
                        """
                                .formatted(
                                        House.HOST,
                                        visit.port(),
                                        visit.user(),
                                        House.PASSWORD,
                                        tls,
                                        visit.delete() ? "nokeep" : "keep",
                                        visit.deliveryAgent(""),
                                        visit.out()));
        PROGRAM.run(
                        visit.home(),
                        List.of("--fetchmailrc", rc.toString(), "--nosyslog", "--nodetach"))
                .expecting(0, NO_MAIL);
    }

    private static String trust(Visit visit) {
        return "sslcertck sslcertfile \"" + visit.house().certificate() + "\"";
    }
}
