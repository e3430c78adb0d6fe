package dev.buzon.server.discovery;

import dev.buzon.server.config.Config;
import dev.buzon.server.config.Place;
import dev.buzon.server.config.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a post office offers to mail programs; the same for each of its domains. Nothing without TLS
 * is ever among it: a program that is told of cleartext would use it.
 *
 * @param pop3s POP3 inside TLS (RFC 8314 §3.3)
 * @param pop3 POP3 with STLS (RFC 2595 §4)
 * @param submissions submission inside TLS (RFC 8314 §3.3)
 * @param submission submission with STARTTLS (RFC 3207)
 * @param mechanisms the SASL mechanisms that need no password in clear, the best first
 * @param displayName what programs call the post office; empty = the domain's name
 * @param leaveDays how long programs are advised to leave mail here, if they are
 */
public record Offers(
        Optional<Access> pop3s,
        Optional<Access> pop3,
        Optional<Access> submissions,
        Optional<Access> submission,
        List<String> mechanisms,
        Optional<String> displayName,
        OptionalInt leaveDays) {

    /** Finds the port of a service whose configured port is 0, while it listens. */
    @FunctionalInterface
    public interface Ports extends Function<String, OptionalInt> {
        /** Nothing listens. */
        Ports UNKNOWN = _ -> OptionalInt.empty();
    }

    /** What this configuration offers. */
    public static Offers of(Config config, Ports ports) {
        var reading = new Reading(config, ports);
        Config.Discovery told = config.discovery();
        Config.Listen listen = config.listen();
        return new Offers(
                reading.access("pop3s", told.pop3s(), listen.pop3s()),
                reading.access("pop3", told.pop3(), listen.pop3()),
                reading.access("submissions", told.submissions(), listen.submissions()),
                reading.access("submission", told.submission(), listen.submission()),
                mechanisms(config),
                told.displayName(),
                leaveDays(config));
    }

    /** Whether TLS can be had, as far as the configuration tells. */
    public static boolean tls(Config config) {
        return config.tls().selfSigned() || !config.tls().certificates().isEmpty();
    }

    /** Whether a program that knows this can both collect and send. */
    public boolean complete() {
        return !incoming().isEmpty() && !outgoing().isEmpty();
    }

    /** The ways to collect mail, the better one first. */
    List<Way> incoming() {
        return ways(pop3s, pop3);
    }

    /** The ways to send mail, the better one first. */
    List<Way> outgoing() {
        return ways(submissions, submission);
    }

    /** A way in, and whether TLS comes before everything else. */
    record Way(Access access, boolean implicitTls) {}

    private static List<Way> ways(Optional<Access> implicit, Optional<Access> upgraded) {
        List<Way> ways = new ArrayList<>();
        implicit.ifPresent(access -> ways.add(new Way(access, true)));
        upgraded.ifPresent(access -> ways.add(new Way(access, false)));
        return List.copyOf(ways);
    }

    private record Reading(Config config, Ports ports) {
        Optional<Access> access(String name, Told told, List<Place> places) {
            return switch (told) {
                case Told.Nothing() -> Optional.empty();
                case Told.At(String host, int port) ->
                        Optional.of(new Access(host.toLowerCase(Locale.ROOT), port));
                case Told.Auto() -> tls(config) ? listening(name, places) : Optional.empty();
            };
        }

        private Optional<Access> listening(String name, List<Place> places) {
            if (places.isEmpty()) {
                return Optional.empty();
            }
            int configured = places.getFirst().port();
            OptionalInt port = configured == 0 ? ports.apply(name) : OptionalInt.of(configured);
            String host = config.hostname().toLowerCase(Locale.ROOT);
            return port.isPresent()
                    ? Optional.of(new Access(host, port.getAsInt()))
                    : Optional.empty();
        }
    }

    private static List<String> mechanisms(Config config) {
        return config.auth().channelBinding()
                ? List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256")
                : List.of("SCRAM-SHA-256");
    }

    /** Never longer than mail stays anyway (RFC 2449 §6.7). */
    private static OptionalInt leaveDays(Config config) {
        Optional<Integer> advised = config.discovery().leaveDays();
        if (advised.isEmpty()) {
            return OptionalInt.empty();
        }
        int most = config.pop3().expireDays().orElse(advised.get());
        int days = Math.min(advised.get(), most);
        return days == 0 ? OptionalInt.empty() : OptionalInt.of(days);
    }
}
