package dev.buzon.server.config;

import dev.buzon.server.config.Config.Cleartext;
import dev.buzon.server.config.Config.Engine;
import dev.buzon.server.config.Config.LogFormat;
import dev.buzon.server.config.Config.LogLevel;
import dev.buzon.server.config.Config.PasswordScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The table of all keys: name, default, form and meaning, in the order of the printed description.
 */
final class Settings {
    private static final List<Setting<?>> TABLE = new ArrayList<>();
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    private static final long KB = 1000;
    private static final long MB = 1000 * KB;
    private static final long GB = 1000 * MB;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MANY = 1_000_000;

    private static final Form<String> HOST =
            text("must be a host name", "[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?");
    private static final Form<List<Place>> PLACES =
            Form.of(
                    toml -> Form.OFF.equals(toml) ? List.of() : Form.list(Place.form()).read(toml),
                    Settings::places);

    static final Setting<String> HOSTNAME =
            add(
                    "hostname",
                    "localhost",
                    HOST,
                    "The name of this server, as it says it in greetings.");
    static final Setting<List<String>> DOMAINS =
            add(
                    "domains",
                    List.of("localhost"),
                    Form.list(domain()),
                    "The domains whose mail is for people here.");

    static {
        section(
                "listen",
                "Where to listen: \"ADDRESS:PORT\", a list of such, or \"off\". Address * is every"
                        + " address; port 0 takes a free port.");
    }

    static final Setting<List<Place>> POP3 = places("pop3", 110, "POP3; TLS by STLS.");
    static final Setting<List<Place>> POP3S = places("pop3s", 995, "POP3 inside TLS (RFC 8314).");
    static final Setting<List<Place>> SMTP = places("smtp", 25, "Mail from other servers.");
    static final Setting<List<Place>> SUBMISSION =
            places("submission", 587, "Mail from our own people; TLS by STARTTLS (RFC 6409).");
    static final Setting<List<Place>> SUBMISSIONS =
            places("submissions", 465, "Mail from our own people inside TLS (RFC 8314).");
    static final Setting<List<Place>> LMTP =
            add(
                    "listen.lmtp",
                    List.<Place>of(),
                    PLACES,
                    "Mail from another mail server of yours, without login. Never port 25 (RFC 2033"
                            + " §5).");
    static final Setting<Optional<Path>> LMTP_SOCKET =
            add(
                    "listen.lmtp-socket",
                    Optional.of(Path.of("lmtp.sock")),
                    Form.path().orOff(),
                    "The same over a Unix domain socket, in the data folder, or \"off\".");
    static final Setting<String> LMTP_SOCKET_MODE =
            add(
                    "listen.lmtp-socket-mode",
                    "rw-rw----",
                    text("must be a mode such as \"rw-rw----\"", "([r-][w-][x-]){3}"),
                    "Who may connect to it.");
    static final Setting<List<Place>> HTTP =
            add(
                    "listen.http",
                    List.<Place>of(),
                    PLACES,
                    "Settings for mail programs over HTTP; usually \"*:80\", or a port of"
                            + " 127.0.0.1 behind a web server of yours (docs/discovery.md).");
    static final Setting<List<Place>> HTTPS =
            add(
                    "listen.https",
                    List.<Place>of(),
                    PLACES,
                    "The same inside TLS, with the certificates of mail; usually \"*:443\".");

    static {
        section("tls", "Certificates. Files are in the data folder unless their path is absolute.");
    }

    static final Setting<List<CertificateFiles>> CERTIFICATES =
            add(
                    "tls.certificates",
                    List.<CertificateFiles>of(),
                    Form.list(CertificateFiles.form()),
                    "A list of { chain = \"FILE\", key = \"FILE\" } (PEM) or { pkcs12 = \"FILE\","
                            + " password-file = \"FILE\" }. The first is for clients that name no"
                            + " host. Changed files are read again without a restart.");
    static final Setting<Boolean> SELF_SIGNED =
            add(
                    "tls.self-signed",
                    true,
                    Form.flag(),
                    "Make a certificate of our own if none is named above. If false and none is"
                            + " named, TLS is not offered.");
    static final Setting<Boolean> STRICT_NAMES =
            add(
                    "tls.strict-names",
                    false,
                    Form.flag(),
                    "Refuse clients that ask for a host none of the certificates is for (RFC 9325"
                            + " §3.7).");

