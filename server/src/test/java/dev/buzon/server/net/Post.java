package dev.buzon.server.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A network on loopback for tests, whose clock is moved by hand. */
final class Post implements AutoCloseable {
    final Deadlines deadlines;
    final Network network;
    private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
    private Optional<Listener> listener = Optional.empty();

    Post(Ticker ticker) {
        this(ticker, new Admission.Limits(1000, 1000, true));
    }

    Post(Ticker ticker, Admission.Limits limits) {
        deadlines = Deadlines.unattended(ticker);
        network = new Network(deadlines, new Admission(limits));
    }

    Listener serve(Service service) throws IOException {
        return serve(
                new Endpoint(
                        "test",
                        service,
                        Optional.empty(),
                        Optional.empty(),
                        TimeLimits.USUAL,
                        "-ERR [SYS/TEMP] too many connections"));
    }

    /** Begins with TLS, as on port 995. */
    Listener serveTls(Service service, Tls tls, Optional<String> alpn) throws IOException {
        return serve(
                new Endpoint("tests", service, Optional.of(tls), alpn, TimeLimits.USUAL, "unused"));
    }

    Listener serve(Endpoint endpoint) throws IOException {
        var watched =
                new Endpoint(
                        endpoint.name(),
                        connection -> {
                            connections.add(connection);
                            endpoint.service().serve(connection);
                        },
                        endpoint.implicitTls(),
                        endpoint.alpn(),
                        endpoint.limits(),
                        endpoint.overLimitLine());
        Listener opened =
                network.listen(watched, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener = Optional.of(opened);
        return opened;
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listener.orElseThrow().port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The server's side of the connection made first and not asked for yet. */
    Connection connection() throws InterruptedException {
        return Optional.ofNullable(connections.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    /** Waits for something another thread is about to do; fails after 10 s. */
    static void until(BooleanSupplier done) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("it did not happen within 10 s");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
