package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.Maildir;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.relay.Relay;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a run takes on a long line. The bars tell round trips that add up (30 s and more) from
 * those that do not, on a machine that has other work; the figures are printed. {@code -Dleft=50000
 * -Dhuge=200000000} are the sizes of the goals.
 */
class SyncSpeedTest {
    private static final String ANA = "ana@example.test";
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);

    private static final int LEFT = Integer.getInteger("left", 5_000);
    private static final int HUGE = Integer.getInteger("huge", 20_000_000);

    @TempDir Path folder;

    private static void deliver(InMemoryPostOffice office, int messages, int octets) {
        for (int i = 1; i <= messages; i++) {
            String text =
                    "Subject: message "
                            + i
                            + "\r\n\r\n"
                            + "0123456789abcdef\r\n".repeat(octets / 18);
            office.deliver(ANA, text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private Pop3Sync sync(int port, Path mail) throws Exception {
        Pop3 pop3 =
                Pop3.at(new ServerAddress("127.0.0.1", port), Security.CLEARTEXT)
                        .user(ANA)
                        .password(Secret.of("x".getBytes(StandardCharsets.US_ASCII)));
        return Pop3Sync.of(
                pop3,
                Maildir.at(mail),
                Ledger.in(mail.resolveSibling(mail.getFileName() + "-state")));
    }

    private static long timed(String what, Pop3Sync sync) {
        long begin = System.nanoTime();
        SyncReport report = sync.run();
        long millis = (System.nanoTime() - begin) / 1_000_000;
        assertThat(report.outcome()).as(report.toString()).isEqualTo(new Outcome.Complete());
        System.out.printf("%s: %d ms, %d collected%n", what, millis, report.collected());
        return millis;
    }

    @Test
    void aLongLineIsNoReasonToWait() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start();
                Relay line = Relay.to(office.port("pop3")).roundTrip(ROUND_TRIP).start()) {
            office.account(ANA, "x");
            deliver(office, 300, 4096);
            timed("300 x 4 KB, RTT 100 ms, cold", sync(line.port(), folder.resolve("cold")));
            long warm = timed("300 x 4 KB, RTT 100 ms", sync(line.port(), folder.resolve("a")));
            long poll = timed("empty poll, RTT 100 ms", sync(line.port(), folder.resolve("a")));
            long delete =
                    timed(
                            "300 x 4 KB and delete, RTT 100 ms",
                            sync(line.port(), folder.resolve("b")).deleteAtOnce());
            assertThat(warm).isLessThan(15_000);
            assertThat(delete).isLessThan(15_000);
            assertThat(poll).isLessThan(10_000);
        }
    }

    @Test
    void whatIsLeftOnTheServerIsNoWork() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            office.account(ANA, "x");
            deliver(office, LEFT, 100);
            int port = office.port("pop3");
            timed(LEFT + " first time", sync(port, folder.resolve("many")));
            for (int i = 0; i < 2; i++) {
                timed(LEFT + " known", sync(port, folder.resolve("many")));
            }
            deliver(office, 1, 100);
            assertThat(timed(LEFT + " known and one new", sync(port, folder.resolve("many"))))
                    .isLessThan(15_000);
        }
    }

    @Test
    void aHugeMessageGoesThrough() throws Exception {
        try (InMemoryPostOffice office = InMemoryPostOffice.start()) {
            office.account(ANA, "x");
            deliver(office, 1, HUGE);
            timed(HUGE + " octets", sync(office.port("pop3"), folder.resolve("huge")));
            try (var files = Files.list(folder.resolve("huge").resolve("new"))) {
                assertThat(files).hasSize(1);
            }
        }
    }
}
