package dev.buzon.testing.relay;

import dev.buzon.testing.relay.DelayLine.Load;
import dev.buzon.testing.relay.Fate.Break;
import dev.buzon.testing.relay.Fate.How;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One connection through the relay: two directions, each with a reader and a writer. */
final class RelayedConnection {
    /** Read at once at most. */
    private static final int PIECE_OCTETS = 64 * 1024;

    /** A thin line carries so many pieces in a second, at least, so that it flows evenly. */
    private static final int PIECES_PER_SECOND = 100;

    /** Given to both ends to read the end of the stream before a socket is closed for good. */
    private static final long LINGER_SECONDS = 5;

    /** Told of octets that went through. */
    @FunctionalInterface
    interface Count {
        void passed(boolean toServer, int octets);
    }

    private final Socket client;
    private final Socket server = new Socket();
    private final Fate fate;
    private final Count count;
    private final CountDownLatch directionsDone = new CountDownLatch(2);
    private volatile Optional<How> ended = Optional.empty();

    RelayedConnection(Socket client, Fate fate, Count count) {
        this.client = client;
        this.fate = fate;
        this.count = count;
    }

    /** Carries everything until both directions have ended; then both sockets are closed. */
    void carry(InetSocketAddress to, long halfNanos, long octetsPerSecond) {
        try {
            client.setTcpNoDelay(true);
            pause(halfNanos);
            server.setTcpNoDelay(true);
            server.connect(to);
            var up = new Direction(client, server, true, fate.toServer());
            var down = new Direction(server, client, false, fate.toClient());
            up.start(new DelayLine(halfNanos, octetsPerSecond), octetsPerSecond);
            down.start(new DelayLine(halfNanos, octetsPerSecond), octetsPerSecond);
            directionsDone.await();
        } catch (IOException _) {
            end(How.RST); // the server cannot be reached
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            close(server);
            close(client);
        }
    }

    private static void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Ends the connection, if nobody did before. */
    void end(How how) {
        synchronized (this) {
            if (ended.isPresent() && how != How.RST) {
                return;
            }
            ended = Optional.of(how);
        }
        switch (how) {
            case FIN -> {
                finish(server);
                finish(client);
            }
            case RST -> {
                reset(server);
                reset(client);
            }
            case BLACK_HOLE -> {}
        }
    }

    private boolean open() {
        return ended.isEmpty();
    }

    private boolean swallows() {
        return ended.filter(how -> how != How.RST).isPresent();
    }

    /**
     * Says that nothing more comes, and closes soon; closing with unread octets would be a reset.
     */
    private static void finish(Socket socket) {
        try {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(LINGER_SECONDS));
            socket.shutdownOutput();
        } catch (IOException _) {
            close(socket);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException _) {
            // closed already
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // nothing is left to be done
        }
    }

    /** What one side says to the other. */
    private final class Direction {
        private final Socket from;
        private final Socket to;
        private final boolean toServer;
        private final Optional<Break> breaks;

        Direction(Socket from, Socket to, boolean toServer, Optional<Break> breaks) {
            this.from = from;
            this.to = to;
            this.toServer = toServer;
            this.breaks = breaks;
        }

        void start(DelayLine line, long octetsPerSecond) {
            int piece =
                    octetsPerSecond == 0
                            ? PIECE_OCTETS
                            : Math.clamp(octetsPerSecond / PIECES_PER_SECOND, 1, PIECE_OCTETS);
            Thread.ofVirtual().name("relay-reader").start(() -> read(line, piece));
            Thread.ofVirtual().name("relay-writer").start(() -> write(line));
        }

        private void read(DelayLine line, int pieceOctets) {
            byte[] piece = new byte[pieceOctets];
            try {
                var in = from.getInputStream();
                for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                    // After an end, what comes is read all the same: closing is no reset then.
                    if (open() && !line.send(new Load.Octets(Arrays.copyOf(piece, n)))) {
                        end(How.FIN);
                    }
                }
                line.send(new Load.Ended(How.FIN));
            } catch (IOException _) {
                sendReset(line);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void sendReset(DelayLine line) {
            try {
                // Nobody was there to read on after the end: that is no reset.
                line.send(new Load.Ended(swallows() ? How.FIN : How.RST));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(DelayLine line) {
            try {
                long left = breaks.map(Break::afterOctets).orElse(Long.MAX_VALUE);
                boolean more = left > 0 || broken();
                while (more) {
                    Optional<Load> load = line.receive();
                    more = load.isPresent() && arrive(load.get(), left);
                    left -= load.map(Direction::octets).orElse(0);
                }
            } catch (IOException _) {
                end(How.RST); // the receiver is gone
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                line.close();
                directionsDone.countDown();
            }
        }

        private static int octets(Load load) {
            return switch (load) {
                case Load.Octets(var octets) -> octets.length;
                case Load.Ended _ -> 0;
            };
        }

        /** Hands over what arrived, as far as this direction goes; whether more is waited for. */
        private boolean arrive(Load load, long left) throws IOException {
            return switch (load) {
                case Load.Octets(var octets) -> {
                    if (open()) {
                        int n = (int) Math.min(octets.length, left);
                        to.getOutputStream().write(octets, 0, n);
                        count.passed(toServer, n);
                    }
                    yield octets.length < left || broken();
                }
                case Load.Ended(var how) -> {
                    if (how == How.RST) {
                        end(How.RST);
                    } else if (open()) {
                        to.shutdownOutput();
                    }
                    yield false;
                }
            };
        }

        /** This direction has come to where it breaks; whether its reader is waited for. */
        private boolean broken() {
            end(breaks.orElseThrow().how());
            return swallows();
        }
    }
}
