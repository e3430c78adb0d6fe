package dev.buzon.reader.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came, before or behind the guard.
 *
 * @param method in upper case
 * @param path its segments, decoded; none is empty, {@code .} or {@code ..}, or has a slash or a
 *     control character in it
 * @param query the first value of each parameter
 * @param headers the first value of each header, by its name in lower case
 * @param octets what follows the headers
 * @param texts in the person's language
 */
public record Request(
        String method,
        List<String> path,
        Map<String, String> query,
        Map<String, String> headers,
        InputStream octets,
        Texts texts) {
    /** What is said in a JSON body of a request: no more, unless an address says otherwise. */
    public static final int JSON_OCTETS = 1 << 20;

    public Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A header, by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** A segment of the path; the patterns of {@link Routes} say that it is there. */
    public String segment(int index) {
        return path.get(index);
    }

    /** A parameter of the query; empty when it is not there. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** A whole number among the parameters, which must lie between these. */
    public int number(String name, int usual, int least, int most) throws RefusedException {
        String text = parameter(name);
        if (text.isEmpty()) {
            return usual;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw RefusedException.senseless(name);
        }
        int number = Integer.parseInt(text);
        if (number < least) {
            throw RefusedException.senseless(name);
        }
        return Math.min(number, most);
    }

    /** The body as a JSON object. */
    public Fields json() throws RefusedException, IOException {
        return json(JSON_OCTETS);
    }

    /** The body as a JSON object of at most so many octets. */
    public Fields json(int most) throws RefusedException, IOException {
        String type = header("content-type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw new RefusedException(415, "not-json");
        }
        byte[] body = octets.readNBytes(most + 1);
        if (body.length > most) {
            throw new RefusedException(413, "too-long", most >> 10);
        }
        return Fields.read(body);
    }

    /** The same in another language. */
    public Request in(Texts other) {
        return new Request(method, path, query, headers, octets, other);
    }
}
