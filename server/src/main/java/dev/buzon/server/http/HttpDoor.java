package dev.buzon.server.http;

import dev.buzon.server.discovery.Publication;
import dev.buzon.server.net.BriefVisits;
import dev.buzon.server.net.Listener;
import dev.buzon.server.net.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * One listener for HTTP/1.1, plain or inside TLS. One question per connection: who comes wants one
 * document, and a connection that ends with its answer needs no time limit for silence.
 */
public final class HttpDoor implements AutoCloseable {
    /** How long a connection may last, its TLS handshake included. */
    public static final Duration LONGEST_VISIT = Duration.ofSeconds(30);

    /** Connections at once, all doors together. */
    public static final int CONNECTIONS = 200;

    /** A request line: the longest path here has 60 octets, an address as a parameter 320. */
    private static final int REQUEST_LINE_OCTETS = 2048;

    private static final int HEADER_OCTETS = 8192;

    /** Autodiscover requests have about 400 octets. */
    static final int BODY_OCTETS = 16 * 1024;

    private static final Duration STOP_WITHIN = Duration.ofMillis(500);

    private final String name;
    private final InetSocketAddress address;
    private final WebServer server;

    private HttpDoor(String name, InetSocketAddress address, WebServer server) {
        this.name = name;
        this.address = address;
        this.server = server;
    }

    /**
     * Opens a door.
     *
     * @param name what it is called in messages and in the list of ports
     * @param at where it listens; port 0 takes a free one
     * @param tls the TLS to begin with, if so
     * @throws IOException when nobody can listen there; the message is meant for people
     */
    public static HttpDoor open(
            String name,
            InetSocketAddress at,
            Optional<Tls> tls,
            Publication publication,
            BriefVisits visits)
            throws IOException {
        HelidonLog.toOurs();
        tryOut(name, at);
        WebServer server = configured(at, tls, visits, new PublicationHandler(publication));
        server.start();
        if (!server.isRunning()) {
            throw Listener.refusal(name, at, new IOException("it went while we looked"));
        }
        return new HttpDoor(name, new InetSocketAddress(at.getAddress(), server.port()), server);
    }

    /** Helidon says why it does not start only to its log, and to nobody who has to know. */
    private static void tryOut(String name, InetSocketAddress at) throws IOException {
        try (var channel = ServerSocketChannel.open()) {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(at);
        } catch (IOException e) {
            throw Listener.refusal(name, at, e);
        }
    }

    private static WebServer configured(
            InetSocketAddress at,
            Optional<Tls> tls,
            BriefVisits visits,
            PublicationHandler handler) {
        Http1Config http1 =
                Http1Config.builder()
                        .maxPrologueLength(REQUEST_LINE_OCTETS)
                        .maxHeadersSize(HEADER_OCTETS)
                        .build();
        WebServerConfig.Builder config =
                WebServer.builder()
                        .bindAddress(at)
                        .shutdownHook(false)
                        .featuresDiscoverServices(false)
                        .protocolsDiscoverServices(false)
                        .addConnectionSelector(
                                Http1ConnectionSelector.builder().config(http1).build())
                        .useNio(false) // the other kind asks the DNS for every client's name
                        .connectionOptions(new CountedSockets(visits))
                        .maxPayloadSize(BODY_OCTETS)
                        .shutdownGracePeriod(STOP_WITHIN)
                        .routing(HttpRouting.builder().any(handler));
        tls.ifPresent(ours ->
                config.tls(
                        io.helidon.common.tls.Tls.builder()
                                .sslContext(ours.forLibraries())
                                .build()));
        return config.build();
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Where it listens, with the port it really has. */
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        server.stop();
    }
}
