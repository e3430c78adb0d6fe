package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.FaultyDisk;
import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.sink.HandOver;
import dev.buzon.client.sink.IncomingMessage;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sink.MessageRefusedException;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can wish for, carried out. */
class PolicyTest {
    @TempDir Path state;

    private Collecting at(Quirk... quirks) {
        return new Collecting(state.resolve("state"), quirks);
    }

    @Test
    void afterTwoWeeksOfOurClockMessagesLeaveTheServer() {
        try (Collecting c = at().messages(2)) {
            c.sync().leaveOnServer(Duration.ofDays(14)).run();
            c.later(Duration.ofDays(10));
            c.messages(1);
            assertThat(c.sync().leaveOnServer(Duration.ofDays(14)).run().deleted()).isZero();
            c.later(Duration.ofDays(4));
            assertThat(c.sync().leaveOnServer(Duration.ofDays(14)).run().deleted()).isEqualTo(2);
            assertThat(c.left()).hasSize(1);
            c.later(Duration.ofDays(10));
            assertThat(c.sync().leaveOnServer(Duration.ofDays(14)).run().deleted()).isEqualTo(1);
            c.assertEachOnce();
        }
    }

    @Test
    void whatIsThrownAwayHereLeavesTheServer() {
        try (Collecting c = at().messages(3)) {
            c.sync().untilDeletedLocally().run();
            String second = c.texts().get(1);
            c.sink().throwAway(second.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(c.sync().run().deleted()).as("not wanted").isZero();
            assertThat(c.sync().untilDeletedLocally().run().deleted()).isEqualTo(1);
            assertThat(c.left()).hasSize(2).doesNotContain(second);
        }
    }

    @Test
    void largeMessagesComeWhenTheLimitIsLifted() {
        try (Collecting c = at().messages(2)) {
            c.put("Subject: big\r\n\r\n" + "x\r\n".repeat(1000));
            SyncReport first = c.sync().maxSize(500).deleteAtOnce().run();
            assertThat(first.collected()).isEqualTo(2);
            assertThat(first.tooBig()).hasSize(1);
            assertThat(c.left()).hasSize(1);
            assertThat(c.sync().maxSize(500).run().tooBig()).hasSize(1);
            assertThat(c.sync().deleteAtOnce().run().collected()).isEqualTo(1);
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void headersComeFirstAndBodiesWhenTheyAreWanted() {
        try (Collecting c = at().messages(3)) {
            SyncReport headers = c.sync().headersOnly(Set.of()).deleteAtOnce().run();
            assertThat(headers.headers()).isEqualTo(3);
            assertThat(c.left()).as("a header alone deletes nothing").hasSize(3);
            assertThat(c.texts()).allMatch(text -> text.endsWith("\r\n\r\n"));
            assertThat(c.sync().headersOnly(Set.of()).run().collected()).isZero();
            c.sync().headersOnly(Set.of("uid-0002")).run();
            assertThat(c.texts()).hasSize(3).filteredOn(text -> text.contains(".dot")).hasSize(1);
            assertThat(c.sync().deleteAtOnce().run().deleted()).isEqualTo(3);
            c.assertEachOnce();
        }
    }

    @Test
    void withoutTopHeadersAreHadFromWholeMessages() {
        try (Collecting c = at(new Quirk.Without(Turn.TOP)).messages(3)) {
            for (int run = 0; run < 2; run++) {
                SyncReport report = c.sync().headersOnly(Set.of()).run();
                assertThat(report.outcome()).isEqualTo(new Outcome.Complete());
            }
            c.assertEachOnce();
            assertThat(c.server().retrievals(1)).isEqualTo(1);
        }
    }

    @Test
    void whatTopGivesIsNeverTakenForAMessage() {
        for (Quirk.LyingTop lie : Quirk.LyingTop.values()) {
            try (Collecting c =
                    new Collecting(state.resolve("" + lie), lie, new Quirk.Without(Turn.UIDL))
                            .messages(4)) {
                for (int run = 0; run < 3; run++) {
                    c.sync().run();
                }
                c.assertEachOnce();
            }
        }
    }

    @Test
    void onlyNamedMessagesAreKeptOrDeleted() {
        try (Collecting c = at().messages(4)) {
            c.sync().deleteAtOnce().policy(Policy.USUAL.deleteNow(Set.of("uid-0002"))).run();
            assertThat(c.left()).hasSize(3);
            Policy none = Policy.USUAL.retention(new Policy.Retention.None());
            c.sync().policy(none.keep(Set.of("uid-0003"))).run();
            assertThat(c.left()).hasSize(1);
            c.assertEachOnce();
        }
    }

    @Test
    void aProgramIsHandedEachMessageAndMayRefuseOne() throws IOException {
        List<String> taken = new ArrayList<>();
        List<Boolean> again = new ArrayList<>();
        try (Collecting c = at().messages(4)) {
            HandOver sink =
                    HandOver.to(
                            state.resolve("spool"),
                            message -> {
                                if (message.uid().equals("uid-0002") && c.left().size() < 5) {
                                    throw new MessageRefusedException("not this one");
                                }
                                taken.add(text(message));
                                again.add(message.again());
                            });
            SyncReport first = c.sync(c.pop3(), sink).deleteAtOnce().run();
            assertThat(first.failures())
                    .singleElement()
                    .extracting("text")
                    .isEqualTo("not this one");
            assertThat(c.left()).hasSize(1);
            c.messages(4);
            c.sync(c.pop3(), sink).deleteAtOnce().run();
            assertThat(taken).hasSize(8).doesNotHaveDuplicates();
            assertThat(again).containsOnly(false);
            assertThat(c.left()).isEmpty();
        }
    }

    private static String text(IncomingMessage message) throws IOException {
        try (var in = message.open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aFullDiskIsToldAndNothingIsDeletedThatIsNotDurable() throws IOException {
        try (Collecting c = at().messages(40)) {
            FaultyDisk disk = new FaultyDisk();
            Maildir mail = Maildir.at(state.resolve("mail"), disk, c.clock());
            disk.full(disk.operations() + 60, Integer.MAX_VALUE);
            SyncReport report = c.sync(c.pop3(), mail).deleteAtOnce().run();
            assertThat(report.outcome()).isInstanceOf(Outcome.NeedsPerson.class);
            assertThat(report.outcome().toString()).contains("DISK").contains("No space left");
            disk.full(Integer.MAX_VALUE, Integer.MAX_VALUE);
            assertThat(c.sync(c.pop3(), mail).deleteAtOnce().run().outcome())
                    .isEqualTo(new Outcome.Complete());
            try (Stream<Path> files = Files.list(state.resolve("mail").resolve("new"))) {
                assertThat(files).hasSize(40);
            }
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void aRunCanBeCancelledAndNothingIsLost() throws Exception {
        try (Collecting c = at(new Quirk.OnMessage(3, new Quirk.Stall(Turn.RETR))).messages(5);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Pop3Sync sync =
                    c.sync()
                            .deleteAtOnce()
                            .onEvent(event -> {
                                if (event instanceof SyncEvent.Progress progress
                                        && progress.messages() == 2) {
                                    begun.countDown();
                                }
                            });
            Future<SyncReport> run = threads.submit(sync::run);
            begun.await();
            sync.cancel();
            assertThat(run.get().outcome()).isEqualTo(new Outcome.Cancelled());
            assertThat(sync.run().outcome()).isEqualTo(new Outcome.Cancelled());
            c.server().behave();
            assertThat(c.sync().deleteAtOnce().run().outcome()).isEqualTo(new Outcome.Complete());
            c.assertEachOnce();
            assertThat(c.left()).isEmpty();
        }
    }

    @Test
    void aSecondRunForTheAccountIsToldToComeLater() throws IOException {
        try (Collecting c = at().messages(1);
                Book other = c.ledger().open("ana@127.0.0.1")) {
            assertThat(other.entries()).isEmpty();
            Outcome outcome = c.sync().run().outcome();
            assertThat(outcome).isInstanceOf(Outcome.Again.class);
            assertThat(((Outcome.Again) outcome).cause()).isEqualTo(Outcome.Cause.RUNNING_ALREADY);
        }
    }

    @Test
    void twoAccountsMayShareAMaildir() throws IOException {
        try (Collecting one = at().messages(3);
                Collecting two = new Collecting(state.resolve("two")).messages(3)) {
            Path mail = state.resolve("mail");
            one.sync(one.pop3(), Maildir.at(mail)).run();
            two.sync(two.pop3(), Maildir.at(mail)).account("luis@elsewhere").run();
            try (Stream<Path> files = Files.list(mail.resolve("new"))) {
                assertThat(files).hasSize(6);
            }
        }
    }

    @Test
    void aDryRunSaysWhyAndChangesNothing() {
        try (Collecting c = at().messages(3)) {
            c.sync().run();
            c.messages(2);
            c.later(Duration.ofDays(20));
            DryRun dry = c.sync().leaveOnServer(Duration.ofDays(14)).maxSize(60).dryRun();
            assertThat(dry.report().outcome()).isEqualTo(new Outcome.Complete());
            assertThat(dry.plan().deletes()).hasSize(3).allMatch(s -> s.why() == Why.TIME_IS_UP);
            assertThat(dry.plan().steps()).allMatch(step -> !step.why().sentence().isEmpty());
            assertThat(c.left()).hasSize(5);
            assertThat(c.texts()).hasSize(3);
        }
    }

    @Test
    void whatHappensIsToldWhileItDoes() {
        try (Collecting c = at().messages(4)) {
            c.sync().deleteAtOnce().newestFirst().run();
            assertThat(c.events())
                    .hasAtLeastOneElementOfType(SyncEvent.Connecting.class)
                    .hasAtLeastOneElementOfType(SyncEvent.Planned.class)
                    .contains(new SyncEvent.Deleted(4));
            List<SyncEvent.Progress> progress =
                    c.events().stream()
                            .filter(SyncEvent.Progress.class::isInstance)
                            .map(SyncEvent.Progress.class::cast)
                            .toList();
            assertThat(progress.getLast().messages()).isEqualTo(4);
            assertThat(progress.getLast().octets()).isEqualTo(progress.getLast().ofOctets());
            assertThat(c.sink().messages())
                    .extracting(message -> message.facts().uid().orElse(""))
                    .containsExactly("uid-0004", "uid-0003", "uid-0002", "uid-0001");
        }
    }

    @Test
    void aLedgerThatWasDamagedIsRepairedAndSaysSo() throws IOException {
        try (Collecting c = at().messages(5)) {
            c.sync().run();
            Path file = c.ledger().file("ana@127.0.0.1");
            byte[] octets = Files.readAllBytes(file);
            octets[octets.length / 2] ^= 4;
            Files.write(file, octets);
            SyncReport report = c.sync().run();
            assertThat(report.collected()).isZero();
            assertThat(report.notes()).anyMatch(note -> note.contains("ledger was damaged"));
            c.assertEachOnce();
        }
    }

    @Test
    void ledgerAndSinkCanBeLookedAtAfterwards() throws IOException {
        MemorySink sink = new MemorySink();
        try (Collecting c = at().messages(2)) {
            c.sync(c.pop3(), sink).run();
            try (Book book = Ledger.in(state.resolve("state")).open("ana@127.0.0.1")) {
                assertThat(book.entries()).hasSize(2).allMatch(entry -> entry.proven());
                assertThat(book.of("uid-0001"))
                        .singleElement()
                        .satisfies(entry ->
                                assertThat(sink.settle(entry.receipt()).name())
                                        .isEqualTo("PLACED"));
            }
        }
    }
}
