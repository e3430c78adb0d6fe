package dev.buzon.client.pop3;

import dev.buzon.client.net.Printable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server says that it can do (RFC 2449 §5). Nothing is concluded from IMPLEMENTATION
 * (C-003), and what is missing may work all the same.
 *
 * @param listed the arguments of each capability by its keyword in upper case, in the server's
 *     order; one character an octet
 */
public record Capabilities(Map<String, List<String>> listed) {
    /** Keeps a copy. */
    public Capabilities {
        listed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(listed));
    }

    /** What a server without CAPA has: the commands of RFC 1939 that all have (C-001). */
    public static Capabilities none() {
        return new Capabilities(Map.of());
    }

    /** Reads the lines of an answer to CAPA; blanks and case do not matter. */
    public static Capabilities of(List<String> lines) {
        Map<String, List<String>> listed = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("[ \t]+"));
            if (!words.getFirst().isEmpty()) {
                listed.putIfAbsent(
                        words.getFirst().toUpperCase(Locale.ROOT), words.subList(1, words.size()));
            }
        }
        return new Capabilities(listed);
    }

    /** Whether this keyword, in upper case, is listed. */
    public boolean has(String keyword) {
        return listed.containsKey(keyword);
    }

    /** Whether a keyword is listed with this argument, in any case. */
    public boolean has(String keyword, String argument) {
        return listed.getOrDefault(keyword, List.of()).stream()
                .anyMatch(argument::equalsIgnoreCase);
    }

    /** Whether commands may be sent without waiting (RFC 2449 §6.6). */
    public boolean pipelining() {
        return has("PIPELINING");
    }

    /** The names of the SASL mechanisms, as the server wrote them (RFC 5034 §3). */
    public List<String> mechanisms() {
        return listed.getOrDefault("SASL", List.of());
    }

    /** The shortest time between logins (RFC 2449 §6.5); the server may say another after login. */
    public Optional<Duration> loginDelay() {
        return number("LOGIN-DELAY").stream().mapToObj(Duration::ofSeconds).findFirst();
    }

    /**
     * For how many days messages are kept (RFC 2449 §6.7): 0 means that they go with the session
     * that retrieved them. Empty when nothing is said, or NEVER.
     */
    public OptionalInt expireDays() {
        return number("EXPIRE");
    }

    /** Whether the server says that messages are never removed by themselves (RFC 2449 §6.7). */
    public boolean neverExpires() {
        return has("EXPIRE", "NEVER");
    }

    /** What the server says that it is, printable; for people only (C-003). */
    public Optional<String> implementation() {
        return Optional.ofNullable(listed.get("IMPLEMENTATION"))
                .map(words -> Printable.text(String.join(" ", words)));
    }

    private OptionalInt number(String keyword) {
        List<String> words = listed.getOrDefault(keyword, List.of());
        return words.isEmpty() || !words.getFirst().matches("[0-9]{1,9}")
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(words.getFirst()));
    }
}
