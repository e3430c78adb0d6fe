package dev.buzon.protocol.smtp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a server offers, from its answer to EHLO or LHLO (RFC 5321 §4.1.1.1).
 *
 * @param keywords the extensions in upper case with the words behind them
 */
public record SmtpCapabilities(Map<String, List<String>> keywords) {
    /** What a server offers that knows HELO only. */
    public static final SmtpCapabilities NONE = new SmtpCapabilities(Map.of());

    public SmtpCapabilities {
        keywords = Map.copyOf(keywords);
    }

    /** Reads the reply; its first line is a greeting. */
    public static SmtpCapabilities of(SmtpReply hello) {
        Map<String, List<String>> keywords = new HashMap<>();
        for (String line : hello.lines().subList(1, hello.lines().size())) {
            // Old servers write AUTH=LOGIN beside AUTH LOGIN.
            String[] words = line.strip().toUpperCase(Locale.ROOT).split("[ =]+", -1);
            List<String> rest = List.of(words).subList(1, words.length);
            keywords.merge(words[0], rest, SmtpCapabilities::both);
        }
        return new SmtpCapabilities(keywords);
    }

    private static List<String> both(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        second.stream().filter(word -> !first.contains(word)).forEach(both::add);
        return List.copyOf(both);
    }

    /** Whether the server offers this extension. */
    public boolean has(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** Whether commands may be sent in groups (RFC 2920). */
    public boolean pipelining() {
        return has("PIPELINING");
    }

    /** Whether STARTTLS is offered (RFC 3207). */
    public boolean startTls() {
        return has("STARTTLS");
    }

    /** The SASL mechanisms offered (RFC 4954 §3). */
    public List<String> mechanisms() {
        return keywords.getOrDefault("AUTH", List.of()).stream().filter(m -> !m.isEmpty()).toList();
    }

    /** The largest message in octets; empty if the server does not say or says 0 (RFC 1870 §4). */
    public OptionalLong messageOctets() {
        List<String> words = keywords.getOrDefault("SIZE", List.of());
        if (words.isEmpty() || !words.getFirst().matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long octets = Long.parseLong(words.getFirst());
        return octets == 0 ? OptionalLong.empty() : OptionalLong.of(octets);
    }
}
