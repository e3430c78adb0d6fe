package dev.buzon.reader.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.FolderName;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.folder.MailTree;
import dev.buzon.reader.folder.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
    private static final String ANA = "ana@example.org";
    private static final FolderRef INBOX = new FolderRef(ANA, "");
    private static final Scope IN = new Scope.In(INBOX);
    private static final Instant DAY = Instant.parse("2026-02-01T12:00:00Z");

    @TempDir Path temp;
    private MailTree tree;
    private Index index;

    @BeforeEach
    void open() throws Exception {
        tree = MailTree.at(temp.resolve("mail"));
        index = Index.open(temp.resolve("index.sqlite"));
    }

    @AfterEach
    void close() throws Exception {
        index.close();
    }

    private Report refresh() throws Exception {
        return index.refresh(List.of(new Place(ANA, tree)), Progress.SILENT);
    }

    private Held put(MailFolder folder, String subject, String text, Flag... flags)
            throws Exception {
        String id = subject.hashCode() + "." + text.hashCode() + "@x";
        String letter = Letters.letter(id, "", "Luis Gómez <luis@example.net>", subject, DAY, text);
        return Letters.put(folder, letter, flags);
    }

    private List<String> found(String words) throws Exception {
        Wanted wanted = Wanted.read(words, ZoneOffset.UTC);
        return index.search(wanted, new Scope.Everywhere(false), 0, 50).rows().stream()
                .map(Row::subject)
                .sorted()
                .toList();
    }

    @Test
    void whatLiesInTheFoldersIsListed() throws Exception {
        put(tree.inbox(), "uno", "hola");
        put(tree.inbox(), "dos", "adiós", Flag.SEEN, Flag.STARRED);
        Report report = refresh();
        assertThat(report.added()).isEqualTo(2);
        assertThat(report.newest()).hasSize(1);
        Listing all = index.list(Query.newest(IN, 0, 50));
        assertThat(all.total()).isEqualTo(2);
        assertThat(all.unread()).isEqualTo(1);
        assertThat(index.list(Query.newest(IN, 0, 50).only(Query.Filter.STARRED)).rows())
                .extracting(Row::subject)
                .containsExactly("dos");
        assertThat(all.rows().getFirst().from().name()).isEqualTo("Luis Gómez");
        assertThat(refresh().anything()).isFalse();
    }

    @Test
    void flagsAndMovesOfOtherProgramsAreSeenAndRowsKeepTheirIds() throws Exception {
        MailFolder work = tree.create(FolderName.of("Trabajo"));
        Held one = put(tree.inbox(), "uno", "hola");
        Held two = put(tree.inbox(), "dos", "hola");
        refresh();
        long idOne = index.withUniqueName(ANA, one.unique()).orElseThrow().id();
        long idTwo = index.withUniqueName(ANA, two.unique()).orElseThrow().id();
        Files.move(
                tree.inbox().file(one.name()),
                work.path().resolve("cur").resolve(one.name().text() + ":2,S"));
        Path renamed = work.path().resolve("cur/123.other.name:2,");
        Files.move(tree.inbox().file(two.name()), renamed);
        Report report = refresh();
        assertThat(report.moved()).isEqualTo(2);
        assertThat(report.added() + report.removed()).isZero();
        Row row = index.row(idOne).orElseThrow();
        assertThat(row.folder()).isEqualTo(new FolderRef(ANA, ".Trabajo"));
        assertThat(row.unread()).isFalse();
        assertThat(index.file(idTwo)).contains(renamed);
        counts(".Trabajo", 2, 1);
        counts("", 0, 0);
    }

    private void counts(String directory, long total, long unread) throws Exception {
        assertThat(index.folders())
                .filteredOn(state -> state.ref().directory().equals(directory))
                .singleElement()
                .satisfies(state -> {
                    assertThat(state.total()).isEqualTo(total);
                    assertThat(state.unread()).isEqualTo(unread);
                });
    }

    @Test
    void changesAreMadeOnDiskAndInTheLists() throws Exception {
        Held held = put(tree.inbox(), "uno", "hola");
        MailFolder trash = tree.need(Role.TRASH);
        refresh();
        long id = index.withUniqueName(ANA, held.unique()).orElseThrow().id();
        assertThat(index.flag(List.of(id, 99L), Set.of(Flag.SEEN), Set.of())).containsExactly(id);
        counts("", 1, 0);
        assertThat(index.move(List.of(id), new FolderRef(ANA, trash.directory())))
                .containsExactly(id);
        counts("", 0, 0);
        assertThat(trash.list()).hasSize(1);
        assertThat(index.remove(List.of(id))).isEqualTo(1);
        assertThat(trash.list()).isEmpty();
        assertThat(index.row(id)).isEmpty();
        assertThat(refresh().anything()).isFalse();
    }

    @Test
    void aMessageThatWasJustAddedIsThereAtOnce() throws Exception {
        refresh();
        Held held = put(tree.inbox(), "borrador", "texto");
        Row row = index.added(INBOX, held);
        assertThat(row.subject()).isEqualTo("borrador");
        assertThat(refresh().added()).isZero();
        assertThat(index.list(Query.newest(IN, 0, 9)).total()).isEqualTo(1);
    }

    @Test
    void wordsAreFoundWithoutTheirAccents() throws Exception {
        put(tree.inbox(), "Información", "la reunión será el martes, con café");
        put(tree.inbox(), "Invoice", "please pay the invoice number 4711");
        refresh();
        assertThat(found("informacion")).containsExactly("Información");
        assertThat(found("REUNIÓN marte")).containsExactly("Información");
        assertThat(found("\"el martes\"")).containsExactly("Información");
        assertThat(found("\"martes el\"")).isEmpty();
        assertThat(found("invo -reunion")).containsExactly("Invoice");
        assertThat(found("-invoice")).containsExactly("Información");
        assertThat(found("de:gomez asunto:inv")).containsExactly("Invoice");
        assertThat(found("para:ana@example.org")).hasSize(2);
        assertThat(found("antes:2026-02-01")).isEmpty();
        assertThat(found("después:01/02/2026 es:noleído")).hasSize(2);
        Wanted cafe = Wanted.read("cafe", ZoneOffset.UTC);
        assertThat(index.search(cafe, IN, 0, 5).rows().getFirst().snippet().orElseThrow())
                .contains("\u0002café\u0003");
    }

    @Test
    void whatAPersonWritesIsNeverQueryLanguage() throws Exception {
        put(tree.inbox(), "uno", "hola AND NOT adiós");
        refresh();
        for (String odd :
                List.of(
                        "\"",
                        "*",
                        "a* OR b",
                        "NEAR(a b)",
                        "{subject}: x",
                        "subject:",
                        "-",
                        "--x",
                        "(",
                        "a AND",
                        "^hola",
                        "'); DROP TABLE message;--",
                        "\u0000x",
                        "a\"b\"c",
                        "hola + adios",
                        "日本",
                        "\ud83d",
                        "-\"",
                        "col : x",
                        "e\u0301")) {
            assertThat(found(odd)).as(odd).hasSizeLessThan(2);
        }
        assertThat(found("AND")).hasSize(1);
        assertThatThrownBy(() -> found("before:soon"))
                .isInstanceOf(UnreadableSearchException.class);
        assertThatThrownBy(() -> found("is:blue")).isInstanceOf(UnreadableSearchException.class);
        assertThatThrownBy(() -> found("x ".repeat(40)))
                .isInstanceOf(UnreadableSearchException.class);
    }

    @Test
    void junkAndTrashAreSearchedOnlyWhenAskedFor() throws Exception {
        put(tree.need(Role.JUNK), "premio", "usted ha ganado");
        refresh();
        assertThat(found("premio")).isEmpty();
        Wanted wanted = Wanted.read("premio", ZoneOffset.UTC);
        assertThat(index.search(wanted, new Scope.Everywhere(true), 0, 9).total()).isEqualTo(1);
    }

    @Test
    void peopleOneWritesToComeFirst() throws Exception {
        put(tree.inbox(), "uno", "hola");
        put(tree.inbox(), "dos", "hola");
        Letters.put(
                tree.need(Role.SENT),
                Letters.letter("s@x", "", "Ana <ana@example.org>", "tres", DAY, "x")
                        .replace(
                                "To: Ana Ruiz <ana@example.org>",
                                "To: Lucía Ñu <lucia@example.net>"));
        refresh();
        assertThat(index.addresses("lu", 5))
                .extracting(Addressee::address)
                .containsExactly("lucia@example.net", "luis@example.net");
        assertThat(index.addresses("gom", 5)).hasSize(1);
        assertThat(index.addresses("nu", 5))
                .extracting(Addressee::name)
                .containsExactly("Lucía Ñu");
        assertThat(index.addresses("example.n", 5)).hasSize(2);
    }

    @Test
    void oddThingsAmongTheMessagesAreNamedAndHarmless() throws Exception {
        Path cur = tree.root().resolve("cur");
        Files.createDirectory(cur.resolve("9.dir.h:2,S"));
        Files.createSymbolicLink(cur.resolve("9.link.h:2,S"), Path.of("/etc/passwd"));
        Files.write(cur.resolve("9.empty.h:2,S"), new byte[0]);
        Files.write(cur.resolve("9.noise.h:2,S"), new byte[] {0, -1, 10, 58, 58, 13, 13, 0});
        Report report = refresh();
        assertThat(report.problems()).filteredOn(p -> p.what() == Problem.What.NO_FILE).hasSize(2);
        assertThat(index.list(Query.newest(IN, 0, 9)).total()).isEqualTo(2);
    }

    @Test
    void aSecondProgramIsTold() {
        assertThatThrownBy(() -> Index.open(temp.resolve("index.sqlite")))
                .isInstanceOf(IndexInUseException.class);
    }

    @Test
    void afterARebuildEverythingIsThereUnderNewIds() throws Exception {
        Held held = put(tree.inbox(), "uno", "hola");
        refresh();
        long id = index.withUniqueName(ANA, held.unique()).orElseThrow().id();
        Report report = index.rebuild(List.of(new Place(ANA, tree)), Progress.SILENT);
        assertThat(report.added()).isEqualTo(1);
        assertThat(index.row(id)).isEmpty();
        counts("", 1, 1);
        assertThat(found("hola")).hasSize(1);
    }

    @Test
    void renamedAndDeletedFoldersAreTakenOver() throws Exception {
        Held held = put(tree.create(FolderName.of("A")), "uno", "hola");
        refresh();
        long id = index.withUniqueName(ANA, held.unique()).orElseThrow().id();
        tree.rename(tree.folder("A").orElseThrow(), FolderName.of("B"));
        refresh();
        assertThat(index.row(id).orElseThrow().folder().directory()).isEqualTo(".B");
        assertThat(index.folders()).extracting(s -> s.ref().directory()).containsExactly("", ".B");
        tree.delete(tree.folder("B").orElseThrow(), true);
        assertThat(refresh().removed()).isEqualTo(1);
        index.refresh(List.of(), Progress.SILENT);
        assertThat(index.folders()).isEmpty();
    }

    @Test
    void aBrokenOffRefreshKeepsWhatItReadAndTheNextOneGoesOn() throws Exception {
        for (int i = 0; i < 1200; i++) {
            Files.writeString(
                    tree.root().resolve("cur/1.M" + i + ".h:2,S"),
                    Letters.letter("i" + i + "@x", "", "L <l@x.org>", "s" + i, DAY, "t"));
        }
        Progress breaking =
                (done, of) -> {
                    if (done > 0) {
                        Thread.currentThread().interrupt();
                    }
                };
        List<Place> places = List.of(new Place(ANA, tree));
        assertThatThrownBy(() -> index.refresh(places, breaking))
                .isInstanceOf(InterruptedException.class);
        long before = index.list(Query.newest(IN, 0, 1)).total();
        assertThat(before).isBetween(1L, 1199L);
        assertThat(refresh().added()).isEqualTo(1200 - before);
        counts("", 1200, 0);
    }
}
