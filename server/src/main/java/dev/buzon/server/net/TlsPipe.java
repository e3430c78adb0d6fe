package dev.buzon.server.net;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Octets through TLS: turns the engine's turns into plain blocking reads and writes. An idle one
 * keeps 1 KiB of what came from the network; room to write comes from a small shared stock.
 */
final class TlsPipe implements Pipe {
    /** Records written together before they go to the kernel: a full output and its overhead. */
    private static final int STOCK_BUFFER_OCTETS = Connection.OUTPUT_OCTETS + 8 * 1024;

    /** Buffers kept for the next writer; more exist only while more writers are at work. */
    private static final ArrayBlockingQueue<ByteBuffer> STOCK = new ArrayBlockingQueue<>(32);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int EXPORTER_OCTETS = 32;

    private final Wire wire;
    private final SSLEngine engine;
    private ByteBuffer arrived = ByteBuffer.allocate(Connection.SMALL_OCTETS).flip();
    private boolean arrivedFull;
    private int leastRoomOctets = 1;

    TlsPipe(Wire wire, SSLEngine engine) {
        this.wire = wire;
        this.engine = engine;
    }

    /** Does the whole handshake within its limit; an alert says what was wrong with it. */
    void handshake() throws SSLException, ConnectionEndedException {
        long before = wire.noLaterThan(wire.limits().handshake());
        try {
            engine.beginHandshake();
            ByteBuffer early = ByteBuffer.allocate(0);
            HandshakeStatus status = engine.getHandshakeStatus();
            while (status != HandshakeStatus.NOT_HANDSHAKING) {
                status = handshakeStep(status, early);
            }
        } catch (SSLException e) {
            sendAlert();
            throw e;
        } finally {
            wire.deadline(before);
        }
    }

