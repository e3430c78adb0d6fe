package dev.buzon.reader.api;

import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a person did last and can take back. */
final class Undos {
    /** So many of the last deeds can be undone. */
    private static final int KEPT = 100;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Takes something back. */
    @FunctionalInterface
    interface Undo {
        /** Does it; what it answers is sent to the page. */
        Json run() throws IOException, RefusedException, InterruptedException;
    }

    private final Map<String, Undo> undos = new LinkedHashMap<>();

    /** Remembers how something is taken back; the name to ask for it by. */
    synchronized String keep(Undo undo) {
        byte[] octets = new byte[8];
        RANDOM.nextBytes(octets);
        String name = HexFormat.of().formatHex(octets);
        undos.put(name, undo);
        if (undos.size() > KEPT) {
            undos.remove(undos.keySet().iterator().next());
        }
        return name;
    }

    /** Takes something back, once. */
    Json run(String name) throws IOException, RefusedException, InterruptedException {
        return take(name).orElseThrow(() -> new RefusedException(410, "undo-gone")).run();
    }

    private synchronized Optional<Undo> take(String name) {
        return Optional.ofNullable(undos.remove(name));
    }
}
