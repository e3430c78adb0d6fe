package dev.buzon.client.discovery.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.buzon.client.discovery.file.UnreadableFileException.Trouble;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads small JSON documents of strangers (RFC 8259), strictly. */
final class BoundedJson {
    /** The largest document in octets. */
    static final int OCTETS_LIMIT = 256 * 1024;

    private static final int DEPTH_LIMIT = 32;

    private BoundedJson() {}

    /** The object that the document is. */
    static JsonObject read(byte[] document) throws UnreadableFileException {
        if (document.length > OCTETS_LIMIT) {
            throw new UnreadableFileException(
                    Trouble.TOO_LARGE, "it has " + document.length + " octets");
        }
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(document))
                            .toString();
            JsonReader reader = new JsonReader(new StringReader(text));
            reader.setStrictness(Strictness.STRICT);
            reader.setNestingLimit(DEPTH_LIMIT);
            JsonElement root = JsonParser.parseReader(reader);
            if (!root.isJsonObject() || reader.peek() != JsonToken.END_DOCUMENT) {
                throw new UnreadableFileException(Trouble.FORM, "it is not one JSON object");
            }
            return root.getAsJsonObject();
        } catch (CharacterCodingException _) {
            throw new UnreadableFileException(Trouble.FORM, "it is not in UTF-8");
        } catch (IOException | JsonParseException | IllegalStateException e) {
            throw new UnreadableFileException(Trouble.FORM, "no JSON: " + e.getMessage());
        }
    }
}
