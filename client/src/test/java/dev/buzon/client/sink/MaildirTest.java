package dev.buzon.client.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular about a Maildir. */
class MaildirTest {
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir Path folder;

    private Maildir maildir() throws IOException {
        return Maildir.at(folder, Disk.real(), () -> now);
    }

    private static MailSink.Incoming write(Maildir maildir, String... parts) throws IOException {
        MailSink.Incoming incoming =
                maildir.begin(new MessageFacts("ana@h", Optional.of("../../../etc/x"), 100));
        for (String part : parts) {
            incoming.write(ByteBuffer.wrap(part.getBytes(StandardCharsets.ISO_8859_1)));
        }
        return incoming;
    }

    private static String place(Maildir maildir, String text) throws IOException {
        try (MailSink.Incoming incoming = write(maildir, text)) {
            String receipt = incoming.seal();
            incoming.publish();
            maildir.flush();
            return receipt;
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void namesAreUniqueTellTheSizeAndOweNothingToTheServer() throws IOException {
        place(maildir(), "Subject: a\r\n\r\n1\r\n");
        Path file = only(folder.resolve("new"));
        String name = String.valueOf(file.getFileName());
        assertThat(name).matches("[0-9]+\\.M[0-9]+P[0-9]+Q1R[0-9a-f]{16}\\.[A-Za-z0-9.-]+,S=14");
        assertThat(Files.size(file)).isEqualTo(14);
        assertThat(name).doesNotContain("etc");
    }

    @Test
    void aLoneLineFeedKeepsTheMessageAsItCame() throws IOException {
        String small = "A: b\r\nC: d\nE: f\r\n";
        place(maildir(), small);
        assertThat(Files.readString(only(folder.resolve("new")))).isEqualTo(small);
    }

    @Test
    void aLoneLineFeedFarBehindKeepsTheMessageAsItCame() throws IOException {
        String lines = "0123456789\r\n".repeat(40_000);
        try (MailSink.Incoming incoming =
                write(maildir(), lines, lines, "odd\n", "x\r", "\ny\r\n")) {
            assertThat(incoming.seal()).endsWith(",S=" + (2 * lines.length() + 10));
            incoming.publish();
        }
        assertThat(Files.readString(only(folder.resolve("new"))))
                .isEqualTo(lines + lines + "odd\nx\r\ny\r\n");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void oldTemporaryFilesOfOursGoAndOthersStay() throws IOException {
        Maildir first = maildir();
        MailSink.Incoming left = write(first, "never finished");
        assertThat(left.seal()).isNotEmpty();
        Path ours = only(folder.resolve("tmp"));
        Path theirs = folder.resolve("tmp").resolve("1795420800.M1P1.other,S=1");
        Files.writeString(theirs, "x");
        Files.setLastModifiedTime(ours, FileTime.from(now));
        Files.setLastModifiedTime(theirs, FileTime.from(now));
        now = now.plus(Duration.ofHours(35));
        place(maildir(), "a\r\n");
        assertThat(ours).exists();
        now = now.plus(Duration.ofHours(2));
        place(maildir(), "b\r\n");
        assertThat(ours).doesNotExist();
        assertThat(theirs).exists();
    }

    @Test
    void aMessageThatAReaderTookWasPlaced() throws IOException {
        Maildir maildir = maildir();
        String receipt = place(maildir, "a\r\n");
        Path file = only(folder.resolve("new"));
        Path read = folder.resolve("cur").resolve(file.getFileName() + ":2,FS");
        Files.move(file, read);
        assertThat(maildir().settle(receipt)).isEqualTo(Settled.PLACED);
        Files.delete(read);
        assertThat(maildir().settle(receipt)).isEqualTo(Settled.PLACED);
    }

    @Test
    void afterADayAMissingFileIsNoProofAnyMore() throws IOException {
        Maildir maildir = maildir();
        MailSink.Incoming incoming = write(maildir, "a\r\n");
        String receipt = incoming.seal();
        now = now.plus(Duration.ofHours(25));
        assertThat(Files.deleteIfExists(only(folder.resolve("tmp")))).isTrue();
        assertThat(maildir().settle(receipt)).isEqualTo(Settled.NOT_PLACED);
        String placed = place(maildir(), "b\r\n");
        now = now.plus(Duration.ofHours(25));
        assertThat(maildir().settle(placed)).isEqualTo(Settled.PLACED);
    }

    @Test
    void aFileThatIsNotWholeIsNotPlaced() throws IOException {
        String receipt = write(maildir(), "a\r\nb\r\n").seal();
        Files.writeString(only(folder.resolve("tmp")), "a");
        assertThat(maildir().settle(receipt)).isEqualTo(Settled.NOT_PLACED);
        assertThat(maildir().settle(receipt)).as("and stays so").isEqualTo(Settled.NOT_PLACED);
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }

    @Test
    void aFolderThatWasMadeAnewIsNotTakenForOneThatWasEmptied() throws IOException {
        String receipt = place(maildir(), "a\r\n");
        assertThat(maildir().thrownAway(Set.of(receipt))).isEmpty();
        Files.delete(only(folder.resolve("new")));
        assertThat(maildir().thrownAway(Set.of(receipt))).containsExactly(receipt);
        Files.delete(folder.resolve(MaildirFolders.ID_FILE));
        assertThat(maildir().thrownAway(Set.of(receipt))).as("another folder").isEmpty();
        assertThat(maildir().settle(receipt)).isEqualTo(Settled.NOT_PLACED);
    }

    @Test
    void movedMessagesAreKeptAndThoseInTheTrashAreNot() throws IOException {
        String receipt = place(maildir(), "a\r\n");
        Path file = only(folder.resolve("new"));
        for (String name : List.of(".Work.2026", ".Trash", ".INBOX.Papelera")) {
            Path sub = folder.resolve(name).resolve("cur");
            Files.createDirectories(sub);
            Path moved = sub.resolve(file.getFileName() + ":2,S");
            Files.move(file, moved);
            assertThat(maildir().thrownAway(Set.of(receipt)).isEmpty())
                    .as(name)
                    .isEqualTo(name.equals(".Work.2026"));
            Files.move(moved, file);
        }
    }

    @Test
    void aHeaderGoesWhenTheWholeMessageHasCome() throws IOException {
        String receipt = place(maildir(), "Subject: a\r\n\r\n");
        Path file = only(folder.resolve("new"));
        Files.move(file, folder.resolve("cur").resolve(file.getFileName() + ":2,S"));
        maildir().withdraw(receipt);
        assertThat(folder.resolve("cur")).isEmptyDirectory();
        maildir().withdraw(receipt);
    }
}
