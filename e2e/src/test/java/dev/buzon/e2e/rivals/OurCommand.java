package dev.buzon.e2e.rivals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ./buzon fetch} as people run it, the shell script that starts it included. */
final class OurCommand implements Rival {
    /** Where the password is, as in a container. */
    static final String PASSWORD_VARIABLE = "MAIL_PASSWORD";

    private static final Path SCRIPT = Path.of("..", "buzon").toAbsolutePath().normalize();
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "buzon fetch";
    }

    @Override
    public String version() {
        return "this commit";
    }

    @Override
    public String settings() {
        return "./buzon fetch, Maildir, the password in an environment variable, as it comes";
    }

    @Override
    public boolean ours() {
        return true;
    }

    /** Builds it, unless that is done; not a part of any measurement. */
    static void build() throws IOException {
        Process process =
                new ProcessBuilder(SCRIPT.toString(), "--version")
                        .redirectInput(Path.of("/dev/null").toFile())
                        .inheritIO()
                        .start();
        try {
            if (!process.waitFor(BUILD_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException("./buzon could not be built");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    @Override
    public List<String> command(Errand errand) throws IOException {
        Path accounts = errand.home().resolve(".config/buzon/accounts");
        Files.createDirectories(accounts);
        Files.writeString(
                accounts.resolve("ana@example.test.conf"),
                """
                address = ana@example.test
                incoming.host = %s
                incoming.port = %s
                incoming.security = %s
                incoming.user = %s
                incoming.trust = %s
                secret = env:%s
                folder = %s
                leave-on-server = %s
                """
                        .formatted(
                                Errand.HOST,
                                errand.port(),
                                errand.tls() ? "tls" : "none",
                                errand.user(),
                                errand.tls() ? "authorities:" + errand.trust().pem() : "system",
                                PASSWORD_VARIABLE,
                                errand.maildir(),
                                errand.delete() ? "never" : "always"));
        return List.of(SCRIPT.toString(), "fetch");
    }
}
