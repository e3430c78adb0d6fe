package dev.buzon.client.outbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.Fate;
import dev.buzon.protocol.smtp.MailParameters.Ret;
import dev.buzon.protocol.smtp.Mailbox;
import dev.buzon.protocol.smtp.RcptParameters.NotifyOn;
import dev.buzon.protocol.smtp.ReversePath;
import dev.buzon.protocol.smtp.Xtext;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * An event as a line: the CRC32C of the rest in eight hexadecimal digits, a blank, a JSON object.
 * The sum tells a line that was not written to its end, or was damaged, from one that says nothing.
 */
final class JobText {
    private static final int VERSION = 1;
    private static final int SUM = 8;

    private JobText() {}

    /** The line with its LF. */
    static byte[] print(JobEvent event) {
        JsonObject json = new JsonObject();
        json.addProperty("event", word(event));
        json.addProperty("at", event.at().getEpochSecond());
        switch (event) {
            case JobEvent.Queued queued -> print(queued, json);
            case JobEvent.Begun(_, var to) -> {
                JsonArray indexes = new JsonArray();
                to.forEach(indexes::add);
                json.add("to", indexes);
            }
            case JobEvent.Answered(_, var fates, var next) -> {
                JsonArray all = new JsonArray();
                fates.forEach(fate -> all.add(json(fate)));
                json.add("fates", all);
                json.addProperty("next", next.getEpochSecond());
            }
            case JobEvent.Unreached(_, var why) -> json.addProperty("why", why);
            case JobEvent.Ending _, JobEvent.Revived _ -> {}
        }
        byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
        byte[] line =
                Arrays.copyOf(
                        (sum(text) + " ").getBytes(StandardCharsets.US_ASCII),
                        SUM + 2 + text.length);
        System.arraycopy(text, 0, line, SUM + 1, text.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** The event in a line without its LF; empty when it is damaged or from a later version. */
    static Optional<JobEvent> parse(byte[] line) {
        if (line.length < SUM + 2) {
            return Optional.empty();
        }
        byte[] text = Arrays.copyOfRange(line, SUM + 1, line.length);
        String said = new String(line, 0, SUM + 1, StandardCharsets.ISO_8859_1);
        if (!said.equals(sum(text) + " ")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    event(
                            JsonParser.parseString(new String(text, StandardCharsets.UTF_8))
                                    .getAsJsonObject()));
        } catch (JsonParseException
                | IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException
                | DateTimeException
                | NullPointerException _) { // a member is missing or of another kind
            return Optional.empty();
        }
    }

    private static String sum(byte[] text) {
        CRC32C crc = new CRC32C();
        crc.update(text);
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    private static String word(JobEvent event) {
        return switch (event) {
            case JobEvent.Queued _ -> "queued";
            case JobEvent.Begun _ -> "begun";
            case JobEvent.Ending _ -> "ending";
            case JobEvent.Answered _ -> "answered";
            case JobEvent.Unreached _ -> "unreached";
            case JobEvent.Revived _ -> "revived";
        };
    }

    private static void print(JobEvent.Queued queued, JsonObject json) {
        Envelope envelope = queued.envelope();
        json.addProperty("buzon-outbox", VERSION);
        json.addProperty("account", queued.account());
        json.addProperty("message-id", queued.messageId());
        json.addProperty("subject", queued.subject());
        json.addProperty("octets", queued.octets());
        json.addProperty(
                "from",
                envelope.from() instanceof ReversePath.Sender(var sender) ? sender.toString() : "");
        JsonArray to = new JsonArray();
        envelope.recipients().forEach(one -> to.add(one.toString()));
        json.add("to", to);
        envelope.reports()
                .notifyOn()
                .ifPresent(events -> {
                    JsonArray words = new JsonArray();
                    events.stream().sorted().forEach(one -> words.add(one.name()));
                    json.add("notify", words);
                });
        envelope.reports().ret().ifPresent(ret -> json.addProperty("ret", ret.name()));
        envelope.reports().name().ifPresent(name -> json.addProperty("envid", name.encoded()));
    }

    private static JsonObject json(Fate fate) {
        JsonObject json = new JsonObject();
        json.addProperty("fate", fate.kind().word());
        json.addProperty("code", fate.code());
        json.addProperty("text", fate.text());
        return json;
    }

    private static JobEvent event(JsonObject json) {
        Instant at = instant(json, "at");
        String word = json.get("event").getAsString();
        return switch (word) {
            case "queued" -> queued(at, json);
            case "begun" -> new JobEvent.Begun(at, indexes(json.getAsJsonArray("to")));
            case "ending" -> new JobEvent.Ending(at);
            case "answered" ->
                    new JobEvent.Answered(
                            at, fates(json.getAsJsonArray("fates")), instant(json, "next"));
            case "unreached" -> new JobEvent.Unreached(at, json.get("why").getAsString());
            case "revived" -> new JobEvent.Revived(at);
            default -> throw new IllegalArgumentException("no event " + word);
        };
    }

    private static Instant instant(JsonObject json, String name) {
        return Instant.ofEpochSecond(json.get(name).getAsLong());
    }

    private static JobEvent queued(Instant at, JsonObject json) {
        if (json.get("buzon-outbox").getAsInt() != VERSION) {
            throw new IllegalArgumentException("a later version");
        }
        List<Mailbox> to = new ArrayList<>();
        json.getAsJsonArray("to").forEach(one -> to.add(mailbox(one.getAsString())));
        String from = json.get("from").getAsString();
        Optional<Set<NotifyOn>> notifyOn = Optional.empty();
        if (json.has("notify")) {
            Set<NotifyOn> events = new HashSet<>();
            json.getAsJsonArray("notify")
                    .forEach(one -> events.add(NotifyOn.valueOf(one.getAsString())));
            notifyOn = Optional.of(events);
        }
        Envelope.Reports reports =
                new Envelope.Reports(
                        notifyOn,
                        text(json, "ret").map(Ret::valueOf),
                        text(json, "envid").map(Xtext::new));
        return new JobEvent.Queued(
                at,
                json.get("account").getAsString(),
                new Envelope(
                        from.isEmpty()
                                ? new ReversePath.Nobody()
                                : new ReversePath.Sender(mailbox(from)),
                        to,
                        reports),
                json.get("message-id").getAsString(),
                json.get("subject").getAsString(),
                json.get("octets").getAsLong());
    }

    private static Optional<String> text(JsonObject json, String name) {
        return Optional.ofNullable(json.get(name)).map(JsonElement::getAsString);
    }

    private static Mailbox mailbox(String text) {
        return Mailbox.parse(text).orElseThrow(() -> new IllegalArgumentException("no address"));
    }

    private static List<Integer> indexes(JsonArray array) {
        List<Integer> indexes = new ArrayList<>();
        array.forEach(one -> indexes.add(one.getAsInt()));
        return indexes;
    }

    private static List<Fate> fates(JsonArray array) {
        List<Fate> fates = new ArrayList<>();
        for (JsonElement one : array) {
            JsonObject fate = one.getAsJsonObject();
            fates.add(
                    new Fate(
                            kind(fate.get("fate").getAsString()),
                            fate.get("code").getAsInt(),
                            fate.get("text").getAsString()));
        }
        return fates;
    }

    private static Fate.Kind kind(String word) {
        for (Fate.Kind kind : Fate.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no fate " + word);
    }
}
