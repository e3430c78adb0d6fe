package dev.buzon.server;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.pop3.Language;
import dev.buzon.protocol.pop3.Offer;
import dev.buzon.protocol.sasl.ScramCredentials;
import dev.buzon.protocol.smtp.SmtpLimits;
import dev.buzon.server.accounts.Directory;
import dev.buzon.server.admin.AccountAdministration;
import dev.buzon.server.admin.AdminService;
import dev.buzon.server.auth.Argon2Cost;
import dev.buzon.server.auth.Argon2idHash;
import dev.buzon.server.auth.Authenticator;
import dev.buzon.server.auth.CheapSha256Hash;
import dev.buzon.server.auth.Credentials;
import dev.buzon.server.auth.GuessGuard;
import dev.buzon.server.auth.PasswordHash;
import dev.buzon.server.auth.PasswordVerifier;
import dev.buzon.server.auth.StoredPasswords;
import dev.buzon.server.config.CertificateFiles;
import dev.buzon.server.config.Config;
import dev.buzon.server.config.Place;
import dev.buzon.server.net.Admission;
import dev.buzon.server.net.CertificateSource;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.Endpoint;
import dev.buzon.server.net.Network;
import dev.buzon.server.net.Service;
import dev.buzon.server.net.TimeLimits;
import dev.buzon.server.net.Tls;
import dev.buzon.server.pop3.Pop3Service;
import dev.buzon.server.smtp.SmtpService;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.MailStore;
import dev.buzon.store.MemoryStore;
import dev.buzon.store.StoreException;
import dev.buzon.store.rocksdb.RocksStore;
import dev.buzon.store.rocksdb.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a post office together from its configuration; the only place where an engine is named. */
public final class Wiring {
    /** The program's version, as its manifest says it; {@code dev} in a build tree. */
    public static final String VERSION =
            Optional.ofNullable(Wiring.class.getPackage().getImplementationVersion()).orElse("dev");

    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    private static final Duration HANDSHAKE_CLOSING = Duration.ofSeconds(5);

    /** A key of the server is this long. */
    private static final int KEY_OCTETS = 32;

    private final Config config;
    private final Path data;
    private final Surroundings surroundings;
    private final SecureRandom random = new SecureRandom();

    private Wiring(Config config, Path data, Surroundings surroundings) {
        this.config = config;
        this.data = data;
        this.surroundings = surroundings;
    }

    /**
     * Opens a post office: when this returns, it serves.
     *
     * @param data the data folder; made when it is not there
     * @throws IOException when a file or a port cannot be had; the message says which and is meant
     *     for people
     * @throws GeneralSecurityException when a certificate cannot be used
     * @throws StoreException when the store cannot be opened
     */
    public static PostOffice open(Config config, Path data, Surroundings surroundings)
            throws IOException, GeneralSecurityException, StoreException {
        return new Wiring(config, data, surroundings).open();
    }

    /** Opens the store that the configuration names; only one process can have it open. */
    public static MailStore openStore(Config config, Path data, Surroundings surroundings)
            throws IOException, StoreException {
        return new Wiring(config, data, surroundings).store();
    }

    /** What is done with accounts, on this store. */
    public static AccountAdministration administration(
            Config config, MailStore store, Surroundings surroundings) {
        return new Wiring(config, Path.of(""), surroundings).administration(store);
    }

    private PostOffice open() throws IOException, GeneralSecurityException, StoreException {
        MailStore store = store();
        List<AutoCloseable> parts = new ArrayList<>();
        try {
            Directory directory = directory(store);
            PasswordVerifier verifier =
                    new PasswordVerifier(
                            PasswordVerifier.Limits.STANDARD, surroundings.clock(), random);
            parts.add(verifier);
            Authenticator authenticator = authenticator(directory, verifier);
            Tls tls = tls();
            surroundings.deadlines().watch(tls);
            Network network = new Network(surroundings.deadlines(), admission());
            parts.addFirst(network);
            listen(network, store, directory, authenticator, tls);
            List<PostOffice.Offered> published = publish(network, tls, parts);
            parts.remove(network); // from here on the post office stops it, and waits for its
            // sessions
            parts.add(store);
            return new PostOffice(
                    store, network, tls, published, parts, config.limits().stopWithin());
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            parts.add(store);
            closeAll(parts, e);
            throw e;
        }
    }

