package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * mutt: opens the maildrop as a folder, on a terminal that {@code script} makes, with its keys
 * pressed by the configuration. It copies all messages into a Maildir.
 */
final class Mutt implements Collector {
    private static final Program PROGRAM =
            new Program("mutt", Path.of("/usr/bin/mutt"), "mutt", "-v");

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
        return false;
    }

    @Override
    public List<Change> changes() {
        return List.of(Change.LINE_ENDS, Change.COUNT_FIELDS);
    }

    @Override
    public Optional<String> hint() {
        return Optional.of(
                "It must be told `set pop_authenticators=\"scram-sha-256:plain\"`: with TLS it would"
                        + " choose SCRAM-SHA-256-PLUS, which it cannot do over TLS 1.3, and it does"
                        + " not read the answer to its own cancelling, so that the login fails");
    }

    // The maildrop must not be empty: mutt would forget the keys it was given.
    @Override
    public void collect(Visit visit) throws IOException {
        Path rc =
                visit.write(
                        "muttrc",
                        """
                        set folder=%1$s
                        set spoolfile=%1$s/spool
                        set tmpdir=%1$s
                        set mbox_type=Maildir
                        set ssl_ca_certificates_file=%2$s
                        set ssl_starttls=%3$s
                        set ssl_force_tls=%4$s
                        set pop_authenticators="scram-sha-256:plain"
                        set pop_pass=%5$s
                        set confirmappend=no
                        set confirmcreate=no
                        set quit=yes
                        set delete=yes
                        set move=no
                        set beep=no
                        push "<tag-pattern>~A<enter><tag-prefix-cond><copy-message>%6$s<enter>\
                        <end-cond>%7$s<quit>"
                        """
                                .formatted(
                                        visit.home(),
                                        visit.house().certificate(),
                                        visit.door() == Door.STLS ? "yes" : "no",
                                        visit.tls() ? "yes" : "no",
                                        House.PASSWORD,
                                        visit.out().resolve("copy"),
                                        visit.delete() ? "<delete-pattern>~A<enter>" : ""));
        String scheme = visit.door() == Door.POP3S ? "pops" : "pop";
        String url = scheme + "://" + visit.user() + "@" + House.HOST + ":" + visit.port() + "/";
        PROGRAM.version(visit.home()); // says so when it is not there
        List<String> command =
                List.of(
                        "/usr/bin/script",
                        "--quiet",
                        "--return",
                        "--command",
                        PROGRAM.file() + " -n -F " + rc + " -f " + url,
                        "/dev/null");
        Program.command(visit.home(), command).expecting(0);
    }
}
