package dev.buzon.client.oauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names and values as forms and queries have them (RFC 6749 appendix B). */
final class Form {
    /** The most pairs that are read. */
    private static final int MAX_PAIRS = 64;

    private Form() {}

    static String write(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Reads a query; none if it is broken or says something twice (RFC 6749 §3.1). */
    static Optional<Map<String, String>> read(String query) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : query.split("&", MAX_PAIRS + 1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            try {
                if (form.put(decoded(name), decoded(value)) != null) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return form.size() > MAX_PAIRS ? Optional.empty() : Optional.of(form);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
