package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** mpop, into a Maildir: it pipelines. */
final class Mpop implements Rival {
    private static final Debian DEBIAN = new Debian("mpop", Path.of("/usr/bin/mpop"));

    @Override
    public String name() {
        return "mpop";
    }

    @Override
    public String version() throws IOException {
        return DEBIAN.version();
    }

    @Override
    public String settings() {
        return "delivery maildir, pipelining auto, auth plain";
    }

    @Override
    public List<String> command(Errand errand) throws IOException {
        String tls =
                errand.tls()
                        ? "tls on\ntls_starttls off\ntls_trust_file " + errand.trust().pem()
                        : "tls off";
        Path rc =
                errand.write(
                        "mpoprc",
                        """
                        account it
                        host %s
                        port %s
                        user %s
                        password %s
                        auth plain
                        %s
                        delivery maildir %s
                        uidls_file %s
                        received_header off
                        keep %s
                        account default : it
                        """
                                .formatted(
                                        Errand.HOST,
                                        errand.port(),
                                        errand.user(),
                                        Errand.PASSWORD,
                                        tls,
                                        errand.maildir(),
                                        errand.home().resolve("uidls"),
                                        errand.delete() ? "off" : "on"));
        return List.of(DEBIAN.command(), "--file=" + rc, "--quiet");
    }

    @Override
    public List<Path> memory(Errand errand) {
        return List.of(errand.home().resolve("uidls"));
    }
}
