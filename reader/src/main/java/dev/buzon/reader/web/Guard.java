package dev.buzon.reader.web;

import com.google.gson.JsonElement;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Stands before the page. A browser gets in with a token, once, and stays in by a cookie. Whoever
 * comes under another name than ours (DNS rebinding), from another page, or without the cookie is
 * refused before anything is done.
 */
public final class Guard {
    /** Tokens that were given out and not used yet. */
    private static final int TOKENS = 4;

    /** Browsers, or their private windows, at once. */
    private static final int SESSIONS = 32;

    /** The header that a page of somebody else cannot send without being asked back (CORS). */
    private static final String OURS = "x-buzon";

    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final int port;
    private final Keys tokens = new Keys(TOKENS);
    private final Keys sessions = new Keys(SESSIONS);
    private final String key;

    /**
     * Guards the page on this port of the loopback address.
     *
     * @param key opens for programs of the same person that can read our files
     */
    Guard(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** Where a browser gets in, once. */
    String address() {
        return "http://" + host() + "/?token=" + tokens.made();
    }

    private String host() {
        return "127.0.0.1:" + port;
    }

    private Set<String> hosts() {
        return Set.of(host(), "localhost:" + port);
    }

    private String cookie() {
        return "buzon-" + port;
    }

    /**
     * Lets a request pass, or answers it.
     *
     * @return the answer, if the guard has one; else the request may be answered
     */
    Optional<Answer> meet(Request request) throws RefusedException {
        String host = request.header("host").orElse("");
        if (!hosts().contains(host.toLowerCase(java.util.Locale.ROOT))) {
            throw new RefusedException(421, "host", host());
        }
        checkOrigin(request, host);
        if (request.path().equals(java.util.List.of("enter"))) {
            return Optional.of(enter(request));
        }
        boolean known = isKnown(request);
        if (request.path().isEmpty()
                && request.method().equals("GET")
                && !request.parameter("token").isEmpty()) {
            return Optional.of(begin(request.parameter("token"), known));
        }
        if (!known) {
            throw new RefusedException(401, "session");
        }
        return Optional.empty();
    }

    /** What is not only read must come from our own page (CSRF). */
    private static void checkOrigin(Request request, String host) throws RefusedException {
        Optional<String> origin = request.header("origin");
        boolean api = !request.path().isEmpty() && request.path().getFirst().equals("api");
        boolean safe = SAFE.contains(request.method());
        boolean foreign = origin.isPresent() && !origin.get().equalsIgnoreCase("http://" + host);
        // Browsers that say where a request comes from are believed, others are asked for more.
        String site = request.header("sec-fetch-site").orElse("same-origin");
        boolean elsewhere = !site.equals("same-origin") && !site.equals("none");
        if ((foreign && (api || !safe)) || (elsewhere && api)) {
            throw new RefusedException(403, "origin");
        }
        boolean enters = request.path().equals(java.util.List.of("enter"));
        if (!safe && !enters && !request.header(OURS).equals(Optional.of("1"))) {
            throw new RefusedException(403, "origin");
        }
    }

    /** Another program of the same person wants an address to open. */
    private Answer enter(Request request) throws RefusedException {
        boolean allowed =
                request.method().equals("POST")
                        && request.header("origin").isEmpty()
                        && Keys.equal(request.header("x-buzon-key").orElse(""), key);
        if (!allowed) {
            throw new RefusedException(403, "origin");
        }
        JsonElement address = Json.object().put("address", address()).made();
        return Answer.json(address);
    }

    private Answer begin(String token, boolean known) throws RefusedException {
        if (tokens.use(token)) {
            return redirect()
                    .with(
                            "Set-Cookie",
                            cookie()
                                    + "="
                                    + sessions.made()
                                    + "; Path=/; HttpOnly; SameSite=Strict");
        }
        if (known) {
            return redirect(); // the browser came back to an address of its history
        }
        throw new RefusedException(401, "token");
    }

    private static Answer redirect() {
        return new Answer(
                303,
                Map.of("Location", "/", Answer.CACHING, "no-store"),
                new Answer.Content.Octets(new byte[0]));
    }

    private boolean isKnown(Request request) {
        return session(request).filter(sessions::has).isPresent();
    }

    /** What the cookie of a request says; empty when it has none of ours. */
    Optional<String> session(Request request) {
        return Arrays.stream(request.header("cookie").orElse("").split(";", 64))
                .map(String::strip)
                .filter(one -> one.startsWith(cookie() + "="))
                .map(one -> one.substring(cookie().length() + 1))
                .findFirst();
    }
}
