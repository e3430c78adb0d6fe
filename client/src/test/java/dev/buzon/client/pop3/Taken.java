package dev.buzon.client.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A consumer that keeps what it was given, one character an octet, by message number. */
final class Taken implements MessageConsumer {
    private final Map<Integer, String> texts = new LinkedHashMap<>();

    @Override
    public void accept(Listed message, InputStream octets) throws IOException {
        texts.put(message.number(), new String(octets.readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    Map<Integer, String> texts() {
        return texts;
    }
}
