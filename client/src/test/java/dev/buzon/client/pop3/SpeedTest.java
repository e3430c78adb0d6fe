package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.net.Pace;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.relay.Relay;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Round trips, counted on a line on which each costs 100 ms. */
class SpeedTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);
    private static final String ANA = "ana@example.test";

    @Test
    void emptyPollTakesSixRoundTripsWithScramAndFiveWithoutIt() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start();
                Relay line = Relay.to(office.port("pop3")).roundTrip(ROUND_TRIP).start()) {
            office.account(ANA, "clave");
            assertThat(roundTrips(() -> poll(door(line)))).isLessThan(6.9);
            assertThat(roundTrips(() -> poll(door(line).mechanism("PLAIN")))).isLessThan(5.9);
        }
    }

    @Test
    void threeHundredMessagesAreFetchedInLessThanASecond() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start();
                Relay line = Relay.to(office.port("pop3")).roundTrip(ROUND_TRIP).start()) {
            office.account(ANA, "clave");
            byte[] message =
                    ("Subject: x\r\n\r\n" + ("x".repeat(78) + "\r\n").repeat(51))
                            .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 300; i++) {
                office.deliver(ANA, message);
            }
            fetch(door(line)); // the JVM is cold the first time
            long start = System.nanoTime();
            assertThat(fetch(door(line))).isEqualTo(300L * message.length);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void paceIsKept() throws Exception {
        String large = ("x".repeat(998) + "\r\n").repeat(300);
        try (Peer peer = new Peer(Drops.of(large));
                Pop3Session pop = peer.clear().pace(Pace.octetsPerSecond(1_000_000)).open()) {
            List<Listed> all = pop.list();
            long start = System.nanoTime();
            pop.retrieve(all, (_, in) -> in.transferTo(OutputStream.nullOutputStream()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(240), Duration.ofSeconds(3));
        }
    }

    @Test
    void largeMessageComesAsAStream() throws Exception {
        String chunk = ("x".repeat(76) + "\r\n").repeat(13_440); // a little more than a megabyte
        int chunks = 64;
        Peer.Play play =
                talk -> {
                    talk.send("+OK\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n");
                    talk.answer("+OK\r\n1 " + (long) chunk.length() * chunks + "\r\n.\r\n");
                    talk.answer("-ERR\r\n");
                    talk.answer("+OK\r\n");
                    for (int i = 0; i < chunks; i++) {
                        talk.send(chunk);
                    }
                    talk.send(".\r\n");
                };
        try (Peer peer = new Peer(play);
                Pop3Session pop = peer.clear().open()) {
            long[] octets = {0};
            List<Listed> all = pop.list();
            long start = System.nanoTime();
            pop.retrieve(
                    all, (_, in) -> octets[0] = in.transferTo(OutputStream.nullOutputStream()));
            assertThat(octets[0]).isEqualTo((long) chunk.length() * chunks);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
        }
    }

    private interface Doing {
        void run() throws Exception;
    }

    private static double roundTrips(Doing doing) throws Exception {
        doing.run(); // the JVM is cold the first time
        long start = System.nanoTime();
        doing.run();
        return (double) (System.nanoTime() - start) / ROUND_TRIP.toNanos();
    }

    private static void poll(Pop3 door) throws Exception {
        try (Pop3Session pop = door.listAhead().open()) {
            assertThat(pop.list()).isEmpty();
            pop.commit();
        }
    }

    private static long fetch(Pop3 door) throws Exception {
        long[] octets = {0};
        try (Pop3Session pop = door.listAhead().open()) {
            pop.retrieve(
                    pop.list(),
                    (_, in) -> octets[0] += in.transferTo(OutputStream.nullOutputStream()));
            pop.commit();
        }
        return octets[0];
    }

    private static Pop3 door(Relay line) {
        return Pop3.at("pop://ana%40example.test@localhost:" + line.port())
                .cleartext()
                .password(LoginTest.secret("clave"));
    }
}
