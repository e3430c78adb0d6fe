package dev.buzon.reader.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeTest {
    private static final long SEED = Long.getLong("seed", 20_261_123L);
    private static final String SEPARATOR = "From ana@example.org Mon Feb  2 10:00:00 2026\n";

    @TempDir Path temp;
    private MailFolder inbox;

    @BeforeEach
    void open() throws Exception {
        inbox = MailTree.at(temp.resolve("mail")).inbox();
    }

    private Imported mbox(String text) throws Exception {
        Path file = temp.resolve("a.mbox");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        return Import.run(new Source.Mbox(file), inbox, Watcher.SILENT);
    }

    private static List<String> texts(MailFolder folder) throws IOException {
        return folder.list().stream().map(held -> text(folder, held)).sorted().toList();
    }

    private static String text(MailFolder folder, Held held) {
        try {
            return Files.readString(folder.file(held.name()), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void messagesOfAnMboxComeOut() throws Exception {
        Imported done =
                mbox(
                        SEPARATOR
                                + "Subject: a\n\n>From here\n>>From there\nFrom me\n\n"
                                + SEPARATOR
                                + "Subject: b\nX-Mozilla-Status: 0005\n\nb\n\n"
                                + SEPARATOR
                                + "Subject: c\nX-Mozilla-Status: 0009\n\nc\n");
        assertThat(done.added()).isEqualTo(2);
        assertThat(done.left()).isEqualTo(1);
        assertThat(texts(inbox))
                .containsExactly(
                        "Subject: a\n\nFrom here\n>From there\nFrom me\n",
                        "Subject: b\nX-Mozilla-Status: 0005\n\nb\n");
        assertThat(inbox.list()).extracting(Held::flags).contains(Set.of(Flag.SEEN, Flag.STARRED));
    }

    @Test
    void linesWithCrLfAndLengthsAreUnderstood() throws Exception {
        String separator = SEPARATOR.replace("\n", "\r\n");
        mbox(separator + "Subject: a\r\n\r\na\r\n\r\n" + separator + "Subject: b\r\n\r\nb\r\n\r\n");
        assertThat(texts(inbox))
                .containsExactly("Subject: a\r\n\r\na\r\n", "Subject: b\r\n\r\nb\r\n");
        String body = "x\n\n" + SEPARATOR + "y\n";
        mbox(
                SEPARATOR
                        + "Subject: c\nContent-Length: "
                        + body.length()
                        + "\n\n"
                        + body
                        + "\n"
                        + SEPARATOR
                        + "Subject: d\nContent-Length: 99999\n\nd\n\n"
                        + SEPARATOR
                        + "Subject: e\nContent-Length: 1\n\neee\n");
        assertThat(texts(inbox))
                .contains("Subject: c\nContent-Length: 51\n\n" + body)
                .contains("Subject: d\nContent-Length: 99999\n\nd\n")
                .contains("Subject: e\nContent-Length: 1\n\neee\n");
    }

    @Test
    void whatIsNoMboxIsSaid() throws Exception {
        assertThat(mbox("Dear Ana,\n\nFrom now on\n").troubles())
                .extracting(Imported.Trouble::why)
                .containsExactly(Imported.Why.NO_MBOX);
        assertThat(mbox("").added()).isZero();
        assertThat(inbox.list()).isEmpty();
    }

    @Test
    void anExportComesBackAsItWas() throws Exception {
        Random random = new Random(SEED);
        String[] pieces = {
            "From ", ">", ">From ", "\n", "\n\n", "x", "From a@b 10:00\n", "\r\n", "ñ"
        };
        for (int i = 0; i < 60; i++) {
            StringBuilder text = new StringBuilder("Subject: " + i + "\n\n");
            for (int p = random.nextInt(30); p > 0; p--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            if (i == 7) {
                text.append(">".repeat(20_000)).append("From x").append("y".repeat(200_000));
            }
            text.append('\n');
            inbox.add(new ByteArrayInputStream(octets(text.toString())), Set.of());
        }
        Path file = temp.resolve("out.mbox");
        assertThat(Export.to(inbox, Export.Form.MBOX, file, Watcher.SILENT)).isEqualTo(60);
        MailFolder other = MailTree.at(temp.resolve("other")).inbox();
        Import.run(new Source.Mbox(file), other, Watcher.SILENT);
        assertThat(texts(other)).as("seed %d", SEED).isEqualTo(texts(inbox));
        Imported again = Import.run(new Source.Mbox(file), other, Watcher.SILENT);
        assertThat(again.added()).isZero();
        assertThat(again.known()).isEqualTo(60);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void foldersAndFilesGoOutAndComeIn() throws Exception {
        inbox.add(new ByteArrayInputStream(octets("Subject: a\n\na\n")), Set.of(Flag.SEEN));
        inbox.add(new ByteArrayInputStream(octets("Subject: b\n\nb\n")), Set.of());
        for (Export.Form form : List.of(Export.Form.MAILDIR, Export.Form.EML)) {
            Path out = temp.resolve("out-" + form);
            assertThat(Export.to(inbox, form, out, Watcher.SILENT)).isEqualTo(2);
            MailFolder other = MailTree.at(temp.resolve("in-" + form)).inbox();
            Source source = form == Export.Form.EML ? new Source.Eml(out) : new Source.Maildir(out);
            assertThat(Import.run(source, other, Watcher.SILENT).added()).isEqualTo(2);
            assertThat(texts(other)).isEqualTo(texts(inbox));
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        Export.write(inbox, Export.Form.EML, zip, Watcher.SILENT);
        ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()));
        assertThat(in.getNextEntry().getName()).isEqualTo("000001.eml");
    }

    @Test
    void aThunderbirdProfileBecomesFolders() throws Exception {
        Path local = Files.createDirectories(temp.resolve("profile/Mail/Local Folders"));
        String one = SEPARATOR + "Subject: a\n\na\n";
        Files.writeString(local.resolve("Inbox"), one);
        Files.writeString(local.resolve("Inbox.msf"), "<!-- mork -->");
        Files.writeString(local.resolve("Sent"), one);
        Files.writeString(local.resolve("Viajes"), "");
        Files.createDirectories(local.resolve("Viajes.sbd"));
        Files.writeString(local.resolve("Viajes.sbd/v1.2"), one);
        Files.createDirectories(local.resolve("Store/cur"));
        Files.writeString(
                local.resolve("Store/cur/1.eml"), "X-Mozilla-Status: 0001\nSubject: m\n\nm\n");
        Imported done =
                Import.run(new Source.Thunderbird(temp.resolve("profile")), inbox, Watcher.SILENT);
        assertThat(done.added()).isEqualTo(4);
        assertThat(done.troubles()).isEmpty();
        MailTree tree = inbox.tree();
        assertThat(tree.folders())
                .extracting(f -> f.name().path())
                .containsExactly("", "Sent", "Store", "Viajes", "Viajes/v1_2");
        assertThat(tree.folder("Store").orElseThrow().list().getFirst().flags())
                .containsExactly(Flag.SEEN);
    }

    @Test
    void anImportThatIsBrokenOffAndRepeatedBringsEachMessageOnce() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            text.append(SEPARATOR).append("Subject: ").append(i).append("\n\nx\n\n");
        }
        Path file = Files.writeString(temp.resolve("b.mbox"), text);
        Watcher breaking =
                (messages, done, of) -> {
                    if (messages == 300) {
                        Thread.currentThread().interrupt();
                    }
                };
        assertThatThrownBy(() -> Import.run(new Source.Mbox(file), inbox, breaking))
                .isInstanceOf(InterruptedException.class);
        assertThat(inbox.list()).hasSizeBetween(1, 300);
        Import.run(new Source.Mbox(file), inbox, Watcher.SILENT);
        assertThat(inbox.list()).hasSize(500);
    }

    @Test
    void aThousandMessagesComeInEverySecond() throws Exception {
        int count = Integer.getInteger("messages", 3_000);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(SEPARATOR).append("Subject: ").append(i).append("\n\n");
            text.append("a line of a message that is not long\n".repeat(100)).append('\n');
        }
        Path file = Files.writeString(temp.resolve("many.mbox"), text);
        long begin = System.nanoTime();
        Import.run(new Source.Mbox(file), inbox, Watcher.SILENT);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf(
                "import: %d messages in %d ms, %d a second%n",
                count, taken.toMillis(), count * 1000L / taken.toMillis());
        assertThat(inbox.list()).hasSize(count);
        // The bar is 1,000 a second; an ordinary build shares the machine with others.
        boolean measured = Integer.getInteger("messages", 0) > 0;
        assertThat(taken).isLessThan(Duration.ofMillis((measured ? 1L : 5L) * count));
    }
}
