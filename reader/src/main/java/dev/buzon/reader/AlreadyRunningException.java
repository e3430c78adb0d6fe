package dev.buzon.reader;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Another reader works on this home already. */
public final class AlreadyRunningException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int PATIENCE_MILLIS = 5_000;
    private static final int OCTETS = 4_096;

    private final String origin;
    private final String key;

    AlreadyRunningException(String origin, String key) {
        super("a reader runs already at " + origin);
        this.origin = origin;
        this.key = key;
    }

    /** Where its page is; empty when it just begins or ends. */
    public String origin() {
        return origin;
    }

    /** Asks it for an address that lets a browser in; empty when it does not answer. */
    public Optional<String> address() {
        if (!origin.startsWith("http://127.0.0.1:")) {
            return Optional.empty();
        }
        try {
            var asked =
                    (HttpURLConnection)
                            URI.create(origin + "/enter")
                                    .toURL()
                                    .openConnection(java.net.Proxy.NO_PROXY);
            asked.setRequestMethod("POST");
            asked.setRequestProperty("X-Buzon-Key", key);
            asked.setConnectTimeout(PATIENCE_MILLIS);
            asked.setReadTimeout(PATIENCE_MILLIS);
            asked.setInstanceFollowRedirects(false);
            try (InputStream in = asked.getInputStream()) {
                String text = new String(in.readNBytes(OCTETS), StandardCharsets.UTF_8);
                String address =
                        JsonParser.parseString(text).getAsJsonObject().get("address").getAsString();
                return Optional.of(address).filter(one -> one.startsWith(origin + "/"));
            }
        } catch (IOException | JsonParseException | IllegalStateException _) {
            return Optional.empty();
        }
    }
}
