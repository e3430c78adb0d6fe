package dev.buzon.reader.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of a JSON object that somebody sent; each is checked when it is asked for. Fields
 * nobody asks for are no error, so that a page that is newer than the program goes on working.
 */
public final class Fields {
    /** How deep objects and lists may be nested; the page needs four. */
    private static final int DEPTH = 16;

    /** Entries of one list: what somebody can select in a folder. */
    private static final int ENTRIES = 200_000;

    private final JsonObject object;

    private Fields(JsonObject object) {
        this.object = object;
    }

    /** The fields of an object in UTF-8 (RFC 8259). */
    static Fields read(byte[] octets) throws RefusedException {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
            var reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEPTH);
            JsonElement element = JsonParser.parseReader(reader);
            if (!element.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
                throw RefusedException.senseless("body");
            }
            return new Fields(element.getAsJsonObject());
        } catch (CharacterCodingException | JsonParseException _) {
            throw RefusedException.senseless("body");
        } catch (IOException _) { // malformed behind the object
            throw RefusedException.senseless("body");
        }
    }

    /** The fields of an object that is known. */
    public static Fields of(JsonObject object) {
        return new Fields(object);
    }

    /** The object itself. */
    public JsonObject object() {
        return object;
    }

    private Optional<JsonElement> field(String name) {
        return Optional.ofNullable(object.get(name)).filter(one -> !one.isJsonNull());
    }

    /** Whether there is something in this field. */
    public boolean has(String name) {
        return field(name).isPresent();
    }

    /** A text that must be there, of at most so many characters. */
    public String text(String name, int most) throws RefusedException {
        String text = text(name, "", most);
        if (text.isEmpty()) {
            throw RefusedException.senseless(name);
        }
        return text;
    }

    /** A text of at most so many characters. */
    public String text(String name, String usual, int most) throws RefusedException {
        Optional<JsonElement> field = field(name);
        return field.isEmpty() ? usual : string(field.get(), name, most);
    }

    private static String string(JsonElement element, String name, int most)
            throws RefusedException {
        if (!element.isJsonPrimitive()
                || !element.getAsJsonPrimitive().isString()
                || element.getAsString().length() > most) {
            throw RefusedException.senseless(name);
        }
        return element.getAsString();
    }

    /** Yes or no. */
    public boolean yes(String name, boolean usual) throws RefusedException {
        return yes(name).orElse(usual);
    }

    /** Yes, no, or nothing. */
    public Optional<Boolean> yes(String name) throws RefusedException {
        Optional<JsonElement> field = field(name);
        if (field.isPresent()
                && !(field.get().isJsonPrimitive()
                        && field.get().getAsJsonPrimitive().isBoolean())) {
            throw RefusedException.senseless(name);
        }
        return field.map(JsonElement::getAsBoolean);
    }

    /** A whole number that must lie between these, if it is there. */
    public OptionalLong number(String name, long least, long most) throws RefusedException {
        Optional<JsonElement> field = field(name);
        return field.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(number(field.get(), name, least, most));
    }

    private static long number(JsonElement element, String name, long least, long most)
            throws RefusedException {
        if (!element.isJsonPrimitive()
                || !element.getAsJsonPrimitive().isNumber()
                || !element.getAsString().matches("-?[0-9]{1,18}")) {
            throw RefusedException.senseless(name);
        }
        long number = Long.parseLong(element.getAsString());
        if (number < least || number > most) {
            throw RefusedException.senseless(name);
        }
        return number;
    }

    /** An object; when it is not there, one without fields. */
    public Fields object(String name) throws RefusedException {
        Optional<JsonElement> field = field(name);
        if (field.isPresent() && !field.get().isJsonObject()) {
            throw RefusedException.senseless(name);
        }
        return new Fields(field.map(JsonElement::getAsJsonObject).orElseGet(JsonObject::new));
    }

    /** A list of objects; when it is not there, an empty one. */
    public List<Fields> objects(String name) throws RefusedException {
        List<Fields> all = new ArrayList<>();
        for (JsonElement one : list(name)) {
            if (!one.isJsonObject()) {
                throw RefusedException.senseless(name);
            }
            all.add(new Fields(one.getAsJsonObject()));
        }
        return all;
    }

    /** A list of whole numbers, none of them negative. */
    public List<Long> numbers(String name) throws RefusedException {
        List<Long> all = new ArrayList<>();
        for (JsonElement one : list(name)) {
            all.add(number(one, name, 0, Long.MAX_VALUE));
        }
        return all;
    }

    /** A list of texts, each of at most so many characters. */
    public List<String> texts(String name, int most) throws RefusedException {
        List<String> all = new ArrayList<>();
        for (JsonElement one : list(name)) {
            all.add(string(one, name, most));
        }
        return all;
    }

    private JsonArray list(String name) throws RefusedException {
        Optional<JsonElement> field = field(name);
        if (field.isPresent()
                && (!field.get().isJsonArray() || field.get().getAsJsonArray().size() > ENTRIES)) {
            throw RefusedException.senseless(name);
        }
        return field.map(JsonElement::getAsJsonArray).orElseGet(JsonArray::new);
    }
}