    private HandshakeStatus handshakeStep(HandshakeStatus status, ByteBuffer early)
            throws SSLException, ConnectionEndedException {
        switch (status) {
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                SSLEngineResult result = engine.unwrap(arrived, early);
                switch (result.getStatus()) {
                    case OK -> {}
                    case BUFFER_UNDERFLOW -> {
                        if (!fill()) {
                            throw new ConnectionEndedException(endOr(End.EOF));
                        }
                    }
                    case BUFFER_OVERFLOW, CLOSED ->
                            throw new SSLException("closed or out of order in the handshake");
                }
            }
            case NEED_WRAP -> wrap(NOTHING);
            case NEED_TASK -> runTasks();
            case FINISHED, NOT_HANDSHAKING -> {}
        }
        return engine.getHandshakeStatus();
    }

    @Override
    public int leastRoomOctets() {
        return leastRoomOctets;
    }

    @Override
    public int read(ByteBuffer into) {
        try {
            return unwrap(into);
        } catch (SSLException e) {
            sendAlert();
            wire.give(End.TLS_FAILED);
            return -1;
        } catch (ConnectionEndedException e) {
            return -1;
        }
    }

    /** Unwraps all whole records that have come and fit, after waiting for the first one. */
    private int unwrap(ByteBuffer into) throws SSLException, ConnectionEndedException {
        int start = into.position();
        while (true) {
            SSLEngineResult result = engine.unwrap(arrived, into);
            int octets = into.position() - start;
            switch (result.getStatus()) {
                case OK -> answerHandshake(result.getHandshakeStatus());
                case BUFFER_UNDERFLOW -> {
                    if (octets > 0) {
                        leastRoomOctets = 1;
                        return octets;
                    }
                    if (!fill()) {
                        return -1;
                    }
                }
                case BUFFER_OVERFLOW -> {
                    leastRoomOctets = engine.getSession().getApplicationBufferSize();
                    return octets;
                }
                case CLOSED -> {
                    if (octets == 0) {
                        wire.give(End.EOF);
                        return -1;
                    }
                    return octets;
                }
            }
        }
    }

    /** What TLS 1.3 does after the handshake: key updates that want an answer. */
    private void answerHandshake(HandshakeStatus first)
            throws SSLException, ConnectionEndedException {
        HandshakeStatus status = first;
        while (status == HandshakeStatus.NEED_TASK || status == HandshakeStatus.NEED_WRAP) {
            if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else {
                wrap(NOTHING);
            }
            status = engine.getHandshakeStatus();
        }
    }

    @Override
    public void write(ByteBuffer octets) throws ConnectionEndedException {
        try {
            wrap(octets);
        } catch (SSLException e) {
            wire.give(End.TLS_FAILED);
            throw new ConnectionEndedException(endOr(End.TLS_FAILED));
        }
    }

    /** Wraps and sends these octets; none at all sends what the engine itself has to say. */
    private void wrap(ByteBuffer octets) throws SSLException, ConnectionEndedException {
        ByteBuffer kept = STOCK.poll();
        ByteBuffer records = kept != null ? kept : ByteBuffer.allocate(STOCK_BUFFER_OCTETS);
        try {
            boolean more = true;
            while (more) {
                SSLEngineResult result = engine.wrap(octets, records);
                switch (result.getStatus()) {
                    case OK ->
                            more =
                                    octets.hasRemaining()
                                            || result.getHandshakeStatus()
                                                    == HandshakeStatus.NEED_WRAP;
                    case BUFFER_OVERFLOW -> {
                        if (records.position() == 0) {
                            throw new SSLException("a record larger than any record");
                        }
                        wire.write(records.flip());
                        records.clear();
                    }
                    case CLOSED -> more = false;
                    case BUFFER_UNDERFLOW -> throw new SSLException("wrap asked for more input");
                }
            }
            wire.write(records.flip());
            if (octets.hasRemaining()) {
                throw new ConnectionEndedException(endOr(End.EOF)); // close_notify went out before
            }
        } finally {
            STOCK.offer(records.clear());
        }
    }

    private End endOr(End otherwise) {
        End why = wire.end();
        return why == null ? otherwise : why;
    }

    private void runTasks() {
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    /** Tells the client which of its octets were wrong, if the engine has something to tell. */
    private void sendAlert() {
        try {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                wrap(NOTHING);
            }
        } catch (SSLException | ConnectionEndedException e) {
            // The alert was a courtesy.
        }
    }

    /** close_notify, so that the client knows nothing was cut off (RFC 8314 §3.4). */
    @Override
    public void goodbye() {
        try {
            if (!engine.isOutboundDone()) {
                engine.closeOutbound();
                wrap(NOTHING);
            }
        } catch (SSLException | ConnectionEndedException e) {
            // The connection is closed in any case.
        }
    }

    /**
     * Waits for octets from the network and puts them behind those that wait for their record's
     * end.
     */
    private boolean fill() {
        int kept = arrived.remaining();
        int wanted = kept > 0 ? arrived.capacity() : Connection.SMALL_OCTETS;
        if (arrivedFull || kept == arrived.capacity()) {
            wanted = Math.max(arrived.capacity(), engine.getSession().getPacketBufferSize());
        }
        if (wanted == arrived.capacity()) {
            arrived.compact();
        } else {
            arrived = ByteBuffer.allocate(wanted).put(arrived);
        }
        int octets = wire.read(arrived);
        arrivedFull = !arrived.hasRemaining();
        arrived.flip();
        return octets > 0;
    }

    TlsInfo info() {
        var session = (ExtendedSSLSession) engine.getSession();
        return new TlsInfo(
                session.getProtocol(),
                session.getCipherSuite(),
                Optional.ofNullable(engine.getApplicationProtocol()).filter(id -> !id.isEmpty()),
                serverName(session.getRequestedServerNames()));
    }

    private static Optional<String> serverName(List<SNIServerName> names) {
        return names.stream()
                .filter(SNIHostName.class::isInstance)
                .map(name -> ((SNIHostName) name).getAsciiName())
                .findFirst();
    }

    /** RFC 9266 §2: an empty context; under TLS 1.2 only with the extended master secret. */
    Optional<byte[]> exporter() {
        try {
            var session = (ExtendedSSLSession) engine.getSession();
            return Optional.of(
                    session.exportKeyingMaterialData(
                            "EXPORTER-Channel-Binding", new byte[0], EXPORTER_OCTETS));
        } catch (SSLException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
