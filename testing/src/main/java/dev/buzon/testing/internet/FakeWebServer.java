package dev.buzon.testing.internet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** A web server with some pages; it writes down every request with its headers and its body. */
final class FakeWebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, FakePage> pages = new ConcurrentHashMap<>();
    private final String place;
    private final Consumer<String> heard;

    FakeWebServer(String place, Optional<SSLContext> tls, Consumer<String> heard) {
        this.place = place;
        this.heard = heard;
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            if (tls.isPresent()) {
                HttpsServer secured = HttpsServer.create(any, 50);
                secured.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
                this.server = secured;
            } else {
                this.server = HttpServer.create(any, 50);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    void page(String path, FakePage page) {
        pages.put(path, page);
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            StringBuilder request = new StringBuilder();
            request.append(exchange.getRequestMethod())
                    .append(' ')
                    .append(place)
                    .append(exchange.getRequestURI())
                    .append('\n');
            exchange.getRequestHeaders()
                    .forEach((name, values) -> request.append(name + ": " + values + "\n"));
            request.append(
                    new String(
                            exchange.getRequestBody().readNBytes(100_000), StandardCharsets.UTF_8));
            heard.accept(request.toString());
            FakePage page =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), FakePage.status(404));
            if (!page.after().isZero()
                    && closing.await(page.after().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            answer(exchange, page);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, FakePage page) throws IOException {
        page.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
        long length = body.length == 0 ? -1 : page.endless() ? 0 : body.length;
        exchange.sendResponseHeaders(page.status(), length);
        try (OutputStream out = exchange.getResponseBody()) {
            do {
                out.write(body);
            } while (page.endless() && closing.getCount() > 0);
        }
    }
}
