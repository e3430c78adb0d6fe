package dev.buzon.reader.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.outbox.OutboxEntry;
import dev.buzon.reader.fault.StoppingDisk;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.Draft;
import dev.buzon.testing.smtp.MisbehavingSubmission;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader is killed at every change it makes to the disk while it sends a message. */
final class SendingCrashTest {
    private static final String ANA = "ana@example.test";

    @TempDir private Path folder;

    @Test
    void whereverItIsStoppedTheMessageIsSentOnceAndCopiedOnce() throws Exception {
        boolean whole = false;
        int stops = 0;
        for (int stop = 1; !whole; stop++) {
            try (MisbehavingSubmission server =
                    MisbehavingSubmission.with().account(ANA, Somebody.PASSWORD).start()) {
                Path home = Files.createDirectory(folder.resolve("stop-" + stop));
                String id = write(home, server.port());
                whole = sendUntil(home, server.port(), id, stop);
                recover(home, server, id, stop);
                stops = stop;
            }
        }
        assertThat(stops).isGreaterThan(40);
    }

    private static String write(Path home, int port) throws Exception {
        try (Somebody ana = new Somebody(home, ANA, 1, port, new MovedAlarms(), Disk.real())) {
            Held original =
                    MailTree.at(home.resolve("mail").resolve(ANA))
                            .inbox()
                            .add(
                                    new ByteArrayInputStream(
                                            "From: l@example.test\nSubject: x\n\nx\n"
                                                    .getBytes(StandardCharsets.US_ASCII)),
                                    Set.of(Flag.SEEN));
            Draft draft =
                    ana.beginning()
                            .reply(ana.original(original))
                            .draft()
                            .to(
                                    List.of(new Person("", "l@example.test")),
                                    List.of(),
                                    List.of(new Person("", "hidden@example.test")));
            ana.drafts.keep(draft.text("hola", Optional.empty()));
            return draft.id();
        }
    }

    /** Sends until the so many-th change; whether it came to its end before. */
    private static boolean sendUntil(Path home, int port, String id, int stop) throws Exception {
        StoppingDisk disk = new StoppingDisk();
        MovedAlarms time = new MovedAlarms();
        try (Somebody ana = new Somebody(home, ANA, 1, port, time, disk);
                Awaiting awaiting = new Awaiting(ana.bulletin)) {
            disk.stopAfter(stop);
            try {
                ana.sending.send(id, Duration.ofSeconds(5));
            } catch (StoppingDisk.Stopped _) {
                return false;
            }
            time.move(Duration.ofSeconds(6));
            awaiting.until("the end or the stop", () -> disk.stopped() || isOver(home, ana));
            return !disk.stopped();
        }
    }

    private static boolean isOver(Path home, Somebody ana) throws Exception {
        return ana.fates().equals(List.of(Dispatch.Fate.SENT))
                && ana.held(Role.SENT).size() == 1
                && isEmpty(home.resolve("state/reader/sending"));
    }

    private static boolean isEmpty(Path records) throws Exception {
        if (!Files.isDirectory(records)) {
            return true;
        }
        try (var files = Files.list(records)) {
            return files.findAny().isEmpty();
        }
    }

    private static void recover(Path home, MisbehavingSubmission server, String id, int stop)
            throws Exception {
        MovedAlarms time = new MovedAlarms();
        time.move(Duration.ofHours(1));
        try (Somebody ana = new Somebody(home, ANA, 1, server.port(), time, Disk.real());
                Awaiting awaiting = new Awaiting(ana.bulletin)) {
            ana.sending.start();
            if (ana.drafts.open(id).isPresent()) { // it was stopped before: still a draft
                assertThat(ana.sending.list()).as("stop %d", stop).isEmpty();
                ana.sending.send(id, Duration.ZERO);
                time.move(Duration.ofSeconds(1));
            }
            awaiting.until("the end after stop " + stop, () -> isOver(home, ana));
            assertThat(ana.held(Role.DRAFTS)).as("stop %d", stop).isEmpty();
            assertThat(ana.mails(Role.SENT).getFirst().header().bcc())
                    .containsExactly(new Person("", "hidden@example.test"));
            assertThat(ana.held(Role.INBOX).getFirst().flags()).contains(Flag.REPLIED);
            boolean doubled = ana.entries().stream().anyMatch(OutboxEntry::mayBeDoubled);
            assertThat(server.taken()).as("stop %d", stop).hasSizeBetween(1, doubled ? 2 : 1);
            assertThat(server.taken().getFirst().text()).doesNotContain("hidden@");
        }
    }
}
