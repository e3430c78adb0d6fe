package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Stands directly before a client, passes everything on at once, and counts the turns: how often
 * the server spoke after the client did (or had connected). Where nobody speaks before the other
 * has finished, as in a poll with nothing new, turns are round trips. It can cut the first
 * connection, if that is not encrypted.
 */
final class Tap implements AutoCloseable {
    private static final int PIECE_OCTETS = 64 * 1024;
    private static final int BACKLOG = 64;

    private final InetSocketAddress server;
    private final Optional<Cut> cut;
    private final ServerSocket listener;
    private final Thread accepting;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int turns;
    private int connections;
    private long octetsToClient;
    private long connectedNanos;
    private long lastNanos;

    /** Waits at this port of the loopback for clients of that server. */
    Tap(int port, InetSocketAddress server, Optional<Cut> cut) throws IOException {
        this.listener = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
        this.server = server;
        this.cut = cut;
        this.accepting = Thread.ofVirtual().name("tap").unstarted(this::accept);
        accepting.start();
    }

    /** How often the server took its turn, since this was asked last. */
    synchronized int turns() {
        int sum = turns;
        turns = 0;
        return sum;
    }

    synchronized int connections() {
        return connections;
    }

    synchronized long octetsToClient() {
        return octetsToClient;
    }

    /** When the first client came, by the monotonic clock. */
    synchronized long connectedNanos() {
        return connectedNanos;
    }

    /** When an octet passed last, by the monotonic clock. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                boolean first;
                synchronized (this) {
                    first = connections++ == 0;
                    connectedNanos = first ? System.nanoTime() : connectedNanos;
                }
                Optional<Cut> here = first ? cut : Optional.empty();
                Thread.ofVirtual().start(() -> new Passage(client, here).carry());
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            accepting.join(); // only then the port is free for the next
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** One connection. */
    private final class Passage {
        private final Socket client;
        private final Optional<Cut> here;
        private final Socket upstream = new Socket();
        private boolean clientSpokeLast = true; // connecting is asking for the greeting
        private volatile boolean deaf;

        Passage(Socket client, Optional<Cut> here) {
            this.client = client;
            this.here = here;
        }

        void carry() {
            open.add(client);
            open.add(upstream);
            try (client;
                    upstream) {
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                upstream.connect(server);
                CountDownLatch bothDone = new CountDownLatch(2);
                Thread.ofVirtual().start(() -> pass(true, bothDone));
                Thread.ofVirtual().start(() -> pass(false, bothDone));
                bothDone.await();
            } catch (IOException _) {
                // The server is not there: the client learns it by the close.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                open.remove(client);
                open.remove(upstream);
            }
        }

        private void pass(boolean toServer, CountDownLatch done) {
            Socket from = toServer ? client : upstream;
            Socket to = toServer ? upstream : client;
            Scissors scissors = new Scissors(here, toServer);
            byte[] piece = new byte[PIECE_OCTETS];
            try {
                boolean more = true;
                for (int n = from.getInputStream().read(piece);
                        n >= 0 && more;
                        n = more ? from.getInputStream().read(piece) : -1) {
                    int keep = scissors.keep(piece, n);
                    more = keep == n && !scissors.through();
                    if (scissors.through() && here.orElseThrow() instanceof Cut.AfterQuit) {
                        deaf = true; // before the server can answer
                    }
                    forward(to, piece, keep, toServer);
                }
                finish(scissors, to);
            } catch (IOException _) {
                finishQuietly(to);
            } finally {
                done.countDown();
            }
        }

        private void forward(Socket to, byte[] piece, int keep, boolean toServer)
                throws IOException {
            if (keep == 0 || (!toServer && deaf)) {
                return;
            }
            synchronized (Tap.this) {
                if (!toServer) {
                    octetsToClient += keep;
                    turns += clientSpokeLast ? 1 : 0;
                }
                clientSpokeLast = toServer;
                lastNanos = System.nanoTime();
            }
            to.getOutputStream().write(piece, 0, keep);
        }

        /** After a cut both ends are told; else the end is passed on. */
        private void finish(Scissors scissors, Socket to) throws IOException {
            to.shutdownOutput();
            if (scissors.through()) {
                upstream.shutdownOutput();
                if (!(here.orElseThrow() instanceof Cut.AfterQuit)) {
                    client.shutdownOutput();
                }
            }
        }

        private void finishQuietly(Socket to) {
            try {
                to.shutdownOutput();
            } catch (IOException _) {
                // It is closed already.
            }
        }
    }

    /** Looks in one direction for the place of the cut. */
    private static final class Scissors {
        private static final String QUIT = "QUIT\r\n";

        private final Optional<Cut> cut;
        private final boolean toServer;
        private String tail = "";
        private long left = Long.MAX_VALUE;

        Scissors(Optional<Cut> cut, boolean toServer) {
            this.cut = cut;
            this.toServer = toServer;
        }

        /** Whether the place has been reached. */
        boolean through() {
            return left <= 0;
        }

        /** How many of these octets may still pass. */
        int keep(byte[] piece, int length) {
            if (cut.isEmpty()) {
                return length;
            }
            if (left == Long.MAX_VALUE) {
                look(cut.get(), new String(piece, 0, length, ISO_8859_1));
            }
            int keep = Math.clamp(left, 0, length);
            left = left == Long.MAX_VALUE ? left : left - keep;
            return keep;
        }

        private void look(Cut place, String piece) {
            switch (place) {
                case Cut.BeforeQuit() -> find(toServer, QUIT, 0, piece);
                case Cut.AfterQuit() -> find(toServer, QUIT, QUIT.length(), piece);
                case Cut.InMessage(var mark, var octets) -> find(!toServer, mark, octets, piece);
            }
        }

        /** Sets how many octets are left, counted from the beginning of this piece. */
        private void find(boolean hereAtAll, String mark, int behind, String piece) {
            if (!hereAtAll) {
                return;
            }
            String text = tail + piece;
            int at = text.indexOf(mark);
            if (at >= 0) {
                left = Math.max(0, at - tail.length() + behind);
            }
            tail = text.substring(Math.max(0, text.length() - mark.length() + 1));
        }
    }
}
