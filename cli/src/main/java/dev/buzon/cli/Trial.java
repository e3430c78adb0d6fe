package dev.buzon.cli;

import dev.buzon.cli.Dialogue.Speaker;
import dev.buzon.cli.RoundTrip.Person;
import dev.buzon.cli.Terminal.Colour;
import dev.buzon.protocol.Secret;
import dev.buzon.server.PostOffice;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.admin.AccountAdministration;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminAnswer.Reason;
import dev.buzon.server.admin.AdminAnswer.Refused;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.server.config.ConfigException;
import dev.buzon.store.Address;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A post office on free ports of this machine, for ana and luis. */
final class Trial implements AutoCloseable {
    /**
     * Small, and only for this machine; everything else as it is by default. Passwords that are
     * made up, with 99 bits of chance, are not found by guessing however little a guess costs.
     */
    private static final String CONFIGURATION =
            """
            hostname = "localhost"
            domains = ["example.test"]
            [listen]
            pop3 = "127.0.0.1:0"
            pop3s = "127.0.0.1:0"
            smtp = "127.0.0.1:0"
            submission = "127.0.0.1:0"
            submissions = "127.0.0.1:0"
            lmtp-socket = "off"
            [auth]
            argon2-memory = "1 MiB"
            argon2-iterations = 1
            [store]
            cache = "8 MiB"
            [log]
            level = "error"
            """;

    private final Terminal terminal;
    private final Path data;
    private final PostOffice office;
    private final Person luis;
    private final Person ana;
    private final SSLContext trust;

    private Trial(
            Terminal terminal,
            Path data,
            PostOffice office,
            Person luis,
            Person ana,
            SSLContext trust) {
        this.terminal = terminal;
        this.data = data;
        this.office = office;
        this.luis = luis;
        this.ana = ana;
        this.trust = trust;
    }

    /** Starts the post office and lets ana and luis in. */
    static Trial start(Path data, Terminal terminal) throws CommandFailure {
        Config config = configuration();
        LogSetup.follow(config.log());
        PostOffice office = ServeCommand.open(config, data, terminal.texts());
        try {
            var accounts = Wiring.administration(config, office.store(), Surroundings.real());
            CompletableFuture<Person> luis =
                    CompletableFuture.supplyAsync(() -> person("luis", accounts));
            Person ana = person("ana", accounts);
            SSLContext trust = trusting(certificate(office, data));
            return new Trial(terminal, data, office, luis.join(), ana, trust);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            office.close();
            throw new CommandFailure(terminal.texts().text("serve.failed", e.toString()));
        }
    }

    private static Config configuration() {
        try {
            return Config.parse(CONFIGURATION, "try");
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody with a new password: in a folder that is used again, the account is there. */
    private static Person person(String name, AccountAdministration accounts) {
        var address = new Address(name, "example.test");
        String password = PasswordSource.generated(new SecureRandom());
        Secret secret = Secret.of(password.getBytes(StandardCharsets.UTF_8));
        AdminAnswer answer =
                accounts.carryOut(new AdminRequest.Add(address, secret, OptionalLong.empty()));
        if (answer instanceof Refused(Reason reason, _) && reason == Reason.TAKEN) {
            answer = accounts.carryOut(new AdminRequest.SetPassword(address, secret));
        }
        if (answer instanceof Refused refused) {
            throw new IllegalStateException("no account for " + address + ": " + refused);
        }
        return new Person(address.toString(), password);
    }

    /** The server's certificate, also as a file without its key, for people's programs. */
    private static X509Certificate certificate(PostOffice office, Path data) throws IOException {
        try {
            X509Certificate certificate = office.tls().identities().getFirst().chain().getFirst();
            Files.writeString(
                    data.resolve("certificate.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            return certificate;
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    /** Trusts this certificate and no other. */
    private static SSLContext trusting(X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("buzon", certificate);
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** The post office. */
    PostOffice office() {
        return office;
    }

    /** The message goes round, in front of the person's eyes. */
    void roundTrip() throws CommandFailure {
        var trip = new RoundTrip(trust, luis, ana, this::show);
        List<String> message = trip.message();
        var read = new AtomicReference<Optional<Duration>>(Optional.empty());
        try {
            heading("try.submits", "submissions");
            trip.submit(office.port("submissions"), message);
            heading("try.collects", "pop3s");
            trip.collect(office.port("pop3s"), message, () -> read.set(ThisProcess.age()));
            trip.lookAgain(office.port("pop3s"));
        } catch (IOException e) {
            throw new CommandFailure(terminal.texts().text("try.wrong", Failures.reason(e)));
        }
        terminal.line(Colour.PLAIN, "");
        terminal.line(Colour.GREEN, terminal.texts().text("try.went"));
        terminal.say(
                "try.figures",
                read.get().map(t -> "%.2f s".formatted(t.toMillis() / 1000.0)).orElse("?"),
                ThisProcess.residentOctets().map(o -> (o >> 20) + " MiB").orElse("?"));
    }

    private void heading(String name, String service) {
        terminal.line(Colour.PLAIN, "");
        terminal.line(
                Colour.BOLD, terminal.texts().text(name, "localhost:" + office.port(service)));
    }

    private void show(Speaker speaker, String line) {
        Colour colour =
                switch (speaker) {
                    case CLIENT -> Colour.CYAN;
                    case SERVER -> Colour.PLAIN;
                };
        terminal.line(colour, speaker.prefix + line);
    }

    /** Another message from luis waits for ana, so that there is something to collect. */
    void leaveLetter() throws CommandFailure {
        var trip = new RoundTrip(trust, luis, ana, (_, _) -> {});
        try {
            trip.submit(office.port("submissions"), trip.message());
        } catch (IOException e) {
            throw new CommandFailure(terminal.texts().text("try.wrong", Failures.reason(e)));
        }
    }

    /** A home with the accounts of ana and luis. */
    TrialHome home() throws CommandFailure {
        return TrialHome.make(data, office, terminal, ana, luis);
    }

    /** What a person can do with it now. */
    void sayWhatNext() throws CommandFailure {
        new NextSteps(terminal, data.toAbsolutePath(), office, home().folder(), luis, ana).say();
    }

    @Override
    public void close() {
        office.close();
        PortsFile.remove(data);
    }
}
