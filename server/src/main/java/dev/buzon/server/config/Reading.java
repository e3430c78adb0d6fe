package dev.buzon.server.config;

import dev.buzon.server.config.ConfigException.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;

/** One reading of one file: collects everything that is wrong before it says so. */
final class Reading {
    private final String file;
    private final TomlParseResult toml;
    private final List<Problem> problems = new ArrayList<>();

    Reading(String text, String file) {
        this.file = file;
        this.toml = Toml.parse(text);
    }

    Config config() throws ConfigException {
        toml.errors().forEach(e -> problem(e.position(), String.valueOf(e.getMessage()).strip()));
        refuseUnknownKeys();
        Config config =
                new Config(
                        of(Settings.HOSTNAME),
                        of(Settings.DOMAINS),
                        listen(),
                        new Config.Tls(
                                of(Settings.CERTIFICATES),
                                of(Settings.SELF_SIGNED),
                                of(Settings.STRICT_NAMES)),
                        limits(),
                        auth(),
                        new Config.Pop3(
                                of(Settings.LANGUAGE),
                                of(Settings.EXPIRE_DAYS),
                                of(Settings.LOCK_WAIT),
                                of(Settings.LOGIN_DELAY)),
                        new Config.Delivery(of(Settings.PLUS_ADDRESSING), of(Settings.POSTMASTER)),
                        new Config.Store(
                                of(Settings.ENGINE), of(Settings.BIN_DAYS), of(Settings.CACHE)),
                        discovery(),
                        new Config.Log(of(Settings.LOG_FORMAT), of(Settings.LOG_LEVEL)));
        refuseContradictions(config);
        if (!problems.isEmpty()) {
            problems.sort(Comparator.comparingInt(Problem::line));
            throw new ConfigException(problems);
        }
        return config;
    }

    private Config.Listen listen() {
        return new Config.Listen(
                of(Settings.POP3),
                of(Settings.POP3S),
                of(Settings.SMTP),
                of(Settings.SUBMISSION),
                of(Settings.SUBMISSIONS),
                of(Settings.LMTP),
                of(Settings.LMTP_SOCKET),
                of(Settings.LMTP_SOCKET_MODE),
                of(Settings.HTTP),
                of(Settings.HTTPS));
    }

    private Config.Discovery discovery() {
        return new Config.Discovery(
                of(Settings.TELL_POP3S),
                of(Settings.TELL_POP3),
                of(Settings.TELL_SUBMISSIONS),
                of(Settings.TELL_SUBMISSION),
                of(Settings.DISPLAY_NAME),
                of(Settings.LEAVE_DAYS));
    }

    private Config.Limits limits() {
        return new Config.Limits(
                of(Settings.CONNECTIONS),
                of(Settings.CONNECTIONS_PER_ADDRESS),
                of(Settings.LOOPBACK_COUNTS),
                of(Settings.POP3_IDLE),
                of(Settings.POP3_LOGIN_WITHIN),
                of(Settings.SMTP_IDLE),
                of(Settings.WRITE_STALL),
                of(Settings.TLS_HANDSHAKE),
                of(Settings.STOP_WITHIN),
                of(Settings.MESSAGE_SIZE),
                of(Settings.HEADER_SIZE),
                of(Settings.QUOTA),
                of(Settings.RECIPIENTS),
                of(Settings.RECEIVED_HOPS),
                of(Settings.BAD_COMMANDS),
                of(Settings.FAILED_LOGINS));
    }

    private Config.Auth auth() {
        return new Config.Auth(
                of(Settings.CLEARTEXT),
                of(Settings.LOGIN_MECHANISM),
                of(Settings.CHANNEL_BINDING),
                of(Settings.PASSWORD_SCHEME),
                new Config.Argon2(
                        of(Settings.ARGON2_MEMORY),
                        of(Settings.ARGON2_ITERATIONS),
                        of(Settings.ARGON2_LANES)));
    }

    /** The value of the file, or the default: also when it is wrong, so that all is looked at. */
    private <T> T of(Setting<T> setting) {
        List<String> path = path(setting.key());
        if (!sectionIsTable(setting)) {
            return setting.fallback();
        }
        Object value = toml.get(path);
        if (value == null) {
            return setting.fallback();
        }
        try {
            return setting.form().read(value);
        } catch (MisreadException e) {
            problem(toml.inputPositionOf(path), setting.key() + " " + e.getMessage());
            return setting.fallback();
        }
    }

    private boolean sectionIsTable(Setting<?> setting) {
        return setting.section().isEmpty() || toml.isTable(List.of(setting.section()));
    }

    private static List<String> path(String key) {
        return List.of(key.split("\\."));
    }

    private void refuseUnknownKeys() {
        Set<String> keys = new HashSet<>();
        Set<List<String>> known = new HashSet<>();
        for (Setting<?> setting : Settings.all()) {
            keys.add(setting.key());
            known.add(path(setting.key()));
        }
        Set<List<String>> tables = new HashSet<>(toml.keyPathSet(true));
        tables.removeAll(toml.keyPathSet(false));
        for (List<String> path : toml.keyPathSet(true)) {
            boolean section = path.size() == 1 && Settings.sections().contains(path.getFirst());
            if (section && !tables.contains(path)) {
                String name = path.getFirst();
                problem(toml.inputPositionOf(path), name + " is a section: write [" + name + "]");
            } else if (!section && !known.contains(path) && !insideUnknown(path)) {
                boolean table = tables.contains(path);
                unknown(path, table ? "section" : "key", table ? Settings.sections() : keys);
            }
        }
    }

    /** The keys of a section that is unknown itself need no message of their own. */
    private static boolean insideUnknown(List<String> path) {
        return path.size() > 2
                || (path.size() == 2 && !Settings.sections().contains(path.getFirst()));
    }

    private void unknown(List<String> path, String what, Iterable<String> candidates) {
        String key = String.join(".", path);
        String hint =
                Nearest.of(key, candidates).map(near -> "; did you mean " + near + "?").orElse("");
        problem(toml.inputPositionOf(path), "unknown " + what + " " + key + hint);
    }

    /** Rules about more than one value, or about what a value is for. */
    private void refuseContradictions(Config config) {
        if (config.listen().lmtp().stream().anyMatch(place -> place.port() == 25)) {
            problem(
                    toml.inputPositionOf(path(Settings.LMTP.key())),
                    "listen.lmtp must not be port 25, where SMTP is spoken (RFC 2033 §5)");
        }
        if (config.domains().isEmpty()) {
            problem(toml.inputPositionOf("domains"), "domains must name at least one domain");
        }
        if (config.limits().headerSize() > config.limits().messageSize()) {
            problem(
                    toml.inputPositionOf(path(Settings.HEADER_SIZE.key())),
                    "limits.header-size is more than limits.message-size");
        }
    }

    private void problem(@Nullable TomlPosition position, String text) {
        problems.add(new Problem(file, position == null ? 0 : position.line(), text));
    }
}
