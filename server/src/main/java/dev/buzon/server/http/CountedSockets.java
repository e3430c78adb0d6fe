package dev.buzon.server.http;

import dev.buzon.server.net.BriefVisits;
import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Helidon asks its socket options to set up every connection it has accepted, before the TLS
 * handshake and before any of its own limits: the one place where connections can be counted and
 * timed from their beginning. One that is refused here it closes.
 */
final class CountedSockets implements SocketOptions {
    private final SocketOptions usual = SocketOptions.builder().tcpNoDelay(true).buildPrototype();
    private final BriefVisits visits;

    CountedSockets(BriefVisits visits) {
        this.visits = visits;
    }

    @Override
    public void configureSocket(SocketChannel client) {
        try {
            visits.enter(client);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        usual.configureSocket(client);
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return usual.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return usual.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return usual.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return usual.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return usual.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return usual.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return usual.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return usual.tcpNoDelay();
    }
}
