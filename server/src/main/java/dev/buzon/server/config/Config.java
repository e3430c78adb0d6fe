package dev.buzon.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything a server is told before it starts. What the single values mean stands in {@link
 * Settings}, and in {@link #describe()} for people.
 */
public record Config(
        String hostname,
        List<String> domains,
        Listen listen,
        Tls tls,
        Limits limits,
        Auth auth,
        Pop3 pop3,
        Delivery delivery,
        Store store,
        Discovery discovery,
        Log log) {

    /** Where each protocol listens; an empty list is off. Relative paths are in the data folder. */
    public record Listen(
            List<Place> pop3,
            List<Place> pop3s,
            List<Place> smtp,
            List<Place> submission,
            List<Place> submissions,
            List<Place> lmtp,
            Optional<Path> lmtpSocket,
            String lmtpSocketMode,
            List<Place> http,
            List<Place> https) {}

    /** Certificates; without any, and without self-signing, TLS is not offered. */
    public record Tls(
            List<CertificateFiles> certificates, boolean selfSigned, boolean strictNames) {}

    /** What is enough. Sizes in octets. */
    public record Limits(
            int connections,
            int connectionsPerAddress,
            boolean loopbackCounts,
            Duration pop3Idle,
            Optional<Duration> pop3LoginWithin,
            Duration smtpIdle,
            Duration writeStall,
            Duration tlsHandshake,
            Duration stopWithin,
            long messageSize,
            long headerSize,
            Optional<Long> quota,
            int recipients,
            int receivedHops,
            int badCommands,
            int failedLogins) {}

    /** When a password may travel without TLS. */
    public enum Cleartext {
        /** Never, not even on this machine. */
        NEVER,
        /** From this machine itself only. */
        LOOPBACK,
        /** From everywhere: only for networks that are protected otherwise. */
        ALWAYS
    }

    /** How the octets of new passwords are kept. */
    public enum PasswordScheme {
        /** RFC 9106. */
        ARGON2ID,
        /** A salted SHA-256: costs nothing, protects little; for benchmarks. */
        SSHA256
    }

    /** The cost of one Argon2id computation (RFC 9106 §4). Memory in octets. */
    public record Argon2(long memory, int iterations, int lanes) {}

    /** Who may log in how. */
    public record Auth(
            Cleartext cleartext,
            boolean loginMechanism,
            boolean channelBinding,
            PasswordScheme passwordScheme,
            Argon2 argon2) {}

    /** What POP3 says and allows. */
    public record Pop3(
            String language,
            Optional<Integer> expireDays,
            Duration lockWait,
            Duration loginDelay) {}

    /** Where mail goes. */
    public record Delivery(boolean plusAddressing, Optional<String> postmaster) {}

    /** The engine that keeps the mail. */
    public enum Engine {
        /** On disk, in the data folder. */
        ROCKSDB,
        /** In memory: everything is gone when the server stops. */
        MEMORY
    }

    /** How mail is kept. Cache in octets. */
    public record Store(Engine engine, int binDays, long cache) {}

    /**
     * What mail programs are told that look for their settings. An empty display name stands for
     * each domain's own name; leave days are how long programs are advised to leave mail here.
     */
    public record Discovery(
            Told pop3s,
            Told pop3,
            Told submissions,
            Told submission,
            Optional<String> displayName,
            Optional<Integer> leaveDays) {}

    /** How log lines look. */
    public enum LogFormat {
        /** For people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /** From which importance on something is logged. */
    public enum LogLevel {
        /** Something does not work. */
        ERROR,
        /** Something may soon not work. */
        WARN,
        /** Who came and what happened. */
        INFO,
        /** For those who look for a mistake. */
        DEBUG,
        /** Everything. */
        TRACE
    }

    /** What is logged. */
    public record Log(LogFormat format, LogLevel level) {}

    /** The configuration of a server nobody configured. */
    public static Config defaults() {
        try {
            return parse("", "defaults");
        } catch (ConfigException e) {
            throw new IllegalStateException("the defaults are not a configuration", e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException naming everything that is wrong with it
     * @throws IOException if it cannot be read
     */
    public static Config load(Path file) throws IOException, ConfigException {
        return parse(Files.readString(file), file.toString());
    }

    /**
     * Reads a text.
     *
     * @param name what the file is called in messages
     * @throws ConfigException naming everything that is wrong with it
     */
    public static Config parse(String toml, String name) throws ConfigException {
        return new Reading(toml, name).config();
    }

    /** All keys with their defaults and what they mean, as a TOML file one can begin with. */
    public static String describe() {
        return Description.text();
    }

    /** Whether mail for this domain is for people here; without regard to case. */
    public boolean local(String domain) {
        return domains.contains(domain.toLowerCase(Locale.ROOT));
    }
}