    static {
        section(
                "limits",
                "What is enough. Sizes: \"50 MB\" (1000 * 1000), \"50 MiB\" (1024 * 1024) or a"
                        + " number of octets. Times: \"10m30s\" with d, h, m, s.");
    }

    static final Setting<Integer> CONNECTIONS =
            add("limits.connections", 10_000, Form.count(1, MANY), "Connections at once.");
    static final Setting<Integer> CONNECTIONS_PER_ADDRESS =
            add(
                    "limits.connections-per-address",
                    50,
                    Form.count(1, MANY),
                    "Connections at once from one IPv4 address or one IPv6 /64.");
    static final Setting<Boolean> LOOPBACK_COUNTS =
            add(
                    "limits.loopback-counts",
                    false,
                    Form.flag(),
                    "Whether that holds for this machine's own connections too.");
    static final Setting<Duration> POP3_IDLE =
            add(
                    "limits.pop3-idle",
                    Duration.ofSeconds(630),
                    Form.time(Duration.ofMinutes(10), DAY),
                    "How long a POP3 client may be silent; at least 10m (RFC 1939 §3).");
    static final Setting<Optional<Duration>> POP3_LOGIN_WITHIN =
            add(
                    "limits.pop3-login-within",
                    Optional.<Duration>empty(),
                    Form.time(Duration.ofSeconds(10), DAY).orOff(),
                    "How long a POP3 client may take to log in. Anything below 10m deviates from"
                            + " RFC 1939 §3, but helps against those who hold connections open.");
    static final Setting<Duration> SMTP_IDLE =
            add(
                    "limits.smtp-idle",
                    Duration.ofMinutes(5),
                    Form.time(Duration.ofMinutes(5), DAY),
                    "How long an SMTP client may be silent; at least 5m (RFC 5321 §4.5.3.2.7).");
    static final Setting<Duration> WRITE_STALL =
            add(
                    "limits.write-stall",
                    Duration.ofMinutes(10),
                    Form.time(Duration.ofMinutes(1), DAY),
                    "How long a client may take nothing of what is sent to it.");
    static final Setting<Duration> TLS_HANDSHAKE =
            add(
                    "limits.tls-handshake",
                    Duration.ofSeconds(30),
                    Form.time(SECOND, Duration.ofMinutes(10)),
                    "How long a TLS handshake may take.");
    static final Setting<Duration> STOP_WITHIN =
            add(
                    "limits.stop-within",
                    Duration.ofSeconds(10),
                    Form.time(Duration.ZERO, Duration.ofHours(1)),
                    "How long sessions may take to end when the server stops.");
    static final Setting<Long> MESSAGE_SIZE =
            add(
                    "limits.message-size",
                    50 * MB,
                    Form.octets(64 * KB, 4 * GB),
                    "The largest message that is accepted; at least 64 KB (RFC 5321 §4.5.3.1.7).");
    static final Setting<Long> HEADER_SIZE =
            add(
                    "limits.header-size",
                    256 * KB,
                    Form.octets(16 * KB, 16 * MB),
                    "The largest header of a message that is accepted.");
    static final Setting<Optional<Long>> QUOTA =
            add(
                    "limits.quota",
                    Optional.of(2 * GB),
                    Form.octets(0, Long.MAX_VALUE).orOff(),
                    "How much mail an account holds unless it has a quota of its own, or \"off\".");
    static final Setting<Integer> RECIPIENTS =
            add(
                    "limits.recipients",
                    1000,
                    Form.count(100, MANY),
                    "Recipients of one message; at least 100 (RFC 5321 §4.5.3.1.8).");
    static final Setting<Integer> RECEIVED_HOPS =
            add(
                    "limits.received-hops",
                    100,
                    Form.count(10, 1000),
                    "Received lines after which mail is taken to go in circles (RFC 5321 §6.3 asks"
                            + " for at least 100).");
    static final Setting<Integer> BAD_COMMANDS =
            add(
                    "limits.bad-commands",
                    20,
                    Form.count(1, MANY),
                    "Commands not understood after which a connection is closed.");
    static final Setting<Integer> FAILED_LOGINS =
            add(
                    "limits.failed-logins",
                    3,
                    Form.count(1, 1000),
                    "Failed logins after which a connection is closed.");

