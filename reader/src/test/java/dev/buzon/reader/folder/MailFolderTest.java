package dev.buzon.reader.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sink.MessageFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {
    @TempDir Path temp;

    @Test
    void aMessageIsFoundAgainWhateverOthersDidToItsName() throws Exception {
        MailFolder inbox = MailTree.at(temp).inbox();
        Held held = inbox.add(MailTreeTest.mail("x"), Set.of());
        assertThat(held.name().fresh()).isTrue();
        Path moved = temp.resolve("cur").resolve(held.name().text() + ":2,FRSab");
        Files.move(inbox.file(held.name()), moved);
        assertThat(inbox.file(held.name())).isEqualTo(moved);
        Held flagged = inbox.flags(held.name(), Set.of(Flag.FORWARDED), Set.of(Flag.STARRED));
        assertThat(flagged.name().text()).endsWith(":2,PRSab");
        Files.delete(inbox.file(flagged.name()));
        assertThatThrownBy(() -> inbox.file(held.name())).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aMoveInTheTreeKeepsTheNameAndIsNotThrownAway() throws Exception {
        String receipt = collected(Maildir.at(temp));
        MailTree tree = MailTree.at(temp);
        MailFolder work = tree.create(FolderName.of("Work"));
        Held held = tree.inbox().list().getFirst();
        Held there = tree.inbox().move(held.name(), work);
        assertThat(there.unique()).isEqualTo(held.unique());
        assertThat(Maildir.at(temp).thrownAway(Set.of(receipt))).isEmpty();
        work.move(there.name(), tree.need(Role.TRASH));
        assertThat(Maildir.at(temp).thrownAway(Set.of(receipt))).containsExactly(receipt);
    }

    @Test
    void aMoveToAnotherAccountIsNotThrownAway() throws Exception {
        String receipt = collected(Maildir.at(temp.resolve("a")));
        MailTree here = MailTree.at(temp.resolve("a"));
        MailTree there = MailTree.at(temp.resolve("b"));
        Held held = here.inbox().list().getFirst();
        here.inbox().move(held.name(), there.inbox());
        assertThat(here.inbox().list()).isEmpty();
        assertThat(there.inbox().list()).extracting(Held::unique).containsExactly(held.unique());
        assertThat(Maildir.at(temp.resolve("a")).thrownAway(Set.of(receipt))).isEmpty();
    }

    @Test
    void aMessageRemovedForGoodIsThrownAway() throws Exception {
        String receipt = collected(Maildir.at(temp));
        MailFolder inbox = MailTree.at(temp).inbox();
        assertThat(inbox.remove(List.of(inbox.list().getFirst().name()))).isEqualTo(1);
        assertThat(Maildir.at(temp).thrownAway(Set.of(receipt))).containsExactly(receipt);
    }

    private static String collected(Maildir sink) throws IOException {
        try (MailSink.Incoming incoming =
                sink.begin(new MessageFacts("ana@x", Optional.empty(), 40))) {
            incoming.write(
                    ByteBuffer.wrap("Subject: x\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)));
            String receipt = incoming.seal();
            sink.flush();
            incoming.publish();
            sink.flush();
            return receipt;
        }
    }

    @Test
    void aMoveThatStopsAnywhereLosesNothingAndCanBeDoneAgain() throws Exception {
        for (boolean full : List.of(false, true)) {
            int stop = 1;
            boolean failed = true;
            while (failed) {
                Path folder = Files.createDirectories(temp.resolve(full + "" + stop));
                failed = moveStopped(folder, stop, full);
                stop++;
            }
            assertThat(stop).isGreaterThan(10);
        }
    }

    /** Whether it was stopped at all. */
    private static boolean moveStopped(Path folder, int stop, boolean full) throws IOException {
        List<Held> before = new ArrayList<>();
        MailTree here = MailTree.at(folder.resolve("here"));
        before.add(here.inbox().add(MailTreeTest.mail("one"), Set.of(Flag.SEEN)));
        before.add(here.inbox().add(MailTreeTest.mail("two"), Set.of()));
        MailTree.at(folder.resolve("there"));
        OddDisk odd = new OddDisk().other(folder.resolve("there").toRealPath());
        boolean failed = false;
        MailTree oddHere = MailTree.at(folder.resolve("here"), odd, InstantSource.system());
        MailTree oddThere = MailTree.at(folder.resolve("there"), odd, InstantSource.system());
        int at = odd.steps() + stop;
        if (full) {
            odd.fullAt(at);
        } else {
            odd.stopAt(at);
        }
        List<FileName> names = before.stream().map(Held::name).toList();
        try {
            oddHere.inbox().move(names, oddThere.inbox());
        } catch (NoRoomException | OddDisk.Stopped e) {
            failed = true;
            assertThat(e instanceof NoRoomException).isEqualTo(full);
        }
        MailTree there = MailTree.at(folder.resolve("there"));
        for (Held held : before) {
            int copies = count(here, held) + count(there, held);
            assertThat(copies).as("stopped at %d", stop).isBetween(1, 2);
        }
        OddDisk two = new OddDisk().other(folder.resolve("there").toRealPath());
        MailTree again = MailTree.at(folder.resolve("here"), two, InstantSource.system());
        again.inbox()
                .move(
                        names,
                        MailTree.at(folder.resolve("there"), two, InstantSource.system()).inbox());
        assertThat(here.inbox().list()).isEmpty();
        assertThat(there.inbox().list()).hasSize(2);
        return failed;
    }

    private static int count(MailTree tree, Held held) throws IOException {
        return (int)
                tree.inbox().list().stream()
                        .filter(h ->
                                h.unique().equals(held.unique()) && h.octets() == held.octets())
                        .count();
    }

    @Test
    void aFullDiskLeavesNoHalfMessage() throws Exception {
        for (int at = 1; at < 12; at++) {
            Path folder = temp.resolve("full" + at);
            MailTree.at(folder);
            OddDisk disk = new OddDisk();
            MailTree tree = MailTree.at(folder, disk, InstantSource.system());
            disk.fullAt(disk.steps() + at);
            boolean added = true;
            try {
                tree.inbox().add(MailTreeTest.mail("x"), Set.of());
            } catch (NoRoomException e) {
                added = false;
            }
            assertThat(tree.inbox().list()).hasSize(added ? 1 : 0);
            assertThat(folder.resolve("tmp")).isEmptyDirectory();
        }
    }
}
