package dev.buzon.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ConnectionTest {
    private final Ticker.ByHand clock = Ticker.byHand();
    private final Post post = new Post(clock);
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private final AtomicLong sentOctets = new AtomicLong();

    @AfterEach
    void close() {
        post.close();
    }

    /** Answers every octet with itself in upper case, says goodbye to q. */
    private void shout(Connection connection) throws ConnectionEndedException {
        while (connection.read()) {
            while (connection.input().hasRemaining()) {
                byte octet = connection.input().get();
                connection.write(new byte[] {(byte) Character.toUpperCase(octet)});
                if (octet == 'q') {
                    return;
                }
            }
        }
        ends.add(connection.end().orElseThrow());
    }

    /** Answers every octet with a lot. */
    private void flood(Connection connection) {
        try {
            byte[] much = new byte[100_000];
            while (connection.read()) {
                while (connection.input().hasRemaining()) {
                    connection.input().get();
                    connection.write(much);
                    sentOctets.addAndGet(much.length);
                }
            }
            ends.add(connection.end().orElseThrow());
        } catch (ConnectionEndedException e) {
            ends.add(e.end());
        }
    }

    private End ended() throws InterruptedException {
        End end = ends.poll(10, TimeUnit.SECONDS);
        assertThat(end).as("the session ended within 10 s").isNotNull();
        return end;
    }

    private void passes(Duration time) {
        clock.advance(time);
        post.deadlines.sweep();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void answersToWhatArrivedTogetherArrive() throws IOException {
        post.serve(this::shout);
        try (Socket client = post.connect()) {
            client.getOutputStream().write(ascii("hello q"));
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("HELLO Q");
        }
    }

    @Test
    void whatTheReaderLeavesStaysInFront() throws Exception {
        // A driver that waits for whole lines, however they were split on their way.
        post.serve(connection -> {
            while (connection.read()) {
                ByteBuffer input = connection.input();
                int last = input.limit() - 1;
                if (input.get(last) == '\n') {
                    connection.write(input);
                }
            }
            ends.add(connection.end().orElseThrow());
        });
        byte[] line = new byte[20_000];
        long seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (int i = 0; i < line.length - 1; i++) {
            line[i] = (byte) ('a' + random.nextInt(26));
        }
        line[line.length - 1] = '\n';
        try (Socket client = post.connect()) {
            client.setTcpNoDelay(true);
            OutputStream out = client.getOutputStream();
            for (int sent = 0; sent < line.length; ) {
                int piece = Math.min(line.length - sent, 1 + random.nextInt(3_000));
                out.write(line, sent, piece);
                sent += piece;
            }
            assertThat(client.getInputStream().readNBytes(line.length))
                    .as("seed %d", seed)
                    .isEqualTo(line);
            client.shutdownOutput();
            assertThat(ended()).isEqualTo(End.EOF);
        }
    }

    @Test
    void aReaderThatNeverTakesAnythingIsAMistakeOfTheDriver() throws Exception {
        var mistakes = new LinkedBlockingQueue<String>();
        post.serve(connection -> {
            try {
                while (connection.read()) {
                    // takes nothing
                }
            } catch (IllegalStateException e) {
                mistakes.add(String.valueOf(e.getMessage()));
            }
        });
        try (Socket client = post.connect()) {
            client.getOutputStream().write(new byte[Connection.UNREAD_OCTETS]);
            assertThat(mistakes.poll(10, TimeUnit.SECONDS)).contains("takes nothing");
        }
    }

    @Test
    void silenceForTheIdleLimitEndsTheReadAndNothingIsSent() throws Exception {
        post.serve(this::shout);
        try (Socket client = post.connect()) {
            Connection connection = post.connection();
            Post.until(connection::waiting);
            passes(Duration.ofSeconds(629));
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('A');
            Post.until(connection::waiting);
            assertThat(connection.silence()).isZero();
            passes(Duration.ofSeconds(629));
            assertThat(connection.end()).isEmpty();
            passes(Duration.ofSeconds(1));
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(ended()).isEqualTo(End.IDLE);
        }
    }

    @Test
    void aDeadlineEndsTheReadHoweverMuchTricklesIn() throws Exception {
        post.serve(connection -> {
            connection.deadline(Duration.ofSeconds(60));
            shout(connection);
        });
        try (Socket client = post.connect()) {
            Connection connection = post.connection();
            for (int second = 0; second < 55; second += 5) {
                client.getOutputStream().write('a');
                assertThat(client.getInputStream().read()).isEqualTo('A');
                Post.until(connection::waiting);
                passes(Duration.ofSeconds(5));
            }
            assertThat(connection.end()).isEmpty();
            passes(Duration.ofSeconds(5));
            assertThat(ended()).isEqualTo(End.OVERDUE);
        }
    }

    @Test
    void aClientThatDoesNotReadStopsItsWriterAndIsCutAfterTheWriteLimit() throws Exception {
        post.serve(this::flood);
        try (Socket client = post.connect()) {
            client.getOutputStream().write(new byte[1000]); // asks for 100 MB
            Connection connection = post.connection();
            awaitStall(connection);
            assertThat(sentOctets.get())
                    .as("the kernel's buffers are all it may fill")
                    .isLessThan(50_000_000);
            passes(Duration.ofSeconds(599));
            assertThat(connection.end()).isEmpty();
            passes(Duration.ofSeconds(1));
            assertThat(ended()).isEqualTo(End.STALLED);
        }
    }

    /** Until the writer is blocked and gets no further while this thread looks many times. */
    private void awaitStall(Connection connection) {
        var last = new AtomicLong(-1);
        var same = new AtomicLong();
        Post.until(() -> {
            long now = sentOctets.get();
            boolean still = connection.sending() && now == last.getAndSet(now);
            return (still ? same.incrementAndGet() : same.getAndSet(0)) > 200_000;
        });
    }

    @Test
    void progressOfAWriterCountsAsActivity() throws Exception {
        post.serve(this::flood);
        try (Socket client = post.connect()) {
            client.getOutputStream().write(new byte[300]); // asks for 30 MB
            Connection connection = post.connection();
            long got = 0;
            byte[] some = new byte[1 << 20];
            for (int minutes = 0; got < 30_000_000; minutes += 9) {
                int octets =
                        client.getInputStream()
                                .readNBytes(some, 0, (int) Math.min(some.length, 30_000_000 - got));
                got += octets;
                // Nine minutes for each MiB: hours in all, and never ten minutes without progress.
                Post.until(() -> connection.sending() || connection.waiting());
                clock.advance(Duration.ofMinutes(minutes > 0 ? 9 : 0));
            }
            assertThat(got).isEqualTo(30_000_000);
            assertThat(connection.end()).isEmpty();
        }
    }

    @Test
    void aWriterWithoutReaderGetsAllItsAnswersInTheEnd() throws Exception {
        post.serve(this::flood);
        try (Socket client = post.connect()) {
            client.getOutputStream().write(new byte[500]);
            awaitStall(post.connection());
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).hasSize(50_000_000);
            assertThat(ended()).isEqualTo(End.EOF);
        }
    }

    @Test
    void anotherThreadEndsAReadAtOnceAndALastWordCanBeSaid() throws Exception {
        post.serve(connection -> {
            shout(connection);
            connection.write(ascii("421 stopping\r\n"));
        });
        try (Socket client = post.connect()) {
            Connection connection = post.connection();
            Post.until(connection::waiting);
            connection.end(End.SHUTDOWN);
            assertThat(client.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("421 stopping\r\n");
            assertThat(ended()).isEqualTo(End.SHUTDOWN);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = End.class,
            names = {"TAKEN_OVER", "LOST"})
    void aReasonWithoutLastWordEndsAWriteAtOnce(End why) throws Exception {
        post.serve(this::flood);
        try (Socket client = post.connect()) {
            client.getOutputStream().write(new byte[1000]);
            Connection connection = post.connection();
            awaitStall(connection);
            connection.end(why);
            assertThat(ended()).isEqualTo(why);
        }
    }

    @Test
    void theFirstReasonWins() throws Exception {
        post.serve(this::shout);
        try (Socket client = post.connect()) {
            Connection connection = post.connection();
            Post.until(connection::waiting);
            connection.end(End.IDLE);
            connection.end(End.TAKEN_OVER);
            assertThat(ended()).isEqualTo(End.IDLE);
            assertThat(readToEnd(client)).isEmpty();
        }
    }

    @Test
    void aResetByTheClientIsALostPeer() throws Exception {
        post.serve(this::shout);
        try (Socket client = post.connect()) {
            Post.until(post.connection()::waiting);
            client.setSoLinger(true, 0);
        }
        assertThat(ended()).isEqualTo(End.LOST);
    }

    @Test
    void aProbeDoesNotDisturbALivePeer() throws Exception {
        post.serve(this::shout);
        try (Socket client = post.connect()) {
            Connection connection = post.connection();
            Post.until(connection::waiting);
            connection.probe();
            client.getOutputStream().write(ascii("aq"));
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("AQ");
        }
    }

    @Test
    void theLastAnswerReachesAClientThatIsStillTalking() throws Exception {
        post.serve(connection -> {
            connection.read();
            connection.write(ascii("-ERR line too long\r\n"));
        });
        try (Socket client = post.connect()) {
            client.getOutputStream().write(new byte[100_000]);
            client.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes())
                    .asString()
                    .isEqualTo("-ERR line too long\r\n");
        }
    }

    @Test
    void nothingCanBeWrittenAfterTheSocketIsGone() throws Exception {
        var failures = new LinkedBlockingQueue<Throwable>();
        post.serve(connection -> {
            connection.cut(End.TAKEN_OVER);
            try {
                connection.write(new byte[Connection.OUTPUT_OCTETS]);
                connection.flush();
            } catch (ConnectionEndedException e) {
                failures.add(e);
            }
        });
        try (Socket client = post.connect()) {
            assertThat(readToEnd(client)).isEmpty();
            assertThatThrownBy(
                            () -> {
                                throw failures.poll(10, TimeUnit.SECONDS);
                            })
                    .isInstanceOfSatisfying(
                            ConnectionEndedException.class,
                            e -> assertThat(e.end()).isEqualTo(End.TAKEN_OVER));
        }
    }

    private static byte[] readToEnd(Socket client) {
        try {
            return client.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0]; // a reset is an end too
        }
    }
}
