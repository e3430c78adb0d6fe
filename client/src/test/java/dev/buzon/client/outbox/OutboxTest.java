package dev.buzon.client.outbox;

import static dev.buzon.client.outbox.OutboxEntry.Stage.REFUSED;
import static dev.buzon.client.outbox.OutboxEntry.Stage.TAKEN;
import static dev.buzon.client.outbox.OutboxEntry.Stage.UNKNOWN;
import static dev.buzon.client.outbox.OutboxEntry.Stage.WAITING;
import static dev.buzon.client.outbox.Post.letter;
import static dev.buzon.client.outbox.Post.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.outbox.OutboxEntry.Recipient;
import dev.buzon.client.outbox.OutboxEntry.Stage;
import dev.buzon.client.smtp.Envelope;
import dev.buzon.client.smtp.SubmissionException;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.smtp.SmtpQuirk;
import dev.buzon.testing.smtp.Step;
import dev.buzon.testing.wire.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C-031: a message waits until it was sent, and is sent once as far as SMTP allows. */
class OutboxTest {
    @TempDir private Path folder = Path.of("");

    private Outbox outbox(Post post) {
        return Outbox.at(folder.resolve("outbox"), Disk.real(), post);
    }

    private static FlushReport flush(Outbox outbox, Post post) throws IOException {
        return outbox.flush(entry -> entry.isDue(post.instant()), post::open);
    }

