package dev.buzon.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.disk.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every sink promises, at every place where it can be stopped. */
class SinkContractTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String TEXT = "Subject: x\r\n\r\nFrom me\r\n>From you\r\n.\r\nlast\r\n";

    /** The sinks that are on a disk. */
    enum Kind {
        MAILDIR {
            @Override
            MailSink open(Path folder, Disk disk, List<String> taken) throws IOException {
                return Maildir.at(folder.resolve("maildir"), disk, () -> NOW);
            }

            @Override
            List<String> messages(Path folder, List<String> taken) throws IOException {
                List<String> messages = new ArrayList<>();
                for (String part : List.of("new", "cur")) {
                    Path place = folder.resolve("maildir").resolve(part);
                    if (Files.isDirectory(place)) {
                        try (Stream<Path> files = Files.list(place)) {
                            for (Path file : files.toList()) {
                                messages.add(Files.readString(file).replace("\n", "\r\n"));
                            }
                        }
                    }
                }
                return messages;
            }
        },
        MBOX {
            @Override
            MailSink open(Path folder, Disk disk, List<String> taken) throws IOException {
                Files.createDirectories(folder);
                Files.deleteIfExists(folder.resolve("mbox.lock")); // its process is gone
                return Mbox.at(folder.resolve("mbox"), disk, () -> NOW);
            }

            @Override
            List<String> messages(Path folder, List<String> taken) throws IOException {
                Path file = folder.resolve("mbox");
                return Files.exists(file) ? MboxText.messages(Files.readString(file)) : List.of();
            }
        },
        HAND_OVER {
            @Override
            MailSink open(Path folder, Disk disk, List<String> taken) throws IOException {
                return HandOver.to(
                        folder.resolve("spool"),
                        message -> {
                            String text =
                                    new String(
                                            message.open().readAllBytes(), StandardCharsets.UTF_8);
                            assertThat(message.sha256()).hasSize(64);
                            assertThat(message.uid()).startsWith("uid /../");
                            if (!message.again() || !taken.contains(text)) {
                                taken.add(text);
                            }
                        },
                        disk,
                        () -> NOW);
            }

            @Override
            List<String> messages(Path folder, List<String> taken) {
                return taken;
            }
        };

        abstract MailSink open(Path folder, Disk disk, List<String> taken) throws IOException;

        /** What is there, with CRLF. */
        abstract List<String> messages(Path folder, List<String> taken) throws IOException;
    }

    @TempDir Path folder;

    private static MessageFacts facts() {
        return new MessageFacts("ana@h", Optional.of("uid /../\u001b[2J"), TEXT.length());
    }

    private static MailSink.Incoming write(MailSink sink, String text, int step)
            throws IOException {
        MailSink.Incoming incoming = sink.begin(facts());
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < octets.length; i += step) {
            incoming.write(ByteBuffer.wrap(octets, i, Math.min(step, octets.length - i)));
        }
        return incoming;
    }

    @ParameterizedTest
    @EnumSource
    void aMessageArrivesWholeAndOnlyWhenItIsPublished(Kind kind) throws IOException {
        for (int step : new int[] {1, 3, 1000}) {
            Path place = folder.resolve("step" + step);
            List<String> taken = new ArrayList<>();
            MailSink sink = kind.open(place, Disk.real(), taken);
            try (MailSink.Incoming incoming = write(sink, TEXT, step)) {
                String receipt = incoming.seal();
                assertThat(receipt)
                        .hasSizeLessThanOrEqualTo(MailSink.Incoming.RECEIPT_LENGTH_MAX)
                        .matches("[ -~]+");
                sink.flush();
                assertThat(kind.messages(place, taken)).isEmpty();
                incoming.publish();
                incoming.publish();
                sink.flush();
                assertThat(kind.messages(place, taken)).containsExactly(TEXT);
                assertThat(sink.settle(receipt)).isEqualTo(Settled.PLACED);
            }
            assertThat(kind.messages(place, taken)).containsExactly(TEXT);
            assertThat(sink.settle("something else")).isEqualTo(Settled.NOT_PLACED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotPublishedLeavesNothing(Kind kind) throws IOException {
        List<String> taken = new ArrayList<>();
        MailSink sink = kind.open(folder, Disk.real(), taken);
        write(sink, TEXT, 10).close();
        try (MailSink.Incoming incoming = write(sink, "x".repeat(600_000), 10_000)) {
            assertThat(incoming.seal()).isNotEmpty();
        }
        sink.flush();
        assertThat(kind.messages(folder, taken)).isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allMatch(file -> file.endsWith(MaildirFolders.ID_FILE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStopAnywhereAfterTheReceiptIsSettled(Kind kind) throws IOException {
        boolean fired = true;
        for (int at = 1; fired; at++) {
            for (boolean power : new boolean[] {false, true}) {
                Path place = folder.resolve("at" + at + power);
                List<String> taken = new ArrayList<>();
                FaultyDisk disk = new FaultyDisk();
                MailSink sink = kind.open(place, disk, taken);
                MailSink.Incoming incoming = write(sink, TEXT, 1000);
                String receipt = incoming.seal();
                sink.flush(); // from here on the receipt may be in the ledger
                int before = disk.operations();
                disk.stopAt(before + at, true);
                try {
                    incoming.publish();
                    sink.flush();
                } catch (FaultyDisk.Stopped e) {
                    assertThat(disk.operations()).isGreaterThan(before);
                }
                fired = disk.operations() >= before + at;
                if (power) {
                    disk.cutPower();
                }
                MailSink again = kind.open(place, Disk.real(), taken);
                String what = kind + " at " + at + (power ? ", power cut" : "");
                assertThat(again.settle(receipt)).as(what).isEqualTo(Settled.PLACED);
                assertThat(again.settle(receipt)).as(what).isEqualTo(Settled.PLACED);
                again.flush();
                assertThat(kind.messages(place, taken)).as(what).containsExactly(TEXT);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskIsToldAndLeavesNothingHalf(Kind kind) throws IOException {
        for (int room = 1; room < 12; room++) {
            Path place = folder.resolve("room" + room);
            List<String> taken = new ArrayList<>();
            FaultyDisk disk = new FaultyDisk();
            MailSink sink = kind.open(place, disk, taken);
            disk.full(disk.operations() + room, Integer.MAX_VALUE);
            boolean published = false;
            try (MailSink.Incoming incoming = write(sink, TEXT, 7)) {
                assertThat(incoming.seal()).isNotEmpty();
                sink.flush();
                incoming.publish();
                published = true;
                sink.flush();
            } catch (IOException e) {
                assertThat(e).hasMessageContaining("No space");
            }
            disk.full(Integer.MAX_VALUE, Integer.MAX_VALUE);
            assertThat(kind.messages(place, taken)).hasSize(published ? 1 : 0);
            try (MailSink.Incoming incoming = write(sink, TEXT, 7)) {
                assertThat(incoming.seal()).isNotEmpty();
                sink.flush();
                incoming.publish();
                sink.flush();
            }
            assertThat(kind.messages(place, taken)).hasSize(published ? 2 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void largeAndOddMessagesArriveAsTheyWere(Kind kind) throws IOException {
        String lines = "0123456789\r\n".repeat(60_000);
        List<String> texts =
                List.of(
                        lines,
                        "no line end",
                        "",
                        "\r\n",
                        "a\rb\r\r\nc\r\n",
                        ">>>From x\r\nFrom \r\n");
        List<String> taken = new ArrayList<>();
        MailSink sink = kind.open(folder, Disk.real(), taken);
        for (String text : texts) {
            try (MailSink.Incoming incoming = write(sink, text, 50_001)) {
                assertThat(incoming.seal()).isNotEmpty();
                incoming.publish();
                sink.flush();
            }
        }
        List<String> expected =
                kind == Kind.MBOX
                        ? texts.stream()
                                .map(t -> t.endsWith("\n") || t.isEmpty() ? t : t + "\r\n")
                                .toList()
                        : texts;
        assertThat(kind.messages(folder, taken)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void sixteenWritersAtOnceLoseAndDoubleNothing(Kind kind) throws Exception {
        List<String> taken = Collections.synchronizedList(new ArrayList<>());
        List<Callable<Boolean>> writers = new ArrayList<>();
        MailSink first = kind.open(folder, Disk.real(), taken);
        for (int w = 0; w < 16; w++) {
            String name = "writer " + w;
            // Two writers share a sink in their process; here each has its own on the same place.
            MailSink sink = w == 0 ? first : again(kind, taken);
            writers.add(() -> {
                for (int i = 0; i < 5; i++) {
                    try (MailSink.Incoming incoming =
                            write(sink, name + " message " + i + "\r\n", 100)) {
                        incoming.seal();
                        incoming.publish();
                    }
                    sink.flush();
                }
                return true;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(writers)) {
                assertThat(each.get()).isTrue();
            }
        }
        assertThat(kind.messages(folder, taken)).hasSize(80).doesNotHaveDuplicates();
    }

    private MailSink again(Kind kind, List<String> taken) throws IOException {
        return kind.open(folder, Disk.real(), taken);
    }
}
