package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** fetchmail, with a delivery agent of two shell commands: it has no mailbox of its own. */
final class Fetchmail implements Rival {
    private static final Debian DEBIAN = new Debian("fetchmail", Path.of("/usr/bin/fetchmail"));

    /** fetchmail says: nothing to collect. */
    private static final int NO_MAIL = 1;

    @Override
    public String name() {
        return "fetchmail";
    }

    @Override
    public String version() throws IOException {
        return DEBIAN.version();
    }

    @Override
    public String settings() {
        return "protocol pop3 uidl; mda: a shell script that writes each message to a file";
    }

    @Override
    public boolean endsWell(int exit) {
        return exit == 0 || exit == NO_MAIL;
    }

    @Override
    public List<String> command(Errand errand) throws IOException {
        Path script = errand.write("deliver.sh", "exec cat > \"$(mktemp \"$1/XXXXXXXXXX\")\"\n");
        String tls =
                errand.tls()
                        ? "ssl sslcertck sslcertfile \"" + errand.trust().pem() + "\""
                        : "sslproto ''";
        Path rc =
                errand.write(
                        "fetchmailrc",
                        """
                        set invisible
                        set no bouncemail
                        poll %s service %s protocol pop3 uidl
                          user "%s" password "%s" %s
                          %s no rewrite pass8bits mda "/bin/sh '%s' '%s'"
                        """
                                .formatted(
                                        Errand.HOST,
                                        errand.port(),
                                        errand.user(),
                                        Errand.PASSWORD,
                                        tls,
                                        errand.delete() ? "nokeep" : "keep",
                                        script,
                                        errand.maildir().resolve("new")));
        return List.of(
                DEBIAN.command(), "--fetchmailrc", rc.toString(), "--nosyslog", "--nodetach");
    }

    @Override
    public List<Path> memory(Errand errand) {
        return List.of(errand.home().resolve(".fetchids"));
    }
}
