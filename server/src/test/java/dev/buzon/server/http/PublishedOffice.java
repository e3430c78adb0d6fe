package dev.buzon.server.http;

import dev.buzon.server.PostOffice;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.config.Config;
import dev.buzon.server.net.Deadlines;
import dev.buzon.server.net.Ticker;
import dev.buzon.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/**
 * A post office with HTTP and HTTPS on loopback, and a client that says exactly what it is told.
 */
final class PublishedOffice implements AutoCloseable {
    private static final String CONFIG =
            """
            hostname = "pop.example.test"
            domains = ["example.test", "bücher.example"]
            [listen]
            pop3 = "127.0.0.1:0"
            pop3s = "127.0.0.1:0"
            smtp = "off"
            submission = "127.0.0.1:0"
            submissions = "127.0.0.1:0"
            lmtp-socket = "off"
            http = "127.0.0.1:0"
            https = "127.0.0.1:0"
            [store]
            engine = "memory"
            [auth]
            password-scheme = "ssha256"
            """;

    final Ticker.ByHand ticker = Ticker.byHand();
    final Deadlines deadlines = Deadlines.unattended(ticker);
    final MemoryStore store;
    final Config config;
    final Surroundings surroundings;
    final PostOffice office;

    PublishedOffice(Path data, String settings) throws Exception {
        this(data, CONFIG, settings);
    }

    /** One that wants this port for HTTP. */
    static PublishedOffice withHttpAt(Path data, int port) throws Exception {
        return new PublishedOffice(
                data,
                CONFIG.replace("http = \"127.0.0.1:0\"", "http = \"127.0.0.1:" + port + '"'),
                "");
    }

    private PublishedOffice(Path data, String usual, String settings) throws Exception {
        store = new MemoryStore(InstantSource.system(), new Random(1), Duration.ofDays(14));
        surroundings = new Surroundings(InstantSource.system(), deadlines, Optional.of(store));
        config = Config.parse(usual + settings, "test");
        office = Wiring.open(config, data, surroundings);
    }

    /** What came back over HTTP/1.1. */
    record Said(int status, String head, String body) {
        /** A header's value; empty when it is not there. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** Asks without a body. */
    Said ask(String method, String host, String path) throws IOException {
        return say("%s %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(method, path, host));
    }

    /** Sends octets and reads to the end of the connection. */
    Said say(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), office.port("http"))) {
            return say(socket, request);
        }
    }

    static Said say(Socket socket, String request) throws IOException {
        socket.setSoTimeout(5_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        return read(socket.getInputStream());
    }

    static Said read(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer: " + all);
        }
        int status = Integer.parseInt(all.substring("HTTP/1.1 ".length(), 12));
        return new Said(status, all.substring(0, end), all.substring(end + 4));
    }

    @Override
    public void close() {
        office.close();
        deadlines.close();
    }
}
