package dev.buzon.reader.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.reader.folder.MailTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationsTest {
    private static final long SEED = Long.getLong("seed", 20_261_123L);
    private static final Instant DAY = Instant.parse("2026-02-01T12:00:00Z");
    private static final String ANA = "ana@example.org";

    @TempDir Path temp;

    /** A message, known by its first word of text. */
    private record Sent(int number, String references, String subject, Instant date) {
        String letter() {
            String id = "c" + number + "@x";
            return Letters.letter(id, references, "L <l@x.org>", subject, date, "n" + number);
        }
    }

    @Test
    void anyOrderOfArrivalGivesTheSameConversations() throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < 12; round++) {
            List<Sent> sent = sent(random, 24);
            Set<Set<String>> first = conversations(sent, "a" + round, 1 + random.nextInt(24));
            Collections.shuffle(sent, random);
            Set<Set<String>> second = conversations(sent, "b" + round, 1 + random.nextInt(24));
            assertThat(second).as("seed %d, round %d", SEED, round).isEqualTo(first);
            assertThat(first).as("seed %d", SEED).isEqualTo(expected(sent));
        }
    }

    private static List<Sent> sent(Random random, int count) {
        List<Sent> sent = new ArrayList<>();
        String[] subjects = {
            "viaje", "Re: viaje", "RE: Viaje", "Re: casa", "casa", "Fwd: casa", ""
        };
        for (int i = 0; i < count; i++) {
            StringBuilder references = new StringBuilder();
            for (int r = random.nextInt(4) - 1; r > 0; r--) {
                references.append("<c").append(random.nextInt(2 * count)).append("@x> ");
            }
            String subject = subjects[random.nextInt(subjects.length)];
            Instant date = DAY.plus(Duration.ofDays(random.nextInt(60)));
            sent.add(new Sent(i, references.toString().strip(), subject, date));
        }
        return sent;
    }

    /** The same by the plainest way there is: every pair is looked at until nothing changes. */
    private static Set<Set<String>> expected(List<Sent> sent) {
        int[] group = new int[sent.size()];
        for (int i = 0; i < group.length; i++) {
            group[i] = i;
        }
        for (int changes = 1; changes > 0; ) {
            changes = 0;
            for (int a = 0; a < group.length; a++) {
                for (int b = 0; b < group.length; b++) {
                    if (group[a] != group[b] && together(sent.get(a), sent.get(b))) {
                        int smaller = Math.min(group[a], group[b]);
                        group[a] = smaller;
                        group[b] = smaller;
                        changes++;
                    }
                }
            }
        }
        return java.util.stream.IntStream.range(0, group.length)
                .boxed()
                .collect(
                        Collectors.groupingBy(
                                i -> group[i],
                                Collectors.mapping(
                                        i -> "c" + sent.get(i).number() + "@x",
                                        Collectors.toCollection(TreeSet::new))))
                .values()
                .stream()
                .collect(Collectors.toSet());
    }

    private static boolean together(Sent a, Sent b) {
        Set<String> keys = keys(a);
        keys.retainAll(keys(b));
        return !keys.isEmpty() || bySubject(a, b) || bySubject(b, a);
    }

    private static Set<String> keys(Sent sent) {
        Set<String> keys = new TreeSet<>(List.of(sent.references().split(" ", -1)));
        keys.remove("");
        keys.add("<c" + sent.number() + "@x>");
        return keys;
    }

    private static boolean bySubject(Sent answer, Sent other) {
        boolean orphan =
                answer.references().isEmpty()
                        && answer.subject().toLowerCase(Locale.ROOT).startsWith("re:");
        return orphan
                && plain(answer).equals(plain(other))
                && Duration.between(answer.date(), other.date()).abs().compareTo(Duration.ofDays(7))
                        <= 0;
    }

    private static String plain(Sent sent) {
        return sent.subject().toLowerCase(Locale.ROOT).replaceAll("^(re|fwd): ", "");
    }

    private Set<Set<String>> conversations(List<Sent> sent, String name, int step)
            throws Exception {
        MailTree tree = MailTree.at(temp.resolve(name));
        try (Index index = Index.open(temp.resolve(name + ".sqlite"))) {
            for (int from = 0; from < sent.size(); from += step) {
                for (Sent each : sent.subList(from, Math.min(sent.size(), from + step))) {
                    Letters.put(tree.inbox(), each.letter());
                }
                index.refresh(List.of(new Place(ANA, tree)), Progress.SILENT);
            }
            Scope inbox = new Scope.In(new FolderRef(ANA, ""));
            List<Row> rows = index.list(Query.newest(inbox, 0, 100)).rows();
            Set<Set<String>> groups =
                    rows.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            row -> row.conversation().id(),
                                            Collectors.mapping(
                                                    Row::messageId,
                                                    Collectors.toCollection(TreeSet::new))))
                            .values()
                            .stream()
                            .collect(Collectors.toSet());
            Listing heads = index.list(Query.newest(inbox, 0, 100).asConversations());
            assertThat(heads.total()).isEqualTo(groups.size());
            for (Row head : heads.rows()) {
                List<Row> thread = index.thread(head.id());
                assertThat(thread).hasSize(head.conversation().count());
                assertThat(thread.getLast().date()).isEqualTo(head.date());
            }
            return groups;
        }
    }
}