    static {
        section("auth", "Logins and passwords.");
    }

    static final Setting<Cleartext> CLEARTEXT =
            add(
                    "auth.cleartext",
                    Cleartext.LOOPBACK,
                    Form.choice(Cleartext.class),
                    "When people may log in without TLS: \"never\", \"loopback\" (from this machine"
                            + " itself) or \"always\".");
    static final Setting<Boolean> LOGIN_MECHANISM =
            add(
                    "auth.login-mechanism",
                    false,
                    Form.flag(),
                    "Whether SASL LOGIN is offered over TLS, for old clients that know nothing better.");
    static final Setting<Boolean> CHANNEL_BINDING =
            add(
                    "auth.channel-binding",
                    false,
                    Form.flag(),
                    "Whether SCRAM-SHA-256-PLUS is offered, which ties a login to its TLS connection"
                            + " (RFC 9266). mutt 2.2 chooses it and then cannot log in.");
    static final Setting<PasswordScheme> PASSWORD_SCHEME =
            add(
                    "auth.password-scheme",
                    PasswordScheme.ARGON2ID,
                    Form.choice(PasswordScheme.class),
                    "How new passwords are kept: \"argon2id\", or \"ssha256\", a cheap hash for"
                            + " benchmarks only.");
    static final Setting<Long> ARGON2_MEMORY =
            add(
                    "auth.argon2-memory",
                    19L * 1024 * 1024,
                    Form.octets(64L * 1024, GB),
                    "What one check of a password costs (RFC 9106): memory,");
    static final Setting<Integer> ARGON2_ITERATIONS =
            add("auth.argon2-iterations", 2, Form.count(1, 100), "passes over it,");
    static final Setting<Integer> ARGON2_LANES =
            add("auth.argon2-lanes", 1, Form.count(1, 16), "and lanes.");

    static {
        section("pop3", "What POP3 says and allows.");
    }

    static final Setting<String> LANGUAGE =
            add(
                    "pop3.language",
                    "en",
                    text("must be \"en\" or \"es\"", "en|es"),
                    "The language of answers until a client chooses another (RFC 6856 §3).");
    static final Setting<Optional<Integer>> EXPIRE_DAYS =
            add(
                    "pop3.expire-days",
                    Optional.<Integer>empty(),
                    Form.count(0, 36_500).orOff(),
                    "Days after its arrival that mail stays, for accounts made from now on, or"
                            + " \"off\" (RFC 2449 §6.7).");
    static final Setting<Duration> LOCK_WAIT =
            add(
                    "pop3.lock-wait",
                    Duration.ofSeconds(5),
                    Form.time(Duration.ZERO, Duration.ofMinutes(1)),
                    "How long a login waits for a session that holds the maildrop, before [IN-USE].");
    static final Setting<Duration> LOGIN_DELAY =
            add(
                    "pop3.login-delay",
                    Duration.ZERO,
                    Form.time(Duration.ZERO, DAY),
                    "The least time between two logins of one person (RFC 2449 §6.5).");

    static {
        section("delivery", "Where mail goes.");
    }

    static final Setting<Boolean> PLUS_ADDRESSING =
            add(
                    "delivery.plus-addressing",
                    true,
                    Form.flag(),
                    "Whether ana+lists@ is ana@, unless it is an account or alias of its own.");
    static final Setting<Optional<String>> POSTMASTER =
            add(
                    "delivery.postmaster",
                    Optional.<String>empty(),
                    text("must be an address or \"off\"", "[^@\\s]+@[^@\\s]+").orOff(),
                    "Who gets mail for postmaster (RFC 5321 §4.5.1) where no such account exists.");

    static {
        section("store", "How mail is kept.");
    }

