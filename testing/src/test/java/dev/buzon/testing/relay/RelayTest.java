package dev.buzon.testing.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RelayTest {
    private static final int MEGABYTE = 1_000_000;

    private ServerSocket server;
    private ExecutorService threads;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    /** A server that gives back what it gets. */
    private void echo() {
        serve(socket -> socket.getInputStream().transferTo(socket.getOutputStream()));
    }

    /** What a server does with a connection. */
    @FunctionalInterface
    private interface Work {
        void with(Socket socket) throws IOException;
    }

    private void serve(Work work) {
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    socket.setTcpNoDelay(true);
                    threads.execute(() -> serve(socket, work));
                } catch (IOException _) {
                    return;
                }
            }
        });
    }

    private static void serve(Socket socket, Work work) {
        try (socket) {
            work.with(socket);
        } catch (IOException _) {
            // the client is gone
        }
    }

    private Relay.Builder relay() {
        return Relay.to(server.getLocalPort());
    }

    private static Socket connect(Relay relay) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Test
    void anAnswerComesOneRoundTripAfterItsQuestion() throws IOException {
        echo();
        try (Relay relay = relay().roundTrip(Duration.ofMillis(100)).start();
                Socket client = connect(relay)) {
            ask(client);
            long quickest = Long.MAX_VALUE; // the others may have waited for the processor
            for (int i = 0; i < 8; i++) {
                long begin = System.nanoTime();
                ask(client);
                quickest = Math.min(quickest, (System.nanoTime() - begin) / 1_000_000);
            }
            assertThat(quickest).isBetween(100L, 110L);
        }
    }

    private static void ask(Socket client) throws IOException {
        client.getOutputStream().write('x');
        assertThat(client.getInputStream().read()).isEqualTo('x');
    }

    @Test
    void whatIsSentTogetherIsDelayedOnce() throws IOException {
        echo();
        try (Relay relay = relay().roundTrip(Duration.ofMillis(100)).start();
                Socket client = connect(relay)) {
            ask(client);
            long begin = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                client.getOutputStream().write('x');
            }
            assertThat(client.getInputStream().readNBytes(200)).hasSize(200);
            assertThat(System.nanoTime() - begin).isLessThan(300_000_000L);
        }
    }

    @Test
    void aLongLineIsAsWideAsAShortOne() throws IOException {
        serve(socket -> {
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write(new byte[MEGABYTE]);
            }
        });
        try (Relay relay = relay().roundTrip(Duration.ofMillis(200)).start();
                Socket client = connect(relay)) {
            long begin = System.nanoTime();
            assertThat(client.getInputStream().readAllBytes()).hasSize(100 * MEGABYTE);
            assertThat(System.nanoTime() - begin).isLessThan(5_000_000_000L);
        }
    }

    @Test
    void aThinLineTakesItsTime() throws IOException {
        serve(socket -> socket.getOutputStream().write(new byte[MEGABYTE / 2]));
        try (Relay relay = relay().octetsPerSecond(MEGABYTE).start();
                Socket client = connect(relay)) {
            long begin = System.nanoTime();
            assertThat(client.getInputStream().readAllBytes()).hasSize(MEGABYTE / 2);
            assertThat(System.nanoTime() - begin).isBetween(480_000_000L, 1_500_000_000L);
        }
    }

    @Test
    void twoHundredConnectionsWaitSideBySide() throws IOException {
        echo();
        try (Relay relay = relay().roundTrip(Duration.ofMillis(100)).start()) {
            long begin = System.nanoTime();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(CompletableFuture.runAsync(() -> connectAndAsk(relay), threads));
            }
            all.forEach(CompletableFuture::join);
            assertThat(System.nanoTime() - begin).isLessThan(2_000_000_000L);
            assertThat(relay.connections()).isEqualTo(200);
        }
    }

    private static void connectAndAsk(Relay relay) {
        try (Socket client = connect(relay)) {
            ask(client);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aLineThatBreaksInOrderGivesExactlyTheOctetsBeforeTheBreak() throws IOException {
        serve(socket -> {
            socket.getOutputStream().write(new byte[1000]);
            socket.getInputStream().readAllBytes();
        });
        try (Relay relay = relay().fate(Fate.breaksToClient(700, Fate.How.FIN)).start();
                Socket client = connect(relay)) {
            assertThat(client.getInputStream().readAllBytes()).hasSize(700);
        }
    }

    @Test
    void aServerReceivesExactlyTheOctetsBeforeTheBreak() throws IOException {
        var received = new CompletableFuture<byte[]>();
        serve(socket -> received.complete(socket.getInputStream().readAllBytes()));
        try (Relay relay = relay().fate(Fate.breaksToServer(3, Fate.How.FIN)).start();
                Socket client = connect(relay)) {
            client.getOutputStream().write(new byte[] {1, 2, 3, 4, 5});
            assertThat(received.join()).containsExactly(1, 2, 3);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aResetIsFeltAtBothEnds() throws IOException {
        var felt = new CompletableFuture<IOException>();
        serve(socket -> {
            try {
                socket.getOutputStream().write(new byte[10]);
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                felt.complete(e);
            }
        });
        try (Relay relay = relay().fate(Fate.breaksToClient(10, Fate.How.RST)).start();
                Socket client = connect(relay)) {
            assertThatThrownBy(() -> client.getInputStream().readAllBytes())
                    .isInstanceOf(SocketException.class);
            assertThat(felt.join()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void nothingComesOutOfABlackHole() throws IOException {
        echo();
        try (Relay relay =
                        relay().fates(n ->
                                        n == 1
                                                ? Fate.breaksToClient(1, Fate.How.BLACK_HOLE)
                                                : Fate.spared())
                                .start();
                Socket first = connect(relay);
                Socket second = connect(relay)) {
            ask(first);
            ask(second);
            first.getOutputStream().write('x');
            first.setSoTimeout(200);
            assertThatThrownBy(() -> first.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            ask(second);
        }
    }

    @Test
    void aServerThatResetsIsSeenToReset() throws IOException {
        serve(socket -> {
            socket.getInputStream().read();
            socket.setSoLinger(true, 0);
        });
        try (Relay relay = relay().start();
                Socket client = connect(relay)) {
            client.getOutputStream().write('x');
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void connectionsAreRefusedWhileTheLineIsDown() throws IOException {
        echo();
        try (Relay relay = relay().start()) {
            relay.refuse(true);
            try (Socket client = connect(relay)) {
                assertThatThrownBy(() -> client.getInputStream().read())
                        .isInstanceOf(SocketException.class);
            }
            relay.refuse(false);
            try (Socket client = connect(relay)) {
                ask(client);
            }
        }
    }
}
