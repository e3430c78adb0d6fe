package dev.buzon.client.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Listens on a free port of the loopback address for the browser that comes back. Whoever comes
 * without what belongs to the grant gets a refusal and changes nothing.
 */
final class RedirectListener implements AutoCloseable {
    /** Browsers that may wait to be let in. */
    private static final int BACKLOG = 8;

    /** Gives the page for a query, if it belongs to the grant. */
    private final Function<String, Optional<String>> pages;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RedirectListener(Function<String, Optional<String>> pages) throws IOException {
        this.pages = pages;
        this.server =
                HttpServer.create(
                        new InetSocketAddress(
                                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0),
                        BACKLOG);
    }

    static RedirectListener start(Function<String, Optional<String>> pages) throws IOException {
        RedirectListener listener = new RedirectListener(pages);
        listener.server.setExecutor(listener.threads);
        listener.server.createContext("/", listener::answer);
        listener.server.start();
        return listener;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(1); // the browser may still be reading its page
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean asked =
                exchange.getRequestMethod().equals("GET")
                        && exchange.getRequestURI().getPath().equals("/");
        Optional<String> page =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                        .filter(_ -> asked)
                        .flatMap(pages);
        byte[] octets = page.orElse("").getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Content-Security-Policy", "default-src 'none'");
        headers.set("Referrer-Policy", "no-referrer"); // the address holds the code
        headers.set("Cache-Control", "no-store");
        headers.set("Connection", "close");
        exchange.sendResponseHeaders(
                page.isPresent() ? 200 : 400, octets.length == 0 ? -1 : octets.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(octets);
        }
    }
}
