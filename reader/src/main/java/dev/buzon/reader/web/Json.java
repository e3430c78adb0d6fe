package dev.buzon.reader.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** Puts together the JSON that is answered: times in ISO 8601 (UTC), octets as numbers. */
public final class Json {
    private final JsonObject object = new JsonObject();

    private Json() {}

    /** An object without fields. */
    public static Json object() {
        return new Json();
    }

    /** A list of what is made of each of these. */
    public static <T> JsonArray list(Stream<T> all, Function<? super T, JsonElement> made) {
        var list = new JsonArray();
        all.forEach(one -> list.add(made.apply(one)));
        return list;
    }

    /** A list of texts. */
    public static JsonArray texts(Iterable<String> all) {
        var list = new JsonArray();
        all.forEach(list::add);
        return list;
    }

    /** One more field. */
    public Json put(String name, String value) {
        object.addProperty(name, value);
        return this;
    }

    /** One more field. */
    public Json put(String name, long value) {
        object.addProperty(name, value);
        return this;
    }

    /** One more field. */
    public Json put(String name, boolean value) {
        object.addProperty(name, value);
        return this;
    }

    /** One more field. */
    public Json put(String name, JsonElement value) {
        object.add(name, value);
        return this;
    }

    /** One more field. */
    public Json put(String name, Json value) {
        return put(name, value.made());
    }

    /** One more field: {@code 2026-11-23T03:00:00Z}. */
    public Json put(String name, Instant value) {
        return put(name, text(value));
    }

    /** One more field; null when there is nothing. */
    public Json putTime(String name, Optional<Instant> value) {
        return put(name, value.map(Json::text).<JsonElement>map(Json::primitive).orElse(NULL));
    }

    /** One more field; null when there is nothing. */
    public Json putText(String name, Optional<String> value) {
        return put(name, value.<JsonElement>map(Json::primitive).orElse(NULL));
    }

    /** One more field; null when there is nothing. */
    public Json putJson(String name, Optional<JsonElement> value) {
        return put(name, value.orElse(NULL));
    }

    /** One more field; null when there is nothing. */
    public Json put(String name, OptionalInt value) {
        return value.isPresent() ? put(name, value.getAsInt()) : put(name, NULL);
    }

    /** One more field; null when there is nothing. */
    public Json put(String name, OptionalLong value) {
        return value.isPresent() ? put(name, value.getAsLong()) : put(name, NULL);
    }

    private static final JsonElement NULL = JsonNull.INSTANCE;

    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static JsonElement primitive(String text) {
        return new com.google.gson.JsonPrimitive(text);
    }

    /** The object. */
    public JsonObject made() {
        return object;
    }
}
