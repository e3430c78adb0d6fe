package dev.buzon.testing.internet;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a fake web server answers at one path.
 *
 * @param status the HTTP status
 * @param headers the headers, {@code Content-Type} among them
 * @param body the content, sent in UTF-8
 * @param endless whether the body comes again and again, until the other side has enough
 * @param after how long it thinks before it answers
 */
public record FakePage(
        int status, Map<String, String> headers, String body, boolean endless, Duration after) {
    /** Keeps a copy. */
    public FakePage {
        headers = Map.copyOf(headers);
    }

    /** A document. */
    public static FakePage of(String type, String content) {
        return new FakePage(200, Map.of("Content-Type", type), content, false, Duration.ZERO);
    }

    /** An XML document as autoconfig wants it. */
    public static FakePage xml(String content) {
        return of("text/xml; charset=utf-8", content);
    }

    /** A JSON document. */
    public static FakePage json(String content) {
        return of("application/json", content);
    }

    /** A redirect. */
    public static FakePage redirect(String location) {
        return new FakePage(302, Map.of("Location", location), "", false, Duration.ZERO);
    }

    /** A demand for a password. */
    public static FakePage wantsPassword() {
        return new FakePage(
                401, Map.of("WWW-Authenticate", "Basic realm=\"mail\""), "", false, Duration.ZERO);
    }

    /** Only a status. */
    public static FakePage status(int status) {
        return new FakePage(status, Map.of(), "", false, Duration.ZERO);
    }

    /** The same, after a while. */
    public FakePage after(Duration time) {
        return new FakePage(status, headers, body, endless, time);
    }

    /** The same again and again, without end. */
    public FakePage withoutEnd() {
        return new FakePage(status, headers, body, true, after);
    }

    /** The same with another header. */
    public FakePage with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new FakePage(status, more, body, endless, after);
    }
}