    private static void closeAll(List<AutoCloseable> parts, Exception cause) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) { // the first failure is the one to tell
                cause.addSuppressed(e);
            }
        }
    }

    // ---- what is kept

    private MailStore store() throws IOException, StoreException {
        if (surroundings.store().isPresent()) {
            return surroundings.store().get();
        }
        Duration binTime = Duration.ofDays(config.store().binDays());
        return switch (config.store().engine()) {
            case MEMORY -> new MemoryStore(surroundings.clock(), random, binTime);
            case ROCKSDB ->
                    RocksStore.open(
                            data.resolve("store"),
                            Settings.standard()
                                    .with(surroundings.clock(), random)
                                    .withBinTime(binTime)
                                    .withListCache(config.store().cache()));
        };
    }

    private Directory directory(MailStore store) {
        return new Directory(
                store.accounts(),
                config.domains(),
                config.delivery().plusAddressing(),
                config.delivery().postmaster().map(Address::of));
    }

    private AccountAdministration administration(MailStore store) {
        Account.Rules rules =
                config.pop3()
                        .expireDays()
                        .map(days -> new Account.Rules(OptionalInt.of(days), OptionalInt.empty()))
                        .orElse(Account.Rules.NEVER);
        return new AccountAdministration(
                store,
                Set.copyOf(config.domains()),
                config.limits().quota().orElse(0L),
                rules,
                new StoredPasswords(this::derive),
                surroundings.clock());
    }

    private Optional<Credentials> derive(Secret password) {
        return switch (config.auth().passwordScheme()) {
            case ARGON2ID -> Credentials.derive(password, random, cost());
            case SSHA256 -> Credentials.deriveCheap(password, random);
        };
    }

    // ---- who may come in

    private Authenticator authenticator(Directory directory, PasswordVerifier verifier)
            throws IOException {
        byte[] nobodys = new byte[KEY_OCTETS];
        random.nextBytes(nobodys);
        Secret unguessable = Secret.of(nobodys);
        PasswordHash hash =
                switch (config.auth().passwordScheme()) {
                    case ARGON2ID -> Argon2idHash.of(unguessable, random, cost());
                    case SSHA256 -> CheapSha256Hash.of(unguessable, random);
                };
        Authenticator.Decoy decoy =
                new Authenticator.Decoy(
                        hash, key("scram-salts.key"), ScramCredentials.RECOMMENDED_ITERATIONS);
        GuessGuard guard =
                new GuessGuard(
                        GuessGuard.Limits.STANDARD,
                        surroundings.clock(),
                        random,
                        address ->
                                address.isLoopbackAddress() && !config.limits().loopbackCounts());
        return new Authenticator(directory::named, verifier, guard, decoy, Thread::sleep);
    }

    private Argon2Cost cost() {
        Config.Argon2 argon2 = config.auth().argon2();
        return new Argon2Cost(
                Math.toIntExact(argon2.memory() / 1024), argon2.iterations(), argon2.lanes());
    }

    /** A key of the server that must be the same on every start; made the first time. */
    private Secret key(String name) throws IOException {
        Path file = data.resolve(name);
        if (!Files.exists(file)) {
            byte[] fresh = new byte[KEY_OCTETS];
            random.nextBytes(fresh);
            Files.createDirectories(data);
            Path part = Files.createTempFile(data, name, ".new"); // mode 0600 from the start
            Files.write(part, fresh, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
            Files.move(part, file);
        }
        return Secret.of(Files.readAllBytes(file));
    }

    private Admission admission() {
        Config.Limits limits = config.limits();
        return new Admission(
                new Admission.Limits(
                        limits.connections(),
                        limits.connectionsPerAddress(),
                        limits.loopbackCounts()));
    }

    // ---- TLS

    private Tls tls() throws IOException, GeneralSecurityException {
        List<CertificateSource> sources = new ArrayList<>();
        for (CertificateFiles files : config.tls().certificates()) {
            sources.add(source(files));
        }
        if (sources.isEmpty() && config.tls().selfSigned()) {
            List<String> names =
                    new ArrayList<>(List.of(config.hostname(), "localhost", "127.0.0.1", "::1"));
            Files.createDirectories(
                    data,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            sources.add(
                    new CertificateSource.SelfSigned(
                            data.resolve("self-signed.pem"),
                            names.stream().distinct().toList(),
                            surroundings.clock()));
        }
        if (sources.isEmpty()) {
            LOG.warn("there is no certificate: TLS is not offered, nor pop3s and submissions");
        }
        return sources.isEmpty()
                ? Tls.none()
                : Tls.of(new Tls.Setup(sources, config.tls().strictNames()), surroundings.clock());
    }

    private CertificateSource source(CertificateFiles files) throws IOException {
        return switch (files) {
            case CertificateFiles.Pem(var chain, var key) ->
                    new CertificateSource.Pem(data.resolve(chain), data.resolve(key));
            case CertificateFiles.Pkcs12(var file, var passwordFile) -> {
                String password =
                        passwordFile.isPresent()
                                ? Files.readAllLines(data.resolve(passwordFile.get())).getFirst()
                                : "";
                yield new CertificateSource.Pkcs12(
                        data.resolve(file),
                        Secret.of(password.getBytes(StandardCharsets.ISO_8859_1)));
            }
        };
    }

    // ---- listeners

    private void listen(
            Network network,
            MailStore store,
            Directory directory,
            Authenticator authenticator,
            Tls tls)
            throws IOException {
        Config.Listen listen = config.listen();
        Service pop3 =
                new Pop3Service(
                        pop3(),
                        store,
                        authenticator,
                        tls,
                        surroundings.clock(),
                        surroundings.deadlines().ticker());
        SmtpService.House house =
                new SmtpService.House(store, directory, authenticator, tls, surroundings.clock());
        SmtpService.Settings smtp = smtp();
        TimeLimits pop3Limits = limits(config.limits().pop3Idle());
        TimeLimits smtpLimits = limits(config.limits().smtpIdle());
        String busy = "-ERR [SYS/TEMP] too many connections, try again later";
        String busySmtp = "421 4.3.2 too many connections, try again later";
        Optional<String> alpn = Optional.of(Pop3Service.ALPN);
        Service reception = SmtpService.reception(smtp, house);
        Service submission = SmtpService.submission(smtp, house);
        Service lmtp = SmtpService.lmtp(smtp, house);
        Optional<Tls> none = Optional.empty();
        listen(network, listen.pop3(), new Endpoint("pop3", pop3, none, alpn, pop3Limits, busy));
        listen(
                network,
                listen.smtp(),
                new Endpoint("smtp", reception, none, Optional.empty(), smtpLimits, busySmtp));
        listen(
                network,
                listen.submission(),
                new Endpoint(
                        "submission", submission, none, Optional.empty(), smtpLimits, busySmtp));
        Endpoint lmtpEndpoint =
                new Endpoint("lmtp", lmtp, none, Optional.empty(), smtpLimits, busySmtp);
        listen(network, listen.lmtp(), lmtpEndpoint);
        if (tls.offered()) {
            listen(
                    network,
                    listen.pop3s(),
                    new Endpoint("pop3s", pop3, Optional.of(tls), alpn, pop3Limits, busy));
            listen(
                    network,
                    listen.submissions(),
                    new Endpoint(
                            "submissions",
                            submission,
                            Optional.of(tls),
                            Optional.empty(),
                            smtpLimits,
                            busySmtp));
        }
        if (listen.lmtpSocket().isPresent()) {
            Endpoint socket =
                    new Endpoint("lmtp-socket", lmtp, none, Optional.empty(), smtpLimits, busySmtp);
            network.listen(
                    socket, data.resolve(listen.lmtpSocket().get()), listen.lmtpSocketMode());
        }
        network.listen(
                AdminService.endpoint(administration(store)),
                data.resolve(AdminService.SOCKET),
                AdminService.MODE);
    }

    /** Opens the doors for HTTP, if there shall be any, and puts them before the other parts. */
    private List<PostOffice.Offered> publish(Network network, Tls tls, List<AutoCloseable> parts)
            throws IOException {
        Config.Listen listen = config.listen();
        if (listen.http().isEmpty() && listen.https().isEmpty()) {
            return List.of();
        }
        var publishing = Publishing.of(config, network, surroundings.deadlines());
        parts.addFirst(publishing);
        publishing.open("http", listen.http(), Optional.empty());
        if (tls.offered()) {
            publishing.open("https", listen.https(), Optional.of(tls));
        }
        return publishing.offered();
    }

    private static void listen(Network network, List<Place> places, Endpoint endpoint)
            throws IOException {
        for (Place place : places) {
            network.listen(endpoint, place.address());
        }
    }

    private TimeLimits limits(Duration idle) {
        return new TimeLimits(
                idle,
                config.limits().writeStall(),
                config.limits().tlsHandshake(),
                HANDSHAKE_CLOSING);
    }

    private Pop3Service.Settings pop3() {
        return new Pop3Service.Settings(
                cleartext(),
                config.auth().loginMechanism(),
                config.auth().channelBinding(),
                Language.matching(config.pop3().language()).orElse(Language.EN),
                config.pop3().loginDelay(),
                config.pop3().lockWait(),
                new Offer.Limits(config.limits().failedLogins(), config.limits().badCommands()),
                config.limits().pop3LoginWithin(),
                VERSION);
    }

    private Pop3Service.Cleartext cleartext() {
        return switch (config.auth().cleartext()) {
            case NEVER -> Pop3Service.Cleartext.NEVER;
            case LOOPBACK -> Pop3Service.Cleartext.LOOPBACK;
            case ALWAYS -> Pop3Service.Cleartext.ALWAYS;
        };
    }

    private SmtpService.Settings smtp() {
        Config.Limits limits = config.limits();
        return new SmtpService.Settings(
                config.hostname(),
                new SmtpLimits(
                        limits.messageSize(),
                        limits.recipients(),
                        limits.badCommands(),
                        SmtpLimits.USUAL.refusedRecipients(),
                        limits.failedLogins(),
                        SmtpLimits.USUAL.droppedOctets()),
                Math.toIntExact(limits.headerSize()),
                limits.receivedHops(),
                config.auth().loginMechanism(),
                config.auth().channelBinding(),
                this::cleartextLogin);
    }

    private boolean cleartextLogin(Connection connection) {
        return switch (config.auth().cleartext()) {
            case NEVER -> false;
            case LOOPBACK -> connection.peer().loopback();
            case ALWAYS -> true;
        };
    }
}
