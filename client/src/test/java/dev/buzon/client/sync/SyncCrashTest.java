package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.disk.FaultyDisk;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sink.Mbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process stops, or the power goes, at each single operation on the disk; then everything goes
 * on undisturbed. Each message is there once, and none is left on the server.
 */
class SyncCrashTest {
    @TempDir Path folder;

    /** How the sink of a test is made, and what it holds in the end. */
    private interface Kind {
        MailSink open(Path root, Disk disk, Collecting c) throws IOException;

        List<String> subjects(Path root) throws IOException;
    }

    private static final Kind MAILDIR =
            new Kind() {
                @Override
                public MailSink open(Path root, Disk disk, Collecting c) throws IOException {
                    return Maildir.at(root.resolve("mail"), disk, c.clock());
                }

                @Override
                public List<String> subjects(Path root) throws IOException {
                    List<String> subjects = new ArrayList<>();
                    for (String part : List.of("new", "cur")) {
                        try (var files = Files.list(root.resolve("mail").resolve(part))) {
                            for (Path file : files.toList()) {
                                String text = Files.readString(file);
                                assertThat(text).endsWith("\n").contains("\n.dot ");
                                subjects.add(text.substring(0, text.indexOf('\n')));
                            }
                        }
                    }
                    return subjects;
                }
            };

    private static final Kind MBOX =
            new Kind() {
                @Override
                public MailSink open(Path root, Disk disk, Collecting c) throws IOException {
                    Files.createDirectories(root);
                    Files.deleteIfExists(root.resolve("mbox.lock")); // its process is gone
                    return Mbox.at(root.resolve("mbox"), disk, c.clock());
                }

                @Override
                public List<String> subjects(Path root) throws IOException {
                    String all = Files.readString(root.resolve("mbox"));
                    List<String> subjects = new ArrayList<>();
                    for (String message :
                            Pattern.compile("(?m)^From [^\n]*\n").splitAsStream(all).toList()) {
                        if (!message.isEmpty()) {
                            assertThat(message).contains("\n.dot ").endsWith("\n\n");
                            subjects.add(message.substring(0, message.indexOf('\n')));
                        }
                    }
                    return subjects;
                }
            };

    /** What happens at the chosen operation. */
    private enum Fault {
        KILL,
        POWER_CUT,
        FULL_FOR_A_WHILE
    }

    private SyncReport run(Collecting c, Path root, Kind kind, Disk disk) {
        try {
            return Pop3Sync.of(
                            c.pop3(),
                            kind.open(root, disk, c),
                            Ledger.in(root.resolve("state"), disk, c.clock()))
                    .clock(c.clock())
                    .reconnectPause(Duration.ofMillis(1))
                    .deleteAtOnce()
                    .run();
        } catch (IOException e) {
            return new Tally("none", c.now())
                    .report(c.now(), new Outcome.NeedsPerson(Outcome.Need.DISK, String.valueOf(e)));
        }
    }

    private FaultyDisk disk(Fault fault, int at) {
        return switch (fault) {
            case POWER_CUT -> new FaultyDisk().stopAt(at, false);
            case KILL -> new FaultyDisk().stopAt(at, true);
            case FULL_FOR_A_WHILE -> new FaultyDisk().full(at, at + 4);
        };
    }

    private void everyOperation(Kind kind, Fault fault) throws IOException {
        boolean fired = true;
        int at = 1;
        for (; fired; at++) {
            Path root = folder.resolve("at" + at);
            try (Collecting c = new Collecting(root).messages(3)) {
                FaultyDisk disk = disk(fault, at);
                SyncReport hit = run(c, root, kind, disk);
                fired = disk.operations() >= at;
                if (fault == Fault.POWER_CUT) {
                    disk.cutPower();
                }
                c.messages(1);
                SyncReport last = run(c, root, kind, Disk.real());
                String what = fault + " at " + at + ": " + hit + "\nthen " + last;
                assertThat(last.outcome()).as(what).isEqualTo(new Outcome.Complete());
                assertThat(kind.subjects(root))
                        .as(what)
                        .containsExactlyInAnyOrder(
                                "Subject: message 1",
                                "Subject: message 2",
                                "Subject: message 3",
                                "Subject: message 4");
                assertThat(c.left()).as(what).isEmpty();
            }
        }
        assertThat(at).isGreaterThan(30);
    }

    @Test
    void aKillAtAnyOperationLosesAndDoublesNothingInAMaildir() throws IOException {
        everyOperation(MAILDIR, Fault.KILL);
    }

    @Test
    void aPowerCutAtAnyOperationLosesAndDoublesNothingInAMaildir() throws IOException {
        everyOperation(MAILDIR, Fault.POWER_CUT);
    }

    @Test
    void aFullDiskAtAnyOperationLosesAndDoublesNothingInAMaildir() throws IOException {
        everyOperation(MAILDIR, Fault.FULL_FOR_A_WHILE);
    }

    @Test
    void aKillAtAnyOperationLosesAndDoublesNothingInAnMbox() throws IOException {
        everyOperation(MBOX, Fault.KILL);
    }

    @Test
    void aPowerCutAtAnyOperationLosesAndDoublesNothingInAnMbox() throws IOException {
        everyOperation(MBOX, Fault.POWER_CUT);
    }

    @Test
    void aFullDiskAtAnyOperationLosesAndDoublesNothingInAnMbox() throws IOException {
        everyOperation(MBOX, Fault.FULL_FOR_A_WHILE);
    }

    @Test
    void severalStopsInARowLoseAndDoubleNothing() throws IOException {
        long seed = Long.getLong("seed", 4711);
        Random random = new Random(seed);
        for (int round = 0; round < 10; round++) {
            Path root = folder.resolve("round" + round);
            try (Collecting c = new Collecting(root).messages(8)) {
                for (int stop = 0; stop < 4; stop++) {
                    FaultyDisk disk =
                            new FaultyDisk().stopAt(1 + random.nextInt(90), random.nextBoolean());
                    run(c, root, MAILDIR, disk);
                    if (random.nextBoolean()) {
                        disk.cutPower();
                    }
                    c.messages(1);
                }
                SyncReport last = run(c, root, MAILDIR, Disk.real());
                String what = "seed " + seed + " round " + round + ": " + last;
                assertThat(last.outcome()).as(what).isEqualTo(new Outcome.Complete());
                assertThat(MAILDIR.subjects(root)).as(what).hasSize(12).doesNotHaveDuplicates();
                assertThat(c.left()).as(what).isEmpty();
            }
        }
    }
}
