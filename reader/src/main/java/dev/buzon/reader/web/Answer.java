package dev.buzon.reader.web;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is answered to a request, but for the headers that every answer has.
 *
 * @param status of HTTP
 * @param headers those of this answer; values without line ends
 * @param content what follows them
 */
public record Answer(int status, Map<String, String> headers, Content content) {
    static final String TYPE = "Content-Type";
    static final String CACHING = "Cache-Control";

    /** What follows the headers. */
    public sealed interface Content {
        /** Octets that are in memory. */
        final class Octets implements Content {
            private final byte[] octets;

            /** These, which must not be changed afterwards. */
            Octets(byte[] octets) {
                this.octets = octets;
            }

            byte[] octets() {
                return octets;
            }
        }

        /**
         * Octets that are written as they come.
         *
         * @param length how many they are, if that is known
         */
        record Stream(Writing writing, OptionalLong length) implements Content {}
    }

    /** Writes what follows the headers. */
    @FunctionalInterface
    public interface Writing {
        /** Writes it; a failure cuts the connection, so that nobody takes it for whole. */
        void to(OutputStream out) throws IOException;
    }

    public Answer {
        headers = Map.copyOf(headers);
        headers.forEach(Answer::check);
    }

    /** Whatever was taken from a message must not become a header of its own. */
    private static void check(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException("a header that is not one line of ASCII: " + name);
        }
    }

    /** JSON; never kept by the browser. */
    public static Answer json(int status, JsonElement json) {
        return octets(
                        status,
                        "application/json; charset=utf-8",
                        json.toString().getBytes(StandardCharsets.UTF_8))
                .with(CACHING, "no-store");
    }

    /** JSON, and all is well. */
    public static Answer json(JsonElement json) {
        return json(200, json);
    }

    /** All is well, and there is nothing to say. */
    public static Answer done() {
        return new Answer(204, Map.of(CACHING, "no-store"), new Content.Octets(new byte[0]));
    }

    /** Octets of a type. */
    public static Answer octets(int status, String type, byte[] octets) {
        return new Answer(status, Map.of(TYPE, type), new Content.Octets(octets));
    }

    /** Octets of a type that are written as they come. */
    public static Answer stream(String type, OptionalLong length, Writing writing) {
        return new Answer(200, Map.of(TYPE, type), new Content.Stream(writing, length));
    }

    /** The same with one more header. */
    public Answer with(String name, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, all, content);
    }
}
