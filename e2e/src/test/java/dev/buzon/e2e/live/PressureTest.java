package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.server.net.Connection;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Clients that ask for much, do not listen, go away or hold on to what they have. */
class PressureTest {
    private static final String ANA = "ana@example.test";
    private static final int RETRIEVALS = 100_000;
    private static final int INPUT_OCTETS_MAX = 64 * 1024;

    private static InMemoryPostOffice office(String toml) {
        var office = InMemoryPostOffice.start(toml);
        office.account(ANA, "secreto");
        return office;
    }

    private static void deliver(InMemoryPostOffice office, int octets) {
        var line = "z".repeat(70) + "\r\n";
        var text = "Subject: a\r\n\r\n" + line.repeat(Math.ceilDiv(octets, line.length()));
        office.deliver(ANA, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static LineClient pop3(InMemoryPostOffice office) throws IOException {
        var client = LineClient.inClear(office.port("pop3"));
        assertThat(client.line()).startsWith("+OK");
        assertThat(client.say("USER ana")).startsWith("+OK");
        return client;
    }

    private static LineClient loggedIn(InMemoryPostOffice office) throws IOException {
        var client = pop3(office);
        assertThat(client.say("PASS secreto")).startsWith("+OK");
        return client;
    }

    private static void until(BooleanSupplier done) {
        var giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen in time").isLessThan(giveUp);
            Thread.onSpinWait();
        }
    }

    @Test
    void fiveThousandUidlsInAGroupAreAnsweredInOrder() throws IOException {
        try (var office = office("")) {
            for (var i = 0; i < 50; i++) {
                deliver(office, 10);
            }
            try (var client = loggedIn(office)) {
                client.say("UIDL");
                var listed = client.lines();
                for (var group = 0; group < 50; group++) {
                    var commands = new StringBuilder();
                    for (var number = 1; number <= 50; number++) {
                        commands.append("UIDL ").append(number).append("\r\nLIST ");
                        commands.append(number).append("\r\n");
                    }
                    client.send(commands.toString());
                    for (var number = 1; number <= 50; number++) {
                        assertThat(client.line()).isEqualTo("+OK " + listed.get(number - 1));
                        assertThat(client.line()).startsWith("+OK " + number + " ");
                    }
                }
                client.send("UIDL 7\r\n".repeat(5000));
                for (var i = 0; i < 5000; i++) {
                    assertThat(client.line()).isEqualTo("+OK " + listed.get(6));
                }
                assertThat(client.say("STAT")).startsWith("+OK 50 ");
            }
        }
    }

    @Test
    void aClientThatWritesAndDoesNotReadCostsBoundedMemoryAndGetsItAll() throws Exception { // P-083
        try (var office = office("")) {
            deliver(office, 200);
            try (var client = loggedIn(office)) {
                var trouble = new AtomicReference<IOException>();
                var writer =
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        client.send("RETR 1\r\n".repeat(RETRIEVALS) + "QUIT\r\n");
                                    } catch (IOException e) {
                                        trouble.set(e);
                                    }
                                });
                var there = office.office().network().connections();
                assertThat(there).hasSize(1);
                var connection = there.iterator().next();
                until(connection::sending);
                assertThat(connection.input().capacity()).isLessThanOrEqualTo(INPUT_OCTETS_MAX);
                for (var i = 0; i < RETRIEVALS; i++) {
                    assertThat(client.line()).startsWith("+OK");
                    assertThat(client.lines()).hasSize(5).startsWith("Subject: a");
                }
                assertThat(client.line()).startsWith("+OK");
                writer.join();
                assertThat(trouble).hasNullValue();
            }
        }
    }

    @Test
    void nothingIsObeyedAfterAWriteThatFailed() throws IOException { // P-069
        try (var office = office("")) {
            deliver(office, 40_000_000);
            try (var client = loggedIn(office)) {
                client.send("RETR 1\r\nDELE 1\r\nQUIT\r\n");
                assertThat(client.line()).startsWith("+OK");
                var connection = office.office().network().connections().iterator().next();
                until(connection::sending);
                client.reset();
                until(() -> office.office().network().connections().isEmpty());
            }
            try (var client = loggedIn(office)) {
                assertThat(client.say("STAT")).startsWith("+OK 1 ");
            }
        }
    }

    @Test
    void aLivingHolderKeepsTheLockAndIsNotDisturbed() throws IOException {
        try (var office = office("[pop3]\nlock-wait = \"1s\"\n");
                var holder = loggedIn(office)) {
            deliver(office, 10);
            try (var newcomer = pop3(office)) {
                assertThat(newcomer.say("PASS secreto")).startsWith("-ERR [IN-USE]");
            }
            assertThat(holder.say("NOOP")).startsWith("+OK");
            assertThat(holder.say("STAT")).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void whoWaitsForTheLockGetsItAsSoonAsTheHolderEnds() throws IOException {
        for (var orderly : new boolean[] {true, false}) {
            try (var office = office("[pop3]\nlock-wait = \"1m\"\n");
                    var holder = loggedIn(office);
                    var newcomer = pop3(office)) {
                var network = office.office().network();
                until(() -> network.connections().stream().allMatch(Connection::waiting));
                newcomer.send("PASS secreto\r\n");
                until(() -> !network.connections().stream().allMatch(Connection::waiting));
                if (orderly) {
                    assertThat(holder.say("QUIT")).startsWith("+OK");
                } else {
                    holder.reset();
                }
                assertThat(newcomer.line()).startsWith("+OK");
            }
        }
    }
}
