package dev.buzon.e2e.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In the reader's place while the page alone is looked at: serves the page under the same policy
 * and answers from {@link StandInMail}. What the real reader does is shown by the tests that start
 * it.
 */
final class StandIn implements AutoCloseable {
    static final Gson GSON = new GsonBuilder().serializeNulls().create();
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript",
                    "json", "application/json",
                    "css", "text/css",
                    "svg", "image/svg+xml",
                    "html", "text/html; charset=utf-8");
    private static final Map<String, String> LIT =
            Map.of(
                    "lit", "lit/3.3.2",
                    "lit-html", "lit-html/3.3.2",
                    "lit-element", "lit-element/4.2.2",
                    "reactive-element", "lit__reactive-element/2.1.2");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private final HttpServer server;
    private final HttpServer content;
    private final List<OutputStream> lines = new CopyOnWriteArrayList<>();
    final StandInMail mail;

    /** What was asked, as "METHOD path". */
    final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * @param messages how many the inbox holds; none = no account yet
     */
    StandIn(int messages) {
        this(messages, 0);
    }

    /** On a port that was there before; for a reader that comes back. */
    StandIn(int messages, int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            content =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mail =
                new StandInMail(
                        messages, "http://127.0.0.1:" + content.getAddress().getPort(), this::tell);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        content.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        content.createContext("/", this::showMail);
        server.start();
        content.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String place) {
        return "http://127.0.0.1:" + port() + "/" + place;
    }

    /** Tells an event to every page that listens. */
    void tell(String event, Object data) {
        byte[] block =
                ("event: " + event + "\ndata: " + GSON.toJson(data) + "\n\n")
                        .getBytes(StandardCharsets.UTF_8);
        lines.removeIf(line -> !isTold(line, block));
    }

    private static boolean isTold(OutputStream line, byte[] block) {
        try {
            line.write(block);
            line.flush();
            return true;
        } catch (IOException e) {
            return false; // that page is gone
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.startsWith("/api/")) {
            file(exchange, path);
            return;
        }
        String more = exchange.getRequestURI().getRawQuery();
        asked.add(
                exchange.getRequestMethod()
                        + " "
                        + path
                        + (path.endsWith("/messages") && more != null ? "?" + more : ""));
        if (!"1".equals(exchange.getRequestHeaders().getFirst("X-Buzon"))) {
            send(exchange, 403, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/api/events")) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            lines.add(exchange.getResponseBody());
            exchange.getResponseBody()
                    .write(
                            "event: hello\ndata: {\"run\":\"1\"}\n\n"
                                    .getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = exchange.getRequestURI().getRawQuery();
            StandInMail.Answer said =
                    mail.answer(exchange.getRequestMethod(), path, values(query), body);
            send(
                    exchange,
                    said.status(),
                    "application/json",
                    GSON.toJson(said.json()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Map<String, String> values(@org.jspecify.annotations.Nullable String query) {
        var values = new java.util.HashMap<String, String>();
        for (String one : query == null ? new String[0] : query.split("&", -1)) {
            int at = one.indexOf('=');
            values.put(
                    one.substring(0, at),
                    URLDecoder.decode(one.substring(at + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        String name = path.equals("/") ? "/index.html" : path;
        String resource = "/page" + name;
        if (name.startsWith("/lit/")) {
            String[] words = name.split("/", 4);
            resource = "/META-INF/resources/webjars/" + LIT.get(words[2]) + "/" + words[3];
        }
        try (InputStream found = StandIn.class.getResourceAsStream(resource)) {
            if (found == null) {
                send(exchange, 404, "text/plain", new byte[0]);
            } else {
                send(
                        exchange,
                        200,
                        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"),
                        found.readAllBytes());
            }
        }
    }

    private void showMail(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        byte[] page = StandInMail.DOCUMENT.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    private void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", policy());
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String policy() throws IOException {
        return "default-src 'none'; script-src 'self' '"
                + importMapDigest()
                + "'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src http://127.0.0.1:"
                + content.getAddress().getPort()
                + "; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    }

    private static String importMapDigest() throws IOException {
        try (InputStream index = StandIn.class.getResourceAsStream("/page/index.html")) {
            Matcher map =
                    IMPORT_MAP.matcher(
                            new String(
                                    java.util.Objects.requireNonNull(index).readAllBytes(),
                                    StandardCharsets.UTF_8));
            if (!map.find()) {
                throw new IllegalStateException("no import map in index.html");
            }
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(map.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        content.stop(0);
    }
}