    static final Setting<Engine> ENGINE =
            add(
                    "store.engine",
                    Engine.ROCKSDB,
                    Form.choice(Engine.class),
                    "\"rocksdb\" on disk, or \"memory\", where all mail is gone when the server"
                            + " stops.");
    static final Setting<Integer> BIN_DAYS =
            add(
                    "store.bin-days",
                    30,
                    Form.count(0, 36_500),
                    "Days that deleted mail can be restored; 0 deletes at once.");
    static final Setting<Long> CACHE =
            add(
                    "store.cache",
                    64L * 1024 * 1024,
                    Form.octets(MB, 1024 * GB),
                    "Memory for what was read lately.");

    static {
        section(
                "discovery",
                "What mail programs are told that look for their settings, and buzon dns prints:"
                        + " \"auto\" is hostname and the port of [listen], \"HOST:PORT\" what the"
                        + " world sees instead, \"off\" says nothing of it.");
    }

    static final Setting<Told> TELL_POP3S = told("pop3s", "POP3 inside TLS.");
    static final Setting<Told> TELL_POP3 = told("pop3", "POP3 with STLS.");
    static final Setting<Told> TELL_SUBMISSIONS = told("submissions", "Submission inside TLS.");
    static final Setting<Told> TELL_SUBMISSION = told("submission", "Submission with STARTTLS.");
    static final Setting<Optional<String>> DISPLAY_NAME =
            add(
                    "discovery.display-name",
                    Optional.<String>empty(),
                    Form.text()
                            .where(
                                    Settings::shortAndPlain,
                                    "must be at most 60 characters without controls")
                            .orOff(),
                    "What programs call this post office; \"off\" is the name of the domain.");
    static final Setting<Optional<Integer>> LEAVE_DAYS =
            add(
                    "discovery.leave-days",
                    Optional.of(14),
                    Form.count(1, 36_500).orOff(),
                    "Days that programs are advised to leave mail here after they collected it, so"
                            + " that other devices find it too, or \"off\" for no advice.");

    static {
        section("log", "What is logged.");
    }

    static final Setting<LogFormat> LOG_FORMAT =
            add(
                    "log.format",
                    LogFormat.TEXT,
                    Form.choice(LogFormat.class),
                    "\"text\" or \"json\".");
    static final Setting<LogLevel> LOG_LEVEL =
            add(
                    "log.level",
                    LogLevel.INFO,
                    Form.choice(LogLevel.class),
                    "\"error\", \"warn\", \"info\", \"debug\" or \"trace\".");

    private Settings() {}

    /** All keys. */
    static List<Setting<?>> all() {
        return List.copyOf(TABLE);
    }

    /** The names of the sections. */
    static List<String> sections() {
        return List.copyOf(SECTIONS.keySet());
    }

    /** What a section is about. */
    static String about(String section) {
        return SECTIONS.getOrDefault(section, "");
    }

    private static <T> Setting<T> add(String key, T fallback, Form<T> form, String comment) {
        var setting = new Setting<>(key, fallback, form, comment);
        TABLE.add(setting);
        return setting;
    }

    private static void section(String name, String comment) {
        SECTIONS.put(name, comment);
    }

    private static Setting<List<Place>> places(String name, int port, String comment) {
        return add("listen." + name, List.of(new Place("*", port)), PLACES, comment);
    }

    private static Setting<Told> told(String name, String comment) {
        return add("discovery." + name, new Told.Auto(), Told.form(), comment);
    }

    private static boolean shortAndPlain(String text) {
        return text.length() <= 60 && text.codePoints().noneMatch(Character::isISOControl);
    }

    private static String places(List<Place> places) {
        return switch (places.size()) {
            case 0 -> Form.quoted(Form.OFF);
            case 1 -> Place.form().write(places.getFirst());
            default -> Form.list(Place.form()).write(places);
        };
    }

    private static Form<String> text(String otherwise, String pattern) {
        return Form.text().where(text -> text.matches(pattern), otherwise);
    }

    private static Form<String> domain() {
        Form<String> name =
                text(
                        "must be a domain",
                        "[\\p{L}\\p{N}_]([\\p{L}\\p{N}_.-]{0,251}[\\p{L}\\p{N}_])?");
        return Form.of(toml -> name.read(toml).toLowerCase(Locale.ROOT), name::write);
    }
}
