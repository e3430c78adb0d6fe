package dev.buzon.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.SentMessage;
import dev.buzon.testing.StoredMessage;
import dev.buzon.testing.Trouble;
import dev.buzon.testing.pop3.HeldMessage;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.QuirkyServer;
import dev.buzon.testing.pop3.QuirkyServers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Carries out the lines of the control port: a word, its arguments with blanks between them, and
 * for the answer one line of JSON. docs/testing.md describes them.
 */
final class TestDesk {
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
    private static final Duration USUAL_WAIT = Duration.ofSeconds(10);

    /** In place of an address: the maildrop of the server that misbehaves. */
    private static final String MISBEHAVING = "misbehaving";

    private static final List<String> WORDS =
            List.of(
                    "help",
                    "ports",
                    "certificates",
                    "account ADDRESS PASSWORD",
                    "put ADDRESS BASE64",
                    "messages ADDRESS",
                    "await ADDRESS COUNT [SECONDS]",
                    "empty ADDRESS",
                    "sent",
                    "now",
                    "advance DURATION",
                    "trouble NAME",
                    "catalogue",
                    "misbehave NAME[,NAME]",
                    "behave",
                    "release",
                    "heard",
                    "quit");

    /**
     * An answer.
     *
     * @param more whether another line is read
     */
    record Reply(String line, boolean more) {}

    private final TestBench bench;

    TestDesk(TestBench bench) {
        this.bench = bench;
    }

    /** Carries out one line. */
    Reply answer(String line) {
        List<String> words = List.of(line.split(" +", -1));
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("ok", true));
        try {
            boolean known = carryOut(words.getFirst(), words.subList(1, words.size()), answer);
            // A browser could be made to send lines to any port: the first one that is no wish ends
            // it.
            return known
                    ? new Reply(JSON.toJson(answer), !words.getFirst().equals("quit"))
                    : new Reply(failure("no such word: say help"), false);
        } catch (IllegalArgumentException | DateTimeException | AssertionError e) {
            return new Reply(failure(String.valueOf(e.getMessage())), true);
        } catch (IndexOutOfBoundsException _) {
            return new Reply(failure("an argument is missing: say help"), true);
        }
    }

    private static String failure(String why) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("error", why);
        return JSON.toJson(answer);
    }

    private boolean carryOut(String word, List<String> with, Map<String, Object> answer) {
        InMemoryPostOffice office = bench.office();
        switch (word) {
            case "help" -> answer.put("words", WORDS);
            case "ports" -> answer.put("ports", bench.ports());
            case "certificates" -> answer.put("pem", bench.pem());
            case "account" -> office.account(with.get(0), with.get(1));
            case "put" -> answer.put("uidl", put(with.get(0), with.get(1)));
            case "messages" -> answer.put("messages", messages(with.get(0)));
            case "await" -> answer.put("messages", await(with));
            case "empty" -> office.empty(with.get(0));
            case "sent" ->
                    answer.put("messages", office.sent().stream().map(TestDesk::sent).toList());
            case "now" -> answer.put("now", office.now().toString());
            case "advance" -> {
                office.advance(Duration.parse(with.get(0)));
                answer.put("now", office.now().toString());
            }
            case "trouble" ->
                    office.expect(
                            Trouble.valueOf(
                                    with.get(0).toUpperCase(Locale.ROOT).replace('-', '_')));
            case "catalogue" ->
                    answer.put(
                            "servers", QuirkyServers.all().stream().map(TestDesk::entry).toList());
            case "misbehave" -> {
                bench.misbehave(List.of(with.get(0).split(",", -1)));
                answer.put("ports", bench.ports());
                answer.put("user", bench.misbehavingUser());
            }
            case "behave" -> bench.misbehaving().behave(List.of());
            case "release" -> bench.misbehaving().release();
            case "heard" ->
                    answer.put(
                            "connections",
                            bench.misbehaving().transcripts().stream()
                                    .map(one -> one.lines().stream().map(Object::toString).toList())
                                    .toList());
            case "quit" -> answer.put("bye", true);
            default -> {
                return false; // words are text
            }
        }
        return true;
    }

    private String put(String address, String base64) {
        byte[] message = Base64.getDecoder().decode(base64);
        return address.equals(MISBEHAVING)
                ? bench.misbehaving().put(message).uid()
                : bench.office().deliver(address, message);
    }

    private List<Map<String, Object>> messages(String address) {
        return address.equals(MISBEHAVING)
                ? bench.misbehaving().messages().stream().map(TestDesk::held).toList()
                : bench.office().messages(address).stream().map(TestDesk::stored).toList();
    }

    private List<Map<String, Object>> await(List<String> with) {
        int count = Integer.parseInt(with.get(1));
        Duration atMost =
                with.size() > 2 ? Duration.ofSeconds(Long.parseLong(with.get(2))) : USUAL_WAIT;
        if (with.get(0).equals(MISBEHAVING)) {
            awaitMisbehaving(bench.misbehaving(), count, atMost);
        } else {
            bench.office().awaitMessages(with.get(0), count, atMost);
        }
        return messages(with.get(0));
    }

    private static void awaitMisbehaving(MisbehavingServer server, int count, Duration atMost) {
        try {
            if (!server.awaitMessages(count, atMost)) {
                throw new AssertionError(
                        "%d messages are there and not %d, after %s"
                                .formatted(server.messages().size(), count, atMost));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> stored(StoredMessage message) {
        return message(message.uidl(), message.octets());
    }

    private static Map<String, Object> held(HeldMessage message) {
        return message(message.uid(), message.octets());
    }

    private static Map<String, Object> message(String uidl, byte[] octets) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("uidl", uidl);
        shown.put("octets", octets.length);
        shown.put(
                "base64",
                new String(Base64.getEncoder().encode(octets), StandardCharsets.US_ASCII));
        return shown;
    }

    private static Map<String, Object> sent(SentMessage message) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("from", message.from());
        shown.put("recipients", message.recipients());
        shown.put("octets", message.octets().length);
        shown.put("base64", Base64.getEncoder().encodeToString(message.octets()));
        return shown;
    }

    private static Map<String, Object> entry(QuirkyServer one) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", one.name());
        shown.put("expectation", one.expectation().name());
        shown.put("door", one.door().name());
        shown.put("rows", one.rows());
        shown.put("sentence", one.sentence());
        return shown;
    }
}
