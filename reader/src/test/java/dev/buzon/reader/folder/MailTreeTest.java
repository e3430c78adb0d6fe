package dev.buzon.reader.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.reader.folder.FolderRefusedException.Why;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTreeTest {
    @TempDir Path temp;
    private MailTree tree;

    @BeforeEach
    void open() throws Exception {
        tree = MailTree.at(temp.resolve("mail"));
    }

    @Test
    void aFolderIsADirectoryThatOtherProgramsRead() throws Exception {
        MailFolder folder = tree.create(FolderName.of("Viajes/España 2026"));
        assertThat(folder.directory()).isEqualTo(".Viajes.Espa&APE-a 2026");
        assertThat(folder.path().resolve("maildirfolder")).exists();
        assertThat(folder.path().resolve("cur")).isDirectory();
        assertThat(tree.folders())
                .extracting(f -> f.name().path())
                .containsExactly("", "Viajes", "Viajes/España 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "Enviados, SENT",
        "Sent, SENT",
        "Borradores, DRAFTS",
        "Papelera, TRASH",
        "Trash, TRASH",
        "Correo no deseado, JUNK",
        "Spam, JUNK",
        "Archivo, ARCHIVE",
        "Drafts, DRAFTS"
    })
    void rolesAreKnownByName(String name, Role role) throws Exception {
        tree.create(FolderName.of(name));
        assertThat(tree.folder(role)).get().extracting(f -> f.name().path()).isEqualTo(name);
        assertThat(tree.need(role).directory()).isEqualTo("." + name);
    }

    @Test
    void aRoleHasOneFolder() throws Exception {
        tree.create(FolderName.of("Enviados"));
        tree.create(FolderName.of("Sent"));
        assertThat(tree.folder(Role.SENT))
                .get()
                .extracting(MailFolder::directory)
                .isEqualTo(".Sent");
        assertThat(tree.folder("Enviados"))
                .get()
                .extracting(MailFolder::role)
                .isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|EMPTY",
                "a//b|EMPTY",
                "a.b|DOT",
                "..|DOT",
                "../x|DOT",
                "/etc|EMPTY",
                "inbox|RESERVED",
                "INBOX/x|RESERVED",
                "'a\u0007b'|CONTROL",
                "'a\u202eb'|CONTROL",
                "' a'|BLANK",
                "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q|TOO_DEEP"
            })
    void oddNamesAreRefusedWithAReason(String name, Why why) {
        assertThatThrownBy(() -> FolderName.of(name))
                .isInstanceOfSatisfying(
                        FolderRefusedException.class, e -> assertThat(e.why()).isEqualTo(why));
        assertThatThrownBy(() -> FolderName.of("ñ".repeat(200)))
                .isInstanceOf(FolderRefusedException.class);
    }

    @Test
    void aNameIsTakenInAnyLetters() throws Exception {
        tree.create(FolderName.of("Work"));
        assertThatThrownBy(() -> tree.create(FolderName.of("work")))
                .isInstanceOf(FolderRefusedException.class);
    }

    @Test
    void aFolderIsRenamedWithThoseInIt() throws Exception {
        MailFolder inner = tree.create(FolderName.of("Work/2026"));
        inner.add(mail("x"), Set.of());
        tree.rename(tree.folder("Work").orElseThrow(), FolderName.of("Old/Job"));
        assertThat(tree.folder("Old/Job/2026").orElseThrow().list()).hasSize(1);
        assertThat(tree.folder("Work")).isEmpty();
        MailFolder job = tree.folder("Old/Job").orElseThrow();
        assertThatThrownBy(() -> tree.rename(job, FolderName.of("Old/Job/x")))
                .isInstanceOf(FolderRefusedException.class);
        assertThatThrownBy(() -> tree.rename(tree.inbox(), FolderName.of("x")))
                .isInstanceOf(FolderRefusedException.class);
    }

    @Test
    void aFolderWithMailIsDeletedOnlyWhenTold() throws Exception {
        MailFolder folder = tree.create(FolderName.of("Work"));
        folder.add(mail("x"), Set.of(Flag.SEEN));
        assertThatThrownBy(() -> tree.delete(folder, false))
                .isInstanceOfSatisfying(
                        FolderRefusedException.class,
                        e -> assertThat(e.why()).isEqualTo(Why.NOT_EMPTY));
        assertThat(folder.list()).hasSize(1);
        folder.add(mail("y"), Set.of());
        tree.delete(folder, true);
        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void linksThatLeadElsewhereAreNoFolders() throws Exception {
        Path outside = temp.resolve("outside");
        Files.createDirectories(outside.resolve("cur"));
        Files.createSymbolicLink(tree.root().resolve(".Link"), outside);
        Files.createDirectory(tree.root().resolve(".Half"));
        Files.createSymbolicLink(tree.root().resolve(".Half/cur"), outside.resolve("cur"));
        assertThat(tree.folders()).containsExactly(tree.inbox());
        Path secret = Files.writeString(temp.resolve("secret"), "x");
        Files.createSymbolicLink(tree.root().resolve("cur/1.M1.h:2,S"), secret);
        assertThat(tree.inbox().list()).isEmpty();
        assertThatThrownBy(() -> tree.inbox().file(new FileName("../../secret", false)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFolderWhoseNameIsNotWellEncodedIsShownAsItIs() throws Exception {
        Files.createDirectories(tree.root().resolve(".caf&x/cur"));
        assertThat(tree.folder("caf&x")).isPresent();
    }

    static ByteArrayInputStream mail(String text) {
        return new ByteArrayInputStream(
                ("Subject: " + text + "\n\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
