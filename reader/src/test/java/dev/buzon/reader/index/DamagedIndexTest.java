package dev.buzon.reader.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.NoRoomException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class DamagedIndexTest {
    private static final int MESSAGES = 30;

    @TempDir Path temp;
    private Path file;
    private List<Place> places = List.of();

    @BeforeEach
    void fill() throws Exception {
        MailTree tree = MailTree.at(temp.resolve("mail"));
        for (int i = 0; i < MESSAGES; i++) {
            String letter =
                    Letters.letter("d" + i, "", "L <l@x.org>", "s" + i, Instant.EPOCH, "text " + i);
            Files.writeString(tree.root().resolve("cur/1.M" + i + ".h:2,S"), letter);
        }
        places = List.of(new Place("ana@example.org", tree));
        file = temp.resolve("index.sqlite");
        try (Index index = Index.open(file)) {
            index.refresh(places, Progress.SILENT);
        }
    }

    private void everythingIsThere(Index index) throws Exception {
        index.refresh(places, Progress.SILENT);
        assertThat(index.list(Query.newest(new Scope.Inboxes(), 0, 100)).rows()).hasSize(MESSAGES);
    }

    @Test
    void aFileThatIsCutAnywhereIsSetAsideAndMadeAnew() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 0; cut < whole.length; cut += 512) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            try (Index index = Index.open(file)) {
                assertThat(index.opened()).as("cut at %d", cut).isInstanceOf(Opened.SetAside.class);
                everythingIsThere(index);
            }
        }
    }

    @Test
    void aLogThatIsCutAnywhereCostsOnlyWhatWasInIt() throws Exception {
        Path log = temp.resolve("index.sqlite-wal");
        Path copies = Files.createDirectory(temp.resolve("copies"));
        try (Index index = Index.open(file)) {
            index.rebuild(places, Progress.SILENT);
            Files.copy(file, copies.resolve("file"));
            Files.copy(log, copies.resolve("log"));
        }
        long length = Files.size(copies.resolve("log"));
        assertThat(length).isGreaterThan(10_000);
        for (long cut = 0; cut < length; cut += 2560) {
            Path here = Files.createDirectory(copies.resolve("at" + cut));
            Path again = here.resolve("index.sqlite");
            Files.copy(copies.resolve("file"), again);
            Path cutLog = here.resolve("index.sqlite-wal");
            Files.copy(copies.resolve("log"), cutLog, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(cutLog, StandardOpenOption.WRITE)) {
                channel.truncate(cut);
            }
            try (Index index = Index.open(again)) {
                everythingIsThere(index);
            }
        }
    }

    @Test
    void noiseInTheMiddleIsNeverMailLost() throws Exception {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 4096; at + 64 < whole.length; at += 4096) {
            byte[] noisy = whole.clone();
            java.util.Arrays.fill(noisy, at, at + 64, (byte) 0x5a);
            Files.write(file, noisy);
            for (int tries = 0; tries < 2; tries++) {
                try (Index index = Index.open(file)) {
                    everythingIsThere(index);
                    tries = 2;
                } catch (IndexDamagedException e) {
                    assertThat(tries).as("noise at %d", at).isZero(); // and the second time is fine
                }
            }
            Files.deleteIfExists(temp.resolve("index.sqlite-wal"));
        }
    }

    @Test
    void anotherProgramsFileIsSetAside() throws Exception {
        Files.writeString(file, "not a database, but a text that somebody left here\n".repeat(99));
        try (Index index = Index.open(file)) {
            assertThat(index.opened())
                    .isInstanceOfSatisfying(
                            Opened.SetAside.class, s -> assertThat(s.where()).exists());
            everythingIsThere(index);
        }
    }

    @Test
    void aFullDiskIsSaidAndNothingIsHalfDone() throws Exception {
        try (Index index = Index.open(file)) {
            Path cur = temp.resolve("mail/cur");
            for (int i = 0; i < 400; i++) {
                String letter =
                        Letters.letter(
                                "f" + i,
                                "",
                                "L <l@x.org>",
                                "s",
                                Instant.EPOCH,
                                "f" + i + " x".repeat(900));
                Files.writeString(cur.resolve("2.M" + i + ".h:2,S"), letter);
            }
            long pages = index.pages(-1);
            index.pages(pages + 5);
            assertThatThrownBy(() -> index.refresh(places, Progress.SILENT))
                    .isInstanceOf(NoRoomException.class);
            assertThat(index.list(Query.newest(new Scope.Inboxes(), 0, 1)).total())
                    .isEqualTo(MESSAGES);
            index.pages(1_000_000);
            index.refresh(places, Progress.SILENT);
            assertThat(index.list(Query.newest(new Scope.Inboxes(), 0, 1)).total())
                    .isEqualTo(MESSAGES + 400);
        }
    }

    @Test
    void failuresAreToldAsWhatTheyMean() {
        assertThat(told(SQLiteErrorCode.SQLITE_FULL)).isInstanceOf(NoRoomException.class);
        assertThat(told(SQLiteErrorCode.SQLITE_CORRUPT)).isInstanceOf(IndexDamagedException.class);
        assertThat(told(SQLiteErrorCode.SQLITE_NOTADB)).isInstanceOf(IndexDamagedException.class);
        assertThat(told(SQLiteErrorCode.SQLITE_IOERR_WRITE))
                .isExactlyInstanceOf(IOException.class)
                .hasMessageContaining("SQLITE_IOERR_WRITE");
    }

    private static IOException told(SQLiteErrorCode code) {
        SQLException failure = new SQLiteException("told", code);
        return Database.told(failure);
    }
}
