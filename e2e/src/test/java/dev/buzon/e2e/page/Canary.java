package dev.buzon.e2e.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that every foreign name leads to, and that nobody should ever visit. */
final class Canary implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicInteger visits = new AtomicInteger();

    Canary() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("canary").start(this::listen);
    }

    private void listen() {
        try {
            while (true) {
                listener.accept().close();
                visits.incrementAndGet();
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    /** What a browser is told so that every name is here. */
    String rule() {
        return "--host-resolver-rules=MAP * 127.0.0.1:"
                + listener.getLocalPort()
                + ", EXCLUDE 127.0.0.1, EXCLUDE localhost";
    }

    /** How many connections there were. */
    int visits() {
        return visits.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
