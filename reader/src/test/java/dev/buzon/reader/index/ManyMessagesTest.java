package dev.buzon.reader.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.reader.folder.MailTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a large mailbox is. The ordinary build takes 5,000 messages; 100,000 with {@code ./mvnw
 * -pl reader -am test -Dtest=ManyMessagesTest -Dmessages=100000
 * -Dsurefire.failIfNoSpecifiedTests=false}. The bars are for 100,000.
 */
class ManyMessagesTest {
    private static final int MESSAGES = Integer.getInteger("messages", 5_000);
    private static final Duration LIST = Duration.ofMillis(20);
    private static final Duration SEARCH = Duration.ofMillis(100);
    private static final Instant NEWEST = Instant.parse("2026-03-01T00:00:00Z");

    private static final String[] WORDS =
            ("informe reunión factura proyecto mañana gracias saludos adjunto pedido cliente"
                            + " viaje hotel billete casa niños escuela médico cita lunes viernes")
                    .split(" ", -1);

    @TempDir Path temp;

    private final StringBuilder figures = new StringBuilder();

    @Test
    void listsAndSearchesOfALargeMailboxAreFast() throws Exception {
        MailTree tree = MailTree.at(temp.resolve("mail"));
        fill(tree);
        try (Index index = Index.open(temp.resolve("state/index.sqlite"))) {
            Place place = new Place("ana@example.org", tree);
            time("first refresh", () -> index.refresh(List.of(place), Progress.SILENT), 1);
            assertThat(index.folders().getFirst().total()).isEqualTo(MESSAGES);
            time("refresh without change", () -> index.refresh(List.of(place), Progress.SILENT), 5);
            lists(index, new Scope.In(new FolderRef("ana@example.org", "")));
            searches(index);
        }
        time("open", () -> Index.open(temp.resolve("state/index.sqlite")).close(), 3);
        long octets = Files.size(temp.resolve("state/index.sqlite"));
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d messages: %sindex %d MB, heap in use %d MB%n",
                MESSAGES,
                figures,
                octets >> 20,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private void lists(Index index, Scope scope) throws Exception {
        Query first = Query.newest(scope, 0, 50);
        under(LIST, time("first page", () -> index.list(first), 20));
        Query far = Query.newest(scope, MESSAGES - 60, 50);
        under(LIST, time("last page", () -> index.list(far), 20));
        for (Query.Sort sort : Query.Sort.values()) {
            Query sorted = new Query(scope, sort, true, Set.of(), false, 0, 50);
            under(LIST, time("by " + sort, () -> index.list(sorted), 20));
        }
        under(LIST, time("conversations", () -> index.list(first.asConversations()), 20));
        under(LIST, time("unread", () -> index.list(first.only(Query.Filter.UNREAD)), 20));
        Query inboxes = Query.newest(new Scope.Inboxes(), MESSAGES / 2, 50);
        under(LIST, time("all inboxes", () -> index.list(inboxes), 20));
        assertThat(index.list(far).rows()).hasSize(50);
    }

    private void searches(Index index) throws Exception {
        for (String words :
                List.of(
                        "reunion",
                        "factura pedido",
                        "\"informe reunión\"",
                        "from:luis7",
                        "zzz",
                        "is:unread fac",
                        "-factura",
                        "asunto:numero17 antes:2026-01-01")) {
            Wanted wanted = Wanted.read(words, ZoneOffset.UTC);
            Scope scope = new Scope.Everywhere(false);
            under(SEARCH, time(words, () -> index.search(wanted, scope, 0, 50), 10));
        }
    }

    private static void under(Duration bar, Duration taken) {
        // An ordinary build shares the machine with others.
        boolean measured = Integer.getInteger("messages", 0) > 0;
        assertThat(taken).isLessThan(bar.multipliedBy(measured ? 1 : 10));
    }

    /** The middle of so many times, after as many that do not count. */
    private Duration time(String what, Timed timed, int times) throws Exception {
        long[] nanos = new long[times];
        for (int i = 0; i < (times == 1 ? 1 : 2 * times); i++) {
            long begin = System.nanoTime();
            timed.run();
            nanos[i % times] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        Duration middle = Duration.ofNanos(nanos[times / 2]);
        figures.append(what)
                .append(' ')
                .append("%.2f".formatted(middle.toNanos() / 1e6))
                .append(" ms, ");
        return middle;
    }

    /** Something that takes time. */
    @FunctionalInterface
    private interface Timed {
        void run() throws Exception;
    }

    /** Written straight into {@code cur}: making messages durable is not what is measured. */
    private static void fill(MailTree tree) throws IOException {
        Random random = new Random(7);
        Path cur = tree.root().resolve("cur");
        for (int i = 0; i < MESSAGES; i++) {
            Instant date = NEWEST.minusSeconds(900L * (MESSAGES - i));
            String from = "Luis " + i % 300 + " <luis" + i % 300 + "@example.net>";
            String subject = (i % 3 == 0 ? "" : "Re: ") + word(random) + " numero" + i / 3;
            String references = i % 3 == 0 ? "" : "<m" + i / 3 * 3 + "@example.net>";
            StringBuilder text = new StringBuilder();
            for (int w = 0; w < 120; w++) {
                text.append(word(random)).append(w % 12 == 11 ? '\n' : ' ');
                if (w % 10 == 0) {
                    text.append("w").append(random.nextInt(20_000)).append(' ');
                }
            }
            String id = "m" + i + "@example.net";
            String letter = Letters.letter(id, references, from, subject, date, text.toString());
            Files.writeString(
                    cur.resolve("17000.M1Q" + i + ".host:2," + (i % 5 == 0 ? "" : "S")), letter);
        }
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
