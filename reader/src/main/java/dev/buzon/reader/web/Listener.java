package dev.buzon.reader.web;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 on one port of the loopback address. */
final class Listener implements AutoCloseable {
    /** A request line: an id, a query of 2,000 characters, percent-encoded. */
    private static final int REQUEST_LINE_OCTETS = 16 * 1024;

    private static final int HEADER_OCTETS = 16 * 1024;

    /** Six of each browser, and programs that look on. */
    private static final int CONNECTIONS = 256;

    private static final Duration STOP_WITHIN = Duration.ofMillis(500);

    /** Who answers. Must not throw. */
    @FunctionalInterface
    interface Receiver {
        /** The answer to a request. */
        Answer answer(Unread request);
    }

    /**
     * A request whose path was not looked at yet.
     *
     * @param path as it came
     * @param query as it came
     */
    record Unread(
            String method,
            String path,
            String query,
            Map<String, String> headers,
            InputStream octets) {}

    private final WebServer server;

    private Listener(WebServer server) {
        this.server = server;
    }

    /** A port of this machine that nobody has, for the moment. */
    static int freePort(int wanted) throws IOException {
        try (var channel = ServerSocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(at(wanted));
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }
    }

    private static InetSocketAddress at(int port) throws IOException {
        return new InetSocketAddress(
                InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), port);
    }

    /**
     * Listens.
     *
     * @param headers those that every answer has, also the ones to what is no HTTP
     */
    static Listener open(int port, Map<String, String> headers, Receiver receiver)
            throws IOException {
        HelidonLog.toOurs();
        Http1Config http1 =
                Http1Config.builder()
                        .maxPrologueLength(REQUEST_LINE_OCTETS)
                        .maxHeadersSize(HEADER_OCTETS)
                        .build();
        WebServer server =
                WebServer.builder()
                        .bindAddress(at(port))
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(
                                Http1ConnectionSelector.builder().config(http1).build())
                        .useNio(false) // the other kind asks the DNS for every client's name
                        .connectionOptions(
                                SocketOptions.builder().tcpNoDelay(true).buildPrototype())
                        .maxTcpConnections(CONNECTIONS)
                        .shutdownGracePeriod(STOP_WITHIN)
                        .directHandlers(direct(headers))
                        .routing(
                                HttpRouting.builder()
                                        .any((request, response) ->
                                                handle(request, response, headers, receiver)))
                        .build();
        server.start();
        if (!server.isRunning()) {
            throw new IOException("nobody can listen on port " + port);
        }
        return new Listener(server);
    }

    /** What is refused before it is a request: as few words as that deserves. */
    private static DirectHandlers direct(Map<String, String> headers) {
        DirectHandler handler =
                (_, _, status, _, _) -> {
                    var all = ServerResponseHeaders.create();
                    headers.forEach((name, value) -> all.set(HeaderNames.create(name), value));
                    all.set(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
                    return DirectHandler.TransportResponse.builder()
                            .status(status)
                            .headers(all)
                            .keepAlive(false)
                            .entity(status.reasonPhrase())
                            .build();
                };
        var all = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            all.addHandler(type, handler);
        }
        return all.build();
    }

    private static void handle(
            ServerRequest request,
            ServerResponse response,
            Map<String, String> headers,
            Receiver receiver) {
        boolean body = request.content().hasEntity();
        InputStream octets = body ? request.content().inputStream() : InputStream.nullInputStream();
        Answer answer =
                receiver.answer(
                        new Unread(
                                request.prologue().method().text(),
                                request.prologue().uriPath().rawPath(),
                                request.prologue().query().rawValue(),
                                headersOf(request),
                                octets));
        boolean refused = answer.status() >= 400;
        headers.forEach((name, value) -> response.header(HeaderNames.create(name), value));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.status(Status.create(answer.status()));
        if (body && refused) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        send(answer, request.prologue().method().text().equals("HEAD"), response);
        if (body && refused) {
            // The rest of a body nobody wants is not waited for.
            throw new CloseConnectionException("refused before it was read");
        }
    }

    private static Map<String, String> headersOf(ServerRequest request) {
        Map<String, String> all = new HashMap<>();
        request.headers()
                .forEach(header -> {
                    HeaderName name = header.headerName();
                    boolean cookie = name.equals(HeaderNames.COOKIE);
                    List<String> values = header.allValues();
                    all.put(
                            name.lowerCase().toLowerCase(Locale.ROOT),
                            cookie ? String.join("; ", values) : values.getFirst());
                });
        return all;
    }

    private static void send(Answer answer, boolean head, ServerResponse response) {
        switch (answer.content()) {
            case Answer.Content.Octets some -> {
                byte[] octets = some.octets();
                if (head) {
                    response.contentLength(octets.length);
                    response.send();
                } else if (octets.length == 0) {
                    response.send();
                } else {
                    response.send(octets);
                }
            }
            case Answer.Content.Stream(var writing, var length) -> {
                if (length.isPresent()) {
                    response.contentLength(length.getAsLong());
                }
                if (head) {
                    response.send();
                    return;
                }
                try (OutputStream out = response.outputStream()) {
                    writing.to(out);
                } catch (IOException | RuntimeException e) {
                    // Whoever reads must see that the end is missing.
                    throw new CloseConnectionException("the answer broke off", e);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