    @Test
    void whatWasPutIsSentOnceAndThenForgotten() throws Exception {
        try (Post post = new Post(folder)) {
            Outbox outbox = outbox(post);
            OutboxEntry put = outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            assertThat(put.waits()).isTrue();
            assertThat(only(outbox)).isEqualTo(put);
            FlushReport report = flush(outbox, post);
            assertThat(report.problem()).isEmpty();
            assertThat(report.tried()).singleElement().matches(OutboxEntry::isSent);
            assertThat(flush(outbox, post).tried()).isEmpty();
            assertThat(post.server().taken()).hasSize(1);
            assertThat(post.server().taken().getFirst().text())
                    .contains("Message-ID: " + put.messageId());
            assertThat(only(outbox).mayBeDoubled()).isFalse();
            post.pass(Outbox.KEPT.plusSeconds(2));
            flush(outbox, post);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void filesAreTheirOwnersAlone() throws Exception {
        try (Post post = new Post(folder)) {
            outbox(post).put(Post.ANA, letter(1), to("luis@example.test"));
            assertThat(files()).hasSize(3).allMatch(file -> permissions(file).equals("rw-------"));
            assertThat(permissions(folder.resolve("outbox"))).isEqualTo("rwx------");
        }
    }

    @Test
    void laterMeansLongerAndLongerPausesUntilItIsGivenUp() throws Exception {
        SmtpQuirk later = new SmtpQuirk.Refuses(Step.RCPT, SmtpQuirk.ALWAYS, "451 4.2.1 busy");
        try (Post post = new Post(folder, later)) {
            Outbox outbox = outbox(post);
            outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            List<Long> pauses = new ArrayList<>();
            for (int i = 0; i < 100 && only(outbox).waits(); i++) {
                flush(outbox, post);
                assertThat(flush(outbox, post).tried()).isEmpty();
                Duration pause = Duration.between(post.instant(), only(outbox).next());
                pauses.add(pause.toMinutes());
                post.pass(pause);
            }
            assertThat(pauses).startsWith(5L, 15L, 30L, 60L, 120L, 240L, 240L).isSorted();
            Recipient recipient = only(outbox).recipients().getFirst();
            assertThat(recipient.stage()).isEqualTo(REFUSED);
            assertThat(recipient.text()).startsWith("given up after 5 days").contains("4.2.1 busy");
        }
    }

    @Test
    void aComputerThatWasOffDoesNotGiveUpForThat() throws Exception {
        SmtpQuirk later = new SmtpQuirk.Refuses(Step.RCPT, 2, "451 4.2.1 busy");
        try (Post post = new Post(folder, later)) {
            Outbox outbox = outbox(post);
            outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            flush(outbox, post);
            post.pass(Duration.ofDays(30));
            flush(outbox, post);
            post.pass(Duration.ofDays(30));
            flush(outbox, post);
            assertThat(only(outbox).isSent()).isTrue();
        }
    }

    @Test
    void whoHasItDoesNotGetItAgain() throws Exception {
        try (Post post =
                new Post(
                        folder,
                        new SmtpQuirk.RefusesRecipient("no@example.test", "550 5.1.1 who?"),
                        new SmtpQuirk.RefusesRecipient("later@example.test", "452 4.2.2 full"))) {
            Outbox outbox = outbox(post);
            outbox.put(
                    Post.ANA,
                    letter(1),
                    to("yes@example.test", "no@example.test", "later@example.test"));
            flush(outbox, post);
            assertThat(stages(only(outbox))).containsExactly(TAKEN, REFUSED, WAITING);
            assertThat(only(outbox).recipients().get(1).text()).isEqualTo("5.1.1 who?");
            post.server().behave();
            post.pass(Duration.ofHours(1));
            flush(outbox, post);
            assertThat(stages(only(outbox))).containsExactly(TAKEN, REFUSED, TAKEN);
            assertThat(Post.copies(post.server().taken())).hasSize(2).doesNotHaveDuplicates();
            assertThat(outbox.revive(only(outbox).id())).isTrue();
            flush(outbox, post);
            assertThat(only(outbox).isSent()).isTrue();
            assertThat(Post.copies(post.server().taken())).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatNobodyKnowsIsSentAgainWithTheSameMessageIdButNotForEver() throws Exception {
        SmtpQuirk silent = new SmtpQuirk.Drops(Step.MESSAGE, true, End.RST);
        try (Post post = new Post(folder, silent)) {
            Outbox outbox = outbox(post);
            OutboxEntry put = outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            flush(outbox, post);
            assertThat(stages(only(outbox))).containsExactly(UNKNOWN);
            assertThat(only(outbox).waits()).isTrue();
            assertThat(only(outbox).mayBeDoubled()).isTrue();
            for (int i = 0; i < 10; i++) {
                post.pass(Duration.ofHours(5));
                flush(outbox, post);
            }
            assertThat(only(outbox).waits()).isFalse();
            assertThat(post.server().taken()).hasSize(OutboxEntry.UNKNOWN_MOST);
            assertThat(Post.copies(post.server().taken()))
                    .containsOnly(put.messageId() + " luis@example.test");
            post.server().behave();
            outbox.revive(put.id());
            flush(outbox, post);
            assertThat(stages(only(outbox))).containsExactly(TAKEN);
            assertThat(only(outbox).mayBeDoubled()).isTrue();
        }
    }

    @Test
    void aLineThatBreaksBeforeTheEndLeavesNoDoubt() throws Exception {
        for (Step step : List.of(Step.MAIL, Step.RCPT, Step.AUTH, Step.GREETING)) {
            SmtpQuirk drops =
                    new SmtpQuirk.OnConnections(1, 1, new SmtpQuirk.Drops(step, false, End.RST));
            Path home = Files.createDirectory(folder.resolve(step.name()));
            try (Post post = new Post(home, drops)) {
                Outbox outbox = Outbox.at(home.resolve("outbox"), Disk.real(), post);
                outbox.put(Post.ANA, letter(1), to("luis@example.test"));
                flush(outbox, post);
                assertThat(only(outbox).waits()).isTrue();
                flush(outbox, post); // without any pause
                assertThat(only(outbox).isSent()).as(step.name()).isTrue();
                assertThat(only(outbox).mayBeDoubled()).isFalse();
                assertThat(post.server().taken()).hasSize(1);
            }
        }
    }

    @Test
    void withoutAServerEverythingWaits() throws Exception {
        Post post = new Post(folder);
        post.close();
        Outbox outbox = outbox(post);
        outbox.put(Post.ANA, letter(1), to("luis@example.test"));
        outbox.put(Post.ANA, letter(2), to("luis@example.test"));
        FlushReport report = flush(outbox, post);
        assertThat(report.problem()).containsInstanceOf(SubmissionException.Unreachable.class);
        assertThat(report.tried()).hasSize(1);
        assertThat(outbox.list().entries()).allMatch(entry -> entry.isDue(post.instant()));
        assertThat(outbox.list().entries().getFirst().problem()).contains("no connection");
    }

    @Test
    void aWrongPasswordLosesNothing() throws Exception {
        try (Post post = new Post(folder)) {
            Outbox outbox = outbox(post);
            outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            FlushReport report =
                    outbox.flush(
                            _ -> true,
                            () ->
                                    post.submission()
                                            .password(
                                                    Secret.of(
                                                            "x"
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .US_ASCII)))
                                            .open());
            assertThat(report.problem()).containsInstanceOf(SubmissionException.LoginRefused.class);
            flush(outbox, post);
            assertThat(only(outbox).isSent()).isTrue();
        }
    }

    @Test
    void oneSessionCarriesAllAndManyRecipientsGoInPortions() throws Exception {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add("r" + i + "@example.test");
        }
        try (Post post = new Post(folder)) {
            Outbox outbox = outbox(post);
            outbox.put(Post.ANA, letter(1), Envelope.of(Post.ANA, many));
            outbox.put(Post.ANA, letter(2), to("luis@example.test"));
            assertThat(flush(outbox, post).tried()).allMatch(OutboxEntry::isSent);
            assertThat(post.server().transcripts()).hasSize(1);
            assertThat(Post.copies(post.server().taken())).hasSize(151).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoeverWorksAtOnceNothingIsSentTwice() throws Exception {
        try (Post post = new Post(folder)) {
            for (int i = 0; i < 12; i++) {
                outbox(post).put(Post.ANA, letter(i), to("luis@example.test"));
            }
            List<Thread> workers = new ArrayList<>();
            List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 4; i++) {
                workers.add(
                        Thread.ofVirtual()
                                .start(() -> {
                                    try {
                                        flush(outbox(post), post);
                                    } catch (IOException | RuntimeException e) {
                                        failures.add(e);
                                    }
                                }));
            }
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(failures).isEmpty();
            assertThat(outbox(post).list().entries()).hasSize(12).allMatch(OutboxEntry::isSent);
            assertThat(Post.copies(post.server().taken())).hasSize(12).doesNotHaveDuplicates();
        }
    }

    @Test
    void aMessageThatIsBeingSentCannotBeForgotten() throws Exception {
        SmtpQuirk silent = new SmtpQuirk.Stalls(Step.MESSAGE);
        try (Post post = new Post(folder, silent)) {
            Outbox outbox = outbox(post);
            String id = outbox.put(Post.ANA, letter(1), to("luis@example.test")).id();
            Thread worker =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    flush(outbox(post), post);
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            });
            while (only(outbox).underWay().filter(OutboxEntry.UnderWay::ending).isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(outbox.isBusy(id)).isTrue();
            assertThat(outbox.forget(id)).isFalse();
            assertThat(outbox.revive(id)).isFalse();
            assertThat(flush(outbox, post).busy()).containsExactly(id);
            while (worker.isAlive()) {
                post.server().release(); // whoever waits at this moment
            }
            worker.join();
            assertThat(outbox.isBusy(id)).isFalse();
            assertThat(only(outbox).isSent()).isTrue();
            assertThat(outbox.forget(id)).isTrue();
            assertThat(outbox.forget(id)).isFalse();
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void aDamagedJournalIsToldAndNotTouched() throws Exception {
        try (Post post = new Post(folder)) {
            Outbox outbox = outbox(post);
            String id = outbox.put(Post.ANA, letter(1), to("luis@example.test")).id();
            Path journal = folder.resolve("outbox").resolve(id + ".job");
            byte[] octets = Files.readAllBytes(journal);
            octets[octets.length / 2] ^= 1;
            Files.write(journal, octets);
            assertThat(outbox.list().damaged()).containsExactly(id);
            assertThat(flush(outbox, post).tried()).isEmpty();
            assertThat(outbox.revive(id)).isFalse();
            assertThat(post.server().taken()).isEmpty();
            assertThat(outbox.message(id)).exists();
        }
    }

    @Test
    void aMessageThatCannotBeReadHoldsUpNoOther() throws Exception {
        try (Post post = new Post(folder)) {
            Outbox outbox = outbox(post);
            OutboxEntry lost = outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            OutboxEntry other = outbox.put(Post.ANA, letter(2), to("luis@example.test"));
            Files.delete(outbox.message(lost.id()));
            flush(outbox, post);
            assertThat(outbox.list().entries())
                    .filteredOn(entry -> entry.id().equals(other.id()))
                    .allMatch(OutboxEntry::isSent);
            assertThat(outbox.list().entries())
                    .filteredOn(entry -> entry.id().equals(lost.id()))
                    .allMatch(entry -> entry.problem().startsWith("the message cannot be read"));
        }
    }

    @Test
    void aLineThatWasNotWrittenToItsEndDidNotHappen() throws Exception {
        try (Post post = new Post(folder)) {
            Outbox outbox = outbox(post);
            OutboxEntry put = outbox.put(Post.ANA, letter(1), to("luis@example.test"));
            Path journal = folder.resolve("outbox").resolve(put.id() + ".job");
            Files.writeString(journal, "0badf00d {\"event\":\"end", StandardOpenOption.APPEND);
            assertThat(only(outbox)).isEqualTo(put);
            flush(outbox, post);
            assertThat(only(outbox).isSent()).isTrue();
        }
    }

    private static OutboxEntry only(Outbox outbox) throws IOException {
        Outbox.Listing listing = outbox.list();
        assertThat(listing.damaged()).isEmpty();
        assertThat(listing.entries()).hasSize(1);
        return listing.entries().getFirst();
    }

    private static List<Stage> stages(OutboxEntry entry) {
        return entry.recipients().stream().map(Recipient::stage).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("outbox"))) {
            return files.toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
