package dev.buzon.reader.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.disk.Disk;
import dev.buzon.reader.fault.StoppingDisk;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Person;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drafts on disk. */
final class DraftsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T03:00:00Z"), ZoneId.of("Europe/Madrid"));
    private static final Draft DRAFT =
            Draft.empty("ana@example.org", new Person("Ana", "ana@example.org"))
                    .text("uno", Optional.empty());

    @TempDir private Path home;

    /** Ana's only account. */
    private record OneDesk(Path root, Disk disk) implements Desk {
        @Override
        public List<Own> all() {
            return List.of(
                    new Own(
                            "ana@example.org",
                            List.of(new Own.Identity(new Person("Ana", "ana@example.org"), ""))));
        }

        @Override
        public MailTree tree(String account) throws IOException {
            return MailTree.at(root, disk, InstantSource.system());
        }
    }

    private Drafts drafts(Disk disk) {
        return new Drafts(new OneDesk(home.resolve("mail"), disk), CLOCK, home.resolve("spool"));
    }

    private List<Held> files() throws IOException {
        MailTree tree = MailTree.at(home.resolve("mail"));
        Optional<MailFolder> folder = tree.folder(Role.DRAFTS);
        return folder.isEmpty() ? List.of() : folder.get().list();
    }

    @Test
    void aDraftIsReplacedByTheNextOne() throws IOException {
        Drafts drafts = drafts(Disk.real());
        drafts.keep(DRAFT);
        drafts.keep(DRAFT.text("uno dos", Optional.empty()));
        assertThat(files()).hasSize(1);
        assertThat(files().getFirst().flags()).containsExactlyInAnyOrder(Flag.DRAFT, Flag.SEEN);
        assertThat(drafts(Disk.real()).open(DRAFT.id()).orElseThrow().text()).isEqualTo("uno dos");
    }

    @Test
    void attachmentsStayWhileTheTextChanges() throws Exception {
        Drafts drafts = drafts(Disk.real());
        drafts.keep(DRAFT);
        InputStream octets = new ByteArrayInputStream(new byte[] {1, 2, 3});
        drafts.attach(DRAFT.id(), "a.bin", "application/x-a", octets);
        String id =
                drafts.change(DRAFT.id(), draft -> draft.text("dos", Optional.empty()))
                        .draft()
                        .attachments()
                        .getFirst()
                        .id();
        Drafts later = drafts(Disk.real());
        Draft draft = later.change(DRAFT.id(), one -> one.subject("x")).draft();
        assertThat(draft.attachments()).hasSize(1);
        assertThat(draft.attachments().getFirst().id()).isEqualTo(id);
        assertThat(draft.attachments().getFirst().type()).isEqualTo("application/x-a");
        try (InputStream in = draft.attachments().getFirst().content().open()) {
            assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
        }
        assertThat(later.detach(DRAFT.id(), id).draft().attachments()).isEmpty();
        assertThat(home.resolve("spool")).isEmptyDirectory();
    }

    @Test
    void aDraftOfAnotherProgramIsTakenOver() throws IOException {
        MailFolder folder = MailTree.at(home.resolve("mail")).need(Role.DRAFTS);
        byte[] foreign =
                "From: ana@example.org\nTo: bea@example.net\nSubject: x\n\nhola\n"
                        .getBytes(StandardCharsets.UTF_8);
        Held held = folder.add(new ByteArrayInputStream(foreign), Set.of(Flag.DRAFT));
        Drafts drafts = drafts(Disk.real());
        Draft draft = drafts.edit("ana@example.org", held.name());
        assertThat(draft.text()).isEqualTo("hola");
        assertThat(files()).hasSize(1);
        assertThat(drafts.open(draft.id()).orElseThrow().to())
                .containsExactly(new Person("", "bea@example.net"));
    }

    @Test
    void whoeverIsStoppedFindsTheLastOneOrTheOneBefore() throws IOException {
        Drafts first = drafts(Disk.real());
        first.keep(DRAFT.text("t0", Optional.empty()));
        boolean whole = false;
        int said = 0;
        for (int stop = 1; !whole; stop++) {
            StoppingDisk disk = new StoppingDisk();
            Drafts drafts = drafts(disk);
            Draft before = drafts.open(DRAFT.id()).orElseThrow();
            assertThat(before.text()).as("before stop %d", stop).isEqualTo("t" + said);
            disk.stopAfter(stop);
            try {
                drafts.keep(before.text("t" + stop, Optional.empty()));
                whole = !disk.stopped();
            } catch (StoppingDisk.Stopped _) {
                assertThat(disk.stopped()).isTrue();
            }
            Drafts after = drafts(Disk.real());
            String text = after.open(DRAFT.id()).orElseThrow().text();
            assertThat(text).as("stop %d", stop).isIn("t" + said, "t" + stop);
            assertThat(after.ids()).containsExactly(DRAFT.id());
            assertThat(files()).as("stop %d", stop).hasSize(1);
            said = stop;
            after.keep(DRAFT.text("t" + said, Optional.empty()));
        }
    }

    @Test
    void theVersionThatWasKeptLaterCounts() throws IOException {
        Drafts drafts = drafts(Disk.real());
        drafts.keep(DRAFT);
        MailFolder folder = MailTree.at(home.resolve("mail")).need(Role.DRAFTS);
        byte[] older =
                Composed.of(
                                DRAFT.text("older", Optional.empty()),
                                Composed.Form.DRAFT,
                                java.time.OffsetDateTime.now(CLOCK),
                                0)
                        .octets();
        folder.add(new ByteArrayInputStream(older), Set.of(Flag.DRAFT));
        Drafts later = drafts(Disk.real());
        assertThat(later.open(DRAFT.id()).orElseThrow().text()).isEqualTo("uno");
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatCannotBeKeptLeavesWhatWasThere() throws IOException {
        Drafts drafts = drafts(Disk.real());
        drafts.keep(DRAFT);
        assertThatThrownBy(() -> drafts.keep(DRAFT.subject("a\nb")))
                .isInstanceOf(DraftRefusedException.class);
        assertThatThrownBy(() -> drafts.change("0".repeat(32), draft -> draft))
                .isInstanceOf(DraftRefusedException.class);
        assertThat(drafts.open(DRAFT.id()).orElseThrow().text()).isEqualTo("uno");
        assertThat(drafts.discard(DRAFT.id())).isTrue();
        assertThat(files()).isEmpty();
        assertThat(drafts.discard(DRAFT.id())).isFalse();
    }
}
