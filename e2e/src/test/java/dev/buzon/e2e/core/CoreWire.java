package dev.buzon.e2e.core;

import dev.buzon.e2e.play.Wire;
import dev.buzon.e2e.script.OctetString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection without a socket: what is sent is handled before the call returns. */
abstract class CoreWire implements Wire {
    private final StringBuilder out = new StringBuilder();
    private ByteBuffer in = ByteBuffer.allocate(0);
    private boolean closed;
    private boolean awaitingTls;

    /** Handles what is there; called whenever octets came. */
    abstract void handle(ByteBuffer input);

    /** The handshake is done. */
    abstract void tlsDone();

    /** The connection is over, however it ended. */
    abstract void ended();

    final void write(byte[] octets) {
        out.append(OctetString.of(octets));
    }

    final void write(String octetString) {
        out.append(octetString);
    }

    final void end() {
        if (!closed) {
            closed = true;
            ended();
        }
    }

    final boolean over() {
        return closed;
    }

    /** The next octets belong to a handshake; if there are any already, they are an attack. */
    final void awaitTls() {
        awaitingTls = true;
        if (in.hasRemaining()) {
            end();
        }
    }

    final boolean awaitingTls() {
        return awaitingTls;
    }

    @Override
    public final void send(String octets) {
        if (closed) {
            return;
        }
        if (awaitingTls) {
            end(); // no handshake looks like what a script sends
            return;
        }
        var more = OctetString.octets(octets);
        var joined = ByteBuffer.allocate(in.remaining() + more.length);
        in = joined.put(in).put(more).flip();
        handle(in);
    }

    @Override
    public final Optional<String> receive() throws IOException {
        if (out.isEmpty()) {
            if (!closed) {
                throw new IOException("the server has nothing to say");
            }
            return Optional.empty();
        }
        var octets = out.toString();
        out.setLength(0);
        return Optional.of(octets);
    }

    @Override
    public final void startTls() {
        awaitingTls = false;
        tlsDone();
    }

    @Override
    public final void cut() {
        end();
    }

    @Override
    public final void reset() {
        end();
    }

    @Override
    public final void close() {
        end();
    }
}
