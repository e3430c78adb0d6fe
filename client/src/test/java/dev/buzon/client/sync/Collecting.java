package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.pop3.HeldMessage;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A server that misbehaves, a sink in memory, a ledger on disk, and a clock moved by hand. */
final class Collecting implements AutoCloseable {
    private final MisbehavingServer server;
    private final MemorySink sink = new MemorySink();
    private final Path state;
    private final List<String> given = new ArrayList<>();
    private final List<SyncEvent> events = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    Collecting(Path state, Quirk... quirks) {
        this.state = state;
        this.server = MisbehavingServer.with(quirks).start();
    }

    MisbehavingServer server() {
        return server;
    }

    MemorySink sink() {
        return sink;
    }

    List<SyncEvent> events() {
        return events;
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }

    Ledger ledger() {
        return Ledger.in(state, dev.buzon.client.disk.Disk.real(), clock());
    }

    InstantSource clock() {
        return () -> now;
    }

    /** So many more messages, each of its own. */
    Collecting messages(int count) {
        for (int i = 0; i < count; i++) {
            int n = given.size() + 1;
            put(
                    "Subject: message %d\r\nX: %s\r\n\r\nHello,\r\n.dot %d\r\n"
                            .formatted(n, "x".repeat(n % 50), n));
        }
        return this;
    }

    void put(String text) {
        given.add(text);
        server.put(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Pop3 pop3() {
        return pop3(server.port());
    }

    Pop3 pop3(int port) {
        return Pop3.at(new ServerAddress("127.0.0.1", port), Security.CLEARTEXT)
                .user(MisbehavingServer.USER)
                .password(Secret.of(MisbehavingServer.PASSWORD.getBytes(StandardCharsets.UTF_8)))
                .limits(TimeLimits.USUAL.read(Duration.ofSeconds(5)));
    }

    Pop3Sync sync() {
        return sync(pop3(), sink);
    }

    Pop3Sync sync(Pop3 pop3, MailSink into) {
        return Pop3Sync.of(pop3, into, ledger())
                .clock(clock())
                .onEvent(event -> {
                    synchronized (events) {
                        events.add(event);
                    }
                })
                .reconnectPause(Duration.ofMillis(1));
    }

    /** Every message that was ever given to the server is in the sink, and once. */
    void assertEachOnce() {
        assertThat(texts()).containsExactlyInAnyOrderElementsOf(given);
    }

    List<String> texts() {
        return sink.messages().stream()
                .map(message -> new String(message.content(), StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Texts of the messages that are left on the server. */
    List<String> left() {
        return server.messages().stream().map(HeldMessage::text).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
