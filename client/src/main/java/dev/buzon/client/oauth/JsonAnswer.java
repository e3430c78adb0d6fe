package dev.buzon.client.oauth;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The JSON object an issuer answered with, read strictly. */
final class JsonAnswer {
    /** The deepest nesting; issuers hardly nest at all. */
    private static final int MAX_DEPTH = 32;

    /** Lifetimes and pauses beyond are taken for this. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private final JsonObject object;

    private JsonAnswer(JsonObject object) {
        this.object = object;
    }

    /** Reads an answer; none if it is no JSON object. */
    static Optional<JsonAnswer> read(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(MAX_DEPTH);
            JsonElement element = JsonParser.parseReader(reader);
            boolean whole = element.isJsonObject() && reader.peek() == JsonToken.END_DOCUMENT;
            return whole
                    ? Optional.of(new JsonAnswer(element.getAsJsonObject()))
                    : Optional.empty();
        } catch (IOException | JsonParseException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    /** A member that is a text, and not an empty one. */
    Optional<String> text(String name) {
        return primitive(name).filter(text -> !text.isEmpty());
    }

    /** A member that is an address. */
    Optional<URI> address(String name) {
        return text(name)
                .flatMap(text -> {
                    try {
                        return Optional.of(new URI(text));
                    } catch (URISyntaxException _) {
                        return Optional.empty();
                    }
                });
    }

    /** A member in seconds, written as a number or, as older issuers do, as a text. */
    Optional<Duration> seconds(String name) {
        return text(name)
                .filter(text -> text.length() <= 40)
                .flatMap(text -> {
                    try {
                        return Optional.of(duration(new BigDecimal(text)));
                    } catch (NumberFormatException _) {
                        return Optional.empty();
                    }
                });
    }

    private static Duration duration(BigDecimal seconds) {
        if (seconds.signum() <= 0) {
            return Duration.ZERO;
        }
        return seconds.compareTo(BigDecimal.valueOf(LONGEST.toSeconds())) >= 0
                ? LONGEST
                : Duration.ofSeconds(seconds.longValue());
    }

    private Optional<String> primitive(String name) {
        JsonElement member = object.get(name);
        return member != null && member.isJsonPrimitive()
                ? Optional.of(member.getAsString())
                : Optional.empty();
    }
}
