package dev.buzon.client.collect;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import dev.buzon.client.net.Trust;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Pop3Sync;
import dev.buzon.client.sync.SyncReport;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.pop3.Expectation;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.QuirkyServer;
import dev.buzon.testing.wire.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What our client made of a server of the catalogue.
 *
 * @param complaints what it did wrong
 * @param text what people are told by its reports
 * @param story its reports and what was said, for whoever has to find out
 */
record Collected(List<String> complaints, String text, String story) {
    private static final int LONGEST_STORY = 12_000;

    private static final Duration BETWEEN_RUNS = Duration.ofHours(25);

    /** Collects from a server as often as it may need. */
    static Collected from(QuirkyServer quirky, Path folder) throws IOException {
        Files.createDirectories(folder);
        var sink = new MemorySink();
        List<SyncReport> reports = new ArrayList<>();
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        try (MisbehavingServer server = quirky.start()) {
            for (int run = 1; run <= quirky.runs(); run++) {
                Instant at = now;
                Ledger ledger = Ledger.in(folder.resolve("ledger"), Disk.real(), () -> at);
                Pop3Sync sync =
                        Pop3Sync.of(pop3(quirky, server, folder), sink, ledger)
                                .clock(() -> at)
                                .reconnectPause(Duration.ofMillis(10));
                reports.add((quirky.keeps() ? sync.leaveOnServer() : sync.deleteAtOnce()).run());
                now = now.plus(BETWEEN_RUNS);
            }
            return judged(quirky, server, sink, reports);
        }
    }

    private static Pop3 pop3(QuirkyServer quirky, MisbehavingServer server, Path folder)
            throws IOException {
        Path trusted = server.authority().writeTo(folder.resolve("authority.pem"));
        Pop3 pop3 =
                Pop3.at(new ServerAddress("localhost", quirky.port(server)), security(quirky))
                        .user(MisbehavingServer.USER)
                        .trust(Trust.authorities(trusted))
                        .limits(
                                TimeLimits.USUAL
                                        .connect(Duration.ofSeconds(4))
                                        .read(Duration.ofSeconds(4)));
        return switch (quirky.login()) {
            case PASSWORD -> pop3.password(secret(MisbehavingServer.PASSWORD));
            case TOKEN -> pop3.token(() -> secret(quirky.token()));
        };
    }

    private static Security security(QuirkyServer quirky) {
        return switch (quirky.door()) {
            case CLEARTEXT -> Security.CLEARTEXT;
            case STLS -> Security.UPGRADE;
            case TLS -> Security.IMPLICIT_TLS;
        };
    }

    private static Secret secret(String text) {
        return Secret.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Collected judged(
            QuirkyServer quirky,
            MisbehavingServer server,
            MemorySink sink,
            List<SyncReport> reports) {
        List<byte[]> stored = sink.messages().stream().map(MemorySink.Message::content).toList();
        List<Boolean> failed =
                reports.stream()
                        .map(report -> !(report.outcome() instanceof Outcome.Complete))
                        .toList();
        List<String> complaints = new ArrayList<>(quirky.complaints(server, stored, failed));
        boolean later = quirky.expectation() == Expectation.COLLECTS_ALL_LATER;
        if (later && !(reports.getFirst().outcome() instanceof Outcome.Again)) {
            complaints.add("the first run did not end with: again later");
        }
        String text = reports.stream().map(SyncReport::toString).collect(Collectors.joining(" / "));
        return new Collected(complaints, text, story(quirky, server, reports));
    }

    private static String story(
            QuirkyServer quirky, MisbehavingServer server, List<SyncReport> reports) {
        String story =
                quirky.name()
                        + ": "
                        + quirky.sentence()
                        + "\n"
                        + reports.stream()
                                .map(SyncReport::toString)
                                .collect(Collectors.joining("\n"))
                        + "\n"
                        + server.transcripts().stream()
                                .map(Transcript::toString)
                                .collect(Collectors.joining("\n----\n"));
        return story.substring(0, Math.min(story.length(), LONGEST_STORY));
    }
}
