package dev.buzon.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionTest {
    private final Ticker.ByHand clock = Ticker.byHand();
    private final Post post = new Post(clock);
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws IOException {
        post.serve(this::shout);
    }

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
                    ends.add(End.CLOSED);
                    return;
                }
            }
        }
        ends.add(connection.end().orElseThrow());
    }

    @Test
    void answersToWhatArrivedTogetherLeaveTogether() throws IOException {
        try (Socket client = post.connect()) {
            client.getOutputStream().write("hello q".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("HELLO Q");
        }
    }

    @Test
    void silenceForTheIdleLimitEndsTheReadAndNothingIsSent() throws Exception {
        try (Socket client = post.connect()) {
            Connection connection = post.connection();
            Post.until(connection::waiting);
            clock.advance(Duration.ofSeconds(629));
            post.deadlines.sweep();
            client.getOutputStream().write('a');
            assertThat(client.getInputStream().read()).isEqualTo('A');
            Post.until(connection::waiting);
            clock.advance(Duration.ofSeconds(631));
            post.deadlines.sweep();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(End.IDLE);
        }
    }
}
