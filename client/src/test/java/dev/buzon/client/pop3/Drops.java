package dev.buzon.client.pop3;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A maildrop for a {@link Peer}: the usual answers, and others where a test says so. */
final class Drops implements Peer.Play {
    private final List<String> capabilities = new ArrayList<>(List.of("UIDL", "TOP", "USER"));
    private final List<String> messages = new ArrayList<>();
    private final Map<String, String> others = new LinkedHashMap<>();

    /** Messages 1, 2 and so on, as they go over the wire but for the terminator. */
    static Drops of(String... messages) {
        Drops drops = new Drops();
        drops.messages.addAll(List.of(messages));
        return drops;
    }

    /** So many small messages. */
    static Drops small(int count) {
        Drops drops = new Drops();
        for (int i = 1; i <= count; i++) {
            drops.messages.add(content(i));
        }
        return drops;
    }

    /** What message {@code number} of {@link #small} is. */
    static String content(int number) {
        return "Subject: " + number + "\r\n\r\nHello number " + number + "\r\n";
    }

    /** With this capability too. */
    Drops with(String capability) {
        capabilities.add(capability);
        return this;
    }

    /** Without CAPA, which is answered with -ERR. */
    Drops withoutCapabilities() {
        return but("CAPA", "-ERR what?\r\n");
    }

    /**
     * Answers a command, or all that begin with this word, otherwise; {@code (close)} at the end
     * closes the connection, {@code (wait)} says nothing more.
     */
    Drops but(String command, String octets) {
        others.put(command, octets);
        return this;
    }

    @Override
    public void with(Peer.Talk talk) throws IOException {
        talk.send("+OK hello\r\n");
        commands(talk);
    }

    /** All commands up to QUIT. */
    void commands(Peer.Talk talk) throws IOException {
        while (true) {
            String line = talk.line();
            String answer = answer(line);
            boolean close = answer.endsWith("(close)");
            boolean wait = answer.endsWith("(wait)");
            talk.send(answer.replaceAll("\\((close|wait)\\)$", ""));
            if (close || line.equals("QUIT")) {
                return;
            }
            if (wait) {
                talk.untilGone();
                return;
            }
        }
    }

    private String answer(String line) {
        String word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (others.containsKey(line) || others.containsKey(word)) {
            return others.getOrDefault(line, others.getOrDefault(word, ""));
        }
        return switch (word) {
            case "CAPA" -> "+OK\r\n" + String.join("\r\n", capabilities) + "\r\n.\r\n";
            case "STAT" -> "+OK " + messages.size() + " " + octets() + "\r\n";
            case "LIST" -> listing(false);
            case "UIDL" -> listing(true);
            case "RETR", "TOP" -> "+OK\r\n" + message(line) + ".\r\n";
            default -> "+OK\r\n";
        };
    }

    private String message(String line) {
        return messages.get(Integer.parseInt(line.split(" ", -1)[1]) - 1);
    }

    private long octets() {
        return messages.stream().mapToLong(String::length).sum();
    }

    private String listing(boolean uid) {
        StringBuilder all = new StringBuilder("+OK\r\n");
        for (int i = 1; i <= messages.size(); i++) {
            String value = uid ? "uid-" + i : Integer.toString(messages.get(i - 1).length());
            all.append(i).append(' ').append(value).append("\r\n");
        }
        return all.append(".\r\n").toString();
    }
}
