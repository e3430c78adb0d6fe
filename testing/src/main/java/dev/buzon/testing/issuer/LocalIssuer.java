package dev.buzon.testing.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An issuer of tokens on loopback, in clear text: authorization code with PKCE (RFC 7636), device
 * codes (RFC 8628), refreshing with or without rotation, and its description (.well-known). Who
 * opens its authorization page is signed in and agrees at once. Any client identifier is known. For
 * use by several threads.
 */
public final class LocalIssuer implements AutoCloseable {
    private static final String CONFIGURATION = "/.well-known/openid-configuration";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Grants grants;
    private final Answers answers = new Answers();
    private final Queue<Lie> lies = new ArrayDeque<>();
    private final List<Map<String, String>> asked = new ArrayList<>();
    private Duration life = Duration.ofHours(1);
    private boolean rotating = true;
    private Optional<String> visitor = Optional.of("ana@example.test");
    private Optional<String> clientSecret = Optional.empty();
    private int interval = 5;

    private LocalIssuer(InstantSource clock, int port) {
        this.grants = new Grants(clock);
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(
                                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                            0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::route);
        server.start();
    }

    /** Starts one on a free port. */
    public static LocalIssuer start() {
        return start(InstantSource.system());
    }

    /** Starts one whose tokens end by this clock. */
    public static LocalIssuer start(InstantSource clock) {
        return new LocalIssuer(clock, 0);
    }

    /** The issuer's name, which is the address its description hangs on. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A grant that was given before the test began: its refresh token. */
    public String grant(String user) {
        return grants.newRefreshToken(user);
    }

    /** Whose access token this is, while it is valid. */
    public Optional<String> owner(String accessToken) {
        return grants.owner(accessToken);
    }

    /** The person takes back what was granted: all tokens of this user are worthless now. */
    public void revoke(String user) {
        grants.revoke(user::equals);
    }

    /** All access tokens are worthless now, though nobody said so when they were given. */
    public void endAccessTokens() {
        grants.expireAccess();
    }

    /** The person enters a device's code and agrees. Whether there was such a code. */
    public boolean approve(String userCode, String user) {
        return grants.decide(userCode, Optional.of(user));
    }

    /** The person enters a device's code and refuses. Whether there was such a code. */
    public boolean deny(String userCode) {
        return grants.decide(userCode, Optional.empty());
    }

    /** Who is signed in, and agrees, when the authorization page is opened. */
    public synchronized void signIn(String user) {
        visitor = Optional.of(user);
    }

    /** Whoever opens the authorization page refuses. */
    public synchronized void nobodyAgrees() {
        visitor = Optional.empty();
    }

    /** How long access tokens are valid, from now on. */
    public synchronized void accessTokensLive(Duration time) {
        life = time;
    }

    /** Whether a refresh token is good for one use only, as it is at first. */
    public synchronized void rotate(boolean yes) {
        rotating = yes;
    }

    /** From now on the token endpoint wants this client secret. */
    public synchronized void wantClientSecret(String secret) {
        clientSecret = Optional.of(secret);
    }

    /** How many seconds devices are told to wait between two questions. */
    public synchronized void interval(int seconds) {
        interval = seconds;
    }

    /** The next answer, whatever is asked, is this one; may be said several times. */
    public synchronized void next(Lie lie) {
        lies.add(lie);
    }

    /** The forms that came to the token endpoint, in order. */
    public synchronized List<Map<String, String>> asked() {
        return List.copyOf(asked);
    }

    /** How often a refresh was asked for. */
    public long refreshes() {
        return asked().stream()
                .filter(form -> "refresh_token".equals(form.get("grant_type")))
                .count();
    }

    @Override
    public void close() {
        answers.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (path) {
            case CONFIGURATION -> reply(exchange, 200, description());
            case "/authorize" -> authorize(exchange, form(query(exchange)));
            case "/token", "/elsewhere" -> token(exchange, form(body(exchange)));
            case "/device" -> device(exchange, form(body(exchange)));
            default -> answers.send(exchange, 404, "text/plain", "no such place");
        }
    }

