package dev.buzon.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NetworkTest {
    private final Ticker.ByHand clock = Ticker.byHand();

    /** Says hello and waits until the client goes. */
    private static void greet(Connection connection) throws ConnectionEndedException {
        connection.write("+OK\r\n".getBytes(StandardCharsets.US_ASCII));
        while (connection.read()) {
            connection.input().position(connection.input().limit());
        }
    }

    private static String greeting(Socket client) throws IOException {
        return new String(client.getInputStream().readNBytes(5), StandardCharsets.US_ASCII);
    }

    @Test
    void overTheTotalAClientIsToldAndClosedAndOthersStay() throws Exception {
        try (var post = new Post(clock, new Admission.Limits(3, 100, false))) {
            post.serve(NetworkTest::greet);
            List<Socket> inside = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                inside.add(post.connect());
                assertThat(greeting(inside.getLast())).isEqualTo("+OK\r\n");
            }
            try (Socket refused = post.connect()) {
                assertThat(refused.getInputStream().readAllBytes())
                        .asString()
                        .isEqualTo("-ERR [SYS/TEMP] too many connections\r\n");
            }
            assertThat(post.network.admission().refused.sum()).isEqualTo(1);
            inside.removeFirst().close();
            Post.until(() -> post.network.admission().open() == 2);
            inside.add(post.connect());
            assertThat(greeting(inside.getLast())).isEqualTo("+OK\r\n");
            for (Socket one : inside) {
                one.close();
            }
        }
    }

    @Test
    void oneAddressGetsNoMoreThanItsShareIfLoopbackCounts() throws Exception {
        try (var post = new Post(clock, new Admission.Limits(100, 2, true))) {
            post.serve(NetworkTest::greet);
            try (Socket one = post.connect();
                    Socket two = post.connect()) {
                assertThat(greeting(one) + greeting(two)).isEqualTo("+OK\r\n+OK\r\n");
                try (Socket three = post.connect()) {
                    assertThat(three.getInputStream().readAllBytes()).asString().startsWith("-ERR");
                }
            }
        }
    }

    @Test
    void ipv6ClientsAreCountedByTheirSlash64() throws Exception {
        var admission = new Admission(new Admission.Limits(100, 1, true));
        assertThat(admission.enter(peer("2001:db8:1:2::1"))).isTrue();
        assertThat(admission.enter(peer("2001:db8:1:2:ffff::9"))).isFalse();
        assertThat(admission.enter(peer("2001:db8:1:3::1"))).isTrue();
        assertThat(admission.enter(peer("192.0.2.1"))).isTrue();
        assertThat(admission.enter(peer("192.0.2.1"))).isFalse();
        assertThat(admission.enter(peer("192.0.2.2"))).isTrue();
        admission.leave(peer("192.0.2.1"));
        assertThat(admission.enter(peer("192.0.2.1"))).isTrue();
        assertThat(admission.open()).isEqualTo(4);
    }

    private static Peer peer(String address) throws Exception {
        return new Peer.Tcp(new InetSocketAddress(InetAddress.ofLiteral(address), 1));
    }

    @Test
    void peersAreWrittenAsTheStandardsDo() throws Exception {
        assertThat(peer("192.0.2.1").text()).isEqualTo("192.0.2.1:1");
        assertThat(peer("2001:db8::1").text()).isEqualTo("[2001:db8:0:0:0:0:0:1]:1");
        assertThat(((Peer.Tcp) peer("2001:db8::1")).addressLiteral())
                .isEqualTo("[IPv6:2001:db8:0:0:0:0:0:1]");
        assertThat(((Peer.Tcp) peer("192.0.2.1")).addressLiteral()).isEqualTo("[192.0.2.1]");
    }

    @Test
    void stoppingTellsSessionsAndWaitsForThem() throws Exception {
        var ends = new LinkedBlockingQueue<End>();
        var post = new Post(clock);
        Listener listener =
                post.serve(connection -> {
                    greet(connection);
                    connection.write("bye\r\n".getBytes(StandardCharsets.US_ASCII));
                    ends.add(connection.end().orElseThrow());
                });
        try (Socket client = post.connect()) {
            greeting(client);
            assertThat(post.network.stop(Duration.ofSeconds(20))).isZero();
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(End.SHUTDOWN);
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("bye\r\n");
        }
        long served = listener.accepted.sum();
        try (Socket late = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            late.shutdownOutput(); // another program of this machine has taken the port meanwhile
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("refused");
        }
        assertThat(listener.accepted.sum()).isEqualTo(served);
    }

    @Test
    void sessionsThatDoNotEndAreCut() throws Exception {
        var post = new Post(clock);
        var never = new CountDownLatch(1);
        post.serve(connection -> {
            greet(connection);
            awaitQuietly(never);
        });
        try (Socket client = post.connect()) {
            greeting(client);
            assertThat(post.network.stop(Duration.ofMillis(50))).isEqualTo(1);
            assertThatThrownBy(
                            () -> {
                                if (client.getInputStream().read() < 0) {
                                    throw new IOException("closed");
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSessionThatFailsHarmsNobodyElse() throws Exception {
        try (var post = new Post(clock)) {
            post.serve(connection -> {
                connection.read();
                throw new IllegalStateException("a mistake in a driver");
            });
            try (Socket one = post.connect();
                    Socket two = post.connect()) {
                one.getOutputStream().write('x');
                assertThatThrownBy(
                                () -> {
                                    if (one.getInputStream().read() < 0) {
                                        throw new IOException("closed");
                                    }
                                })
                        .isInstanceOf(IOException.class);
                Post.until(() -> post.network.admission().open() == 1);
                assertThat(two.isConnected()).isTrue();
            }
            Post.until(() -> post.network.admission().open() == 0);
        }
    }

    @Test
    void aUnixSocketHasItsModeAndReplacesOneNobodyAnswersOn(@TempDir Path folder) throws Exception {
        Path at = folder.resolve("lmtp.sock");
        Endpoint endpoint =
                new Endpoint(
                        "lmtp",
                        NetworkTest::greet,
                        Optional.empty(),
                        Optional.empty(),
                        TimeLimits.USUAL,
                        "421 4.3.2 too many connections");
        try (var post = new Post(clock)) {
            Listener listener = post.network.listen(endpoint, at, "rw-rw----");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at)))
                    .isEqualTo("rw-rw----");
            assertThat(hello(at)).isEqualTo("+OK\r\n");
            assertThatThrownBy(() -> post.network.listen(endpoint, at, "rw-rw----"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another program listens");
            listener.close();
            assertThat(Files.exists(at)).isFalse();
            Files.createFile(at); // left behind by a crash
            post.network.listen(endpoint, at, "rw-------");
            assertThat(hello(at)).isEqualTo("+OK\r\n");
        }
    }

    private static String hello(Path at) throws IOException {
        try (var client = SocketChannel.open(UnixDomainSocketAddress.of(at))) {
            var octets = ByteBuffer.allocate(5);
            while (octets.hasRemaining() && client.read(octets) >= 0) {
                // until five octets are there
            }
            return new String(octets.array(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (var post = new Post(clock)) {
            Listener first = post.serve(NetworkTest::greet);
            assertThatThrownBy(() ->
                            post.network.listen(
                                    first.endpoint(), (InetSocketAddress) first.address()))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1 port ")
                    .hasMessageContaining("for test");
        }
    }

    @Test
    void aPortThatOnlyRootMayOpenSaysWhatToDo() {
        var denied = new BindException("Permission denied");
        assertThat(
                        Listener.advice(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 110),
                                denied))
                .startsWith("Permission denied; a port below 1024 needs root");
        assertThat(
                        Listener.advice(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1110),
                                denied))
                .isEqualTo("Permission denied");
    }
}
