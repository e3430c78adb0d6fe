package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * getmail6 into its own Maildir. Root may not do that, so root has it done by nobody, who then owns
 * the home.
 */
final class Getmail implements Rival {
    private static final Debian DEBIAN = new Debian("getmail6", Path.of("/usr/bin/getmail"));
    private static final String NOBODY = "nobody";

    @Override
    public String name() {
        return "getmail6";
    }

    @Override
    public String version() throws IOException {
        return DEBIAN.version();
    }

    @Override
    public String settings() {
        return "SimplePOP3Retriever, Maildir, read_all = false, otherwise as it comes";
    }

    @Override
    public List<String> command(Errand errand) throws IOException {
        errand.write(
                "getmailrc",
                """
                [retriever]
                type = %s
                server = %s
                port = %s
                username = %s
                password = %s
                %s
                [destination]
                type = Maildir
                path = %s/
                [options]
                read_all = false
                delete = %s
                received = false
                delivered_to = false
                verbose = 1
                """
                        .formatted(
                                errand.tls() ? "SimplePOP3SSLRetriever" : "SimplePOP3Retriever",
                                Errand.HOST,
                                errand.port(),
                                errand.user(),
                                Errand.PASSWORD,
                                errand.tls() ? "ca_certs = " + errand.trust().pem() : "",
                                errand.maildir(),
                                errand.delete()));
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name", "").equals("root")) {
            giveAway(errand.home());
            command.addAll(
                    List.of(
                            "/usr/bin/setpriv",
                            "--reuid=" + NOBODY,
                            "--regid=nogroup",
                            "--clear-groups"));
        }
        command.addAll(
                List.of(
                        DEBIAN.command(),
                        "--getmaildir=" + errand.home(),
                        "--rcfile=" + errand.home().resolve("getmailrc")));
        return command;
    }

    private static void giveAway(Path home) throws IOException {
        var owner =
                home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Files.setOwner(file, owner);
            }
        }
    }

    @Override
    public List<Path> memory(Errand errand) throws IOException {
        try (Stream<Path> files = Files.list(errand.home())) {
            return files.filter(file -> file.getFileName().toString().startsWith("oldmail-"))
                    .toList();
        }
    }
}
