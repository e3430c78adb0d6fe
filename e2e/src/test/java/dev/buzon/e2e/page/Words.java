package dev.buzon.e2e.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page's texts in a language, to look for on the page. */
record Words(JsonObject texts) {
    static Words in(String language) {
        try (InputStream file =
                Objects.requireNonNull(
                        Words.class.getResourceAsStream("/page/texts/" + language + ".json"))) {
            return new Words(
                    JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                            .getAsJsonObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a key, its first plural form left alone. */
    String of(String key) {
        JsonElement text = Objects.requireNonNull(texts.get(key), key);
        return text.isJsonObject()
                ? text.getAsJsonObject().get("other").getAsString()
                : text.getAsString();
    }
}
