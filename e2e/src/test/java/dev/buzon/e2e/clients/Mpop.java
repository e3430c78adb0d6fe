package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** mpop, into a Maildir. It pipelines up to 100 commands. */
final class Mpop implements Collector {
    private static final Program PROGRAM =
            new Program("mpop", Path.of("/usr/bin/mpop"), "mpop", "--version");

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
    public void collect(Visit visit) throws IOException {
        for (String folder : List.of("cur", "new", "tmp")) {
            Files.createDirectories(visit.out().resolve(folder));
        }
        String tls =
                visit.tls()
                        ? "tls on\ntls_starttls %s\ntls_trust_file %s"
                                .formatted(
                                        visit.door() == Door.STLS ? "on" : "off",
                                        visit.house().certificate())
                        : "tls off\nauth plain"; // without TLS it asks to be told so
        Path rc =
                visit.write(
                        "mpoprc",
                        """
                        account buzon
                        host %s
                        port %s
                        user %s
                        password %s
                        %s
                        delivery maildir %s
                        uidls_file %s
                        received_header off
                        keep %s
                        account default : buzon
                        """
                                .formatted(
                                        House.HOST,
                                        visit.port(),
                                        visit.user(),
                                        House.PASSWORD,
                                        tls,
                                        visit.out(),
                                        visit.home().resolve("uidls"),
                                        visit.delete() ? "off" : "on"));
        PROGRAM.run(visit.home(), List.of("--file=" + rc, "--quiet")).expecting(0);
    }
}