    private void reply(HttpExchange exchange, int status, Map<String, ?> members)
            throws IOException {
        Optional<Lie> lie;
        synchronized (this) {
            lie = Optional.ofNullable(lies.poll());
        }
        if (lie.isPresent()) {
            answers.lie(exchange, lie.get(), members);
        } else {
            answers.send(exchange, status, "application/json", Json.object(members));
        }
    }

    private Map<String, String> description() {
        var members = new LinkedHashMap<String, String>();
        members.put("issuer", address().toString());
        members.put("authorization_endpoint", address() + "/authorize");
        members.put("token_endpoint", address() + "/token");
        members.put("device_authorization_endpoint", address() + "/device");
        return members;
    }

    private void authorize(HttpExchange exchange, Map<String, String> question) throws IOException {
        boolean sound =
                "code".equals(question.get("response_type"))
                        && "S256".equals(question.get("code_challenge_method"))
                        && question.containsKey("client_id")
                        && question.containsKey("state")
                        && question.getOrDefault("redirect_uri", "").startsWith("http://");
        if (!sound) {
            answers.send(exchange, 400, "text/html", "<p>this request makes no sense</p>");
            return;
        }
        Optional<String> user;
        synchronized (this) {
            user = visitor;
        }
        String result =
                user.map(u -> "code=" + encoded(grants.newCode(question, u)))
                        .orElse("error=access_denied");
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        question.get("redirect_uri")
                                + "?"
                                + result
                                + "&state="
                                + encoded(question.getOrDefault("state", ""))
                                + "&iss="
                                + encoded(address().toString()));
        answers.send(exchange, 302, "text/html", "");
    }

    private void device(HttpExchange exchange, Map<String, String> form) throws IOException {
        if (!form.containsKey("client_id")) {
            reply(exchange, 400, Map.of("error", "invalid_request"));
            return;
        }
        var codes = grants.newDevice();
        int seconds;
        synchronized (this) {
            seconds = interval;
        }
        reply(
                exchange,
                200,
                Map.of(
                        "device_code",
                        codes.getKey(),
                        "user_code",
                        codes.getValue(),
                        "verification_uri",
                        address() + "/enter",
                        "verification_uri_complete",
                        address() + "/enter?code=" + codes.getValue(),
                        "expires_in",
                        Grants.DEVICE_LIFE.toSeconds(),
                        "interval",
                        seconds));
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        boolean once;
        Duration time;
        boolean known;
        synchronized (this) {
            asked.add(form);
            once = rotating;
            time = life;
            known = clientSecret.isEmpty() || clientSecret.equals(secretIn(form));
        }
        Grants.Outcome outcome =
                known ? outcome(form, once) : new Grants.Outcome.Refused("invalid_client");
        switch (outcome) {
            case Grants.Outcome.Granted(var user) ->
                    reply(exchange, 200, tokens(user, form, once, time));
            case Grants.Outcome.Refused(var error) ->
                    reply(
                            exchange,
                            error.equals("invalid_client") ? 401 : 400,
                            Map.of("error", error, "error_description", "the test said so"));
        }
    }

    private static Optional<String> secretIn(Map<String, String> form) {
        return Optional.ofNullable(form.get("client_secret"));
    }

    private Grants.Outcome outcome(Map<String, String> form, boolean once) {
        return switch (form.getOrDefault("grant_type", "")) {
            case "refresh_token" -> grants.refresh(form.getOrDefault("refresh_token", ""), once);
            case "authorization_code" -> grants.code(form);
            case "urn:ietf:params:oauth:grant-type:device_code" ->
                    grants.device(form.getOrDefault("device_code", ""));
            default -> new Grants.Outcome.Refused("unsupported_grant_type");
        };
    }

    private Map<String, Object> tokens(
            String user, Map<String, String> form, boolean once, Duration time) {
        Map<String, Object> members = new TreeMap<>();
        members.put("access_token", grants.newAccessToken(user, time));
        members.put("token_type", "bearer");
        members.put("expires_in", time.toSeconds());
        if (once || !"refresh_token".equals(form.get("grant_type"))) {
            members.put("refresh_token", grants.newRefreshToken(user));
        }
        return members;
    }

    private static String query(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(
                exchange.getRequestBody().readNBytes(1024 * 1024), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new TreeMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
