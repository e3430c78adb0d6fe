package dev.buzon.testing.issuer;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How an issuer answers, rightly or not. */
final class Answers {
    /** Open until the issuer ends: silences last so long. */
    private final CountDownLatch ended = new CountDownLatch(1);

    void close() {
        ended.countDown();
    }

    void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(octets);
        }
    }

    /** Answers wrongly; the right answer is given for those that bend it. */
    void lie(HttpExchange exchange, Lie lie, Map<String, ?> right) throws IOException {
        switch (lie) {
            case HTML -> send(exchange, 200, "text/html", "<html>Please sign in</html>");
            case TEN_MEGABYTES -> json(exchange, 200, "{\"x\":\"" + "x".repeat(10_000_000) + "\"}");
            case ENDLESS -> endless(exchange, 1000, 0);
            case DRIP -> endless(exchange, 1, 100);
            case DEEP -> json(exchange, 200, "{\"x\":" + "[".repeat(50_000));
            case CUT_SHORT -> {
                String whole = Json.object(right);
                json(exchange, 200, whole.substring(0, whole.length() * 2 / 3));
            }
            case EMPTY_OBJECT -> json(exchange, 200, "{}");
            case ODD_TOKEN -> json(exchange, 200, bent(right, "access_token", "a\u0001b c"));
            case OTHER_TYPE -> json(exchange, 200, bent(right, "token_type", "mac"));
            case HUGE_LIFETIME -> json(exchange, 200, bent(right, "expires_in", Long.MAX_VALUE));
            case SERVER_ERROR -> send(exchange, 500, "text/html", "<h1>Oops</h1>");
            case TRY_LATER -> later(exchange, 503, "120");
            case TOO_MANY -> json(exchange, 429, "{}");
            case SILENCE -> silence();
            case HANG_UP -> exchange.close();
            case REDIRECT -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                send(exchange, 307, "text/html", "");
            }
            case SLOW_DOWN -> json(exchange, 400, "{\"error\":\"slow_down\"}");
            case STRANGE_ERROR ->
                    json(
                            exchange,
                            400,
                            "{\"error\":\"b\\u001b[2J\",\"error_description\":\"\\u0007\\n\"}");
            case WRONG_ISSUER ->
                    json(exchange, 200, bent(right, "issuer", "https://elsewhere.example"));
            case CLEARTEXT_ENDPOINTS ->
                    json(
                            exchange,
                            200,
                            bent(right, "token_endpoint", "http://tokens.example/token"));
        }
    }

    private static String bent(Map<String, ?> right, String name, Object value) {
        Map<String, Object> members = new HashMap<>(right);
        members.put(name, value);
        return Json.object(members);
    }

    private void json(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, "application/json", body);
    }

    private void later(HttpExchange exchange, int status, String seconds) throws IOException {
        exchange.getResponseHeaders().set("Retry-After", seconds);
        json(exchange, status, "{}");
    }

    private void endless(HttpExchange exchange, int octets, long pauseMillis) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        byte[] some = " ".repeat(octets).getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = exchange.getResponseBody()) {
            while (!ended.await(pauseMillis, TimeUnit.MILLISECONDS)) {
                out.write(some);
                out.flush();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void silence() {
        try {
            ended.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
