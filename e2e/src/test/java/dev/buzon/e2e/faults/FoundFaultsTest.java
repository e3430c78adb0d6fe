package dev.buzon.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.ledger.Book;
import dev.buzon.client.ledger.Change;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sink.MessageFacts;
import dev.buzon.client.sink.Settled;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.SyncReport;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Phase;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import dev.buzon.testing.wire.End;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the campaign has found, once each. */
class FoundFaultsTest {
    @TempDir private Path folder;

    private final Toll toll = new Toll();
    private final MemorySink sink = new MemorySink();
    private final Watch watch = new Watch();

    /** It compared two messages, lost the line in the third, and began again, without an end. */
    @Test
    void aLineThatBreaksDoesNotMakeItCompareForEver() throws Exception {
        try (MisbehavingServer server = withoutIdentifiers()) {
            run(server);
            server.behave(
                    without(Turn.UIDL),
                    without(Turn.TOP),
                    new Quirk.CutInAnswer(Turn.RETR, 3, 10, End.FIN));
            Optional<SyncReport> report = run(server);
            assertThat(report.map(SyncReport::sessions))
                    .hasValueSatisfying(sessions -> assertThat(sessions).isLessThan(10));
            assertThat(toll.wrong()).isEmpty();
            assertThat(sink.messages()).hasSize(5);
        }
    }

    /** A server that may show windows gave it the same messages to compare, without an end. */
    @Test
    void aPossibleWindowIsNotLookedThroughForEver() throws Exception {
        try (MisbehavingServer server = withoutIdentifiers()) {
            run(server);
            server.behave(
                    without(Turn.UIDL),
                    without(Turn.TOP),
                    new Quirk.Announces(EnumSet.allOf(Phase.class), "EXPIRE 0"));
            Optional<SyncReport> report = run(server);
            assertThat(report.map(SyncReport::outcome)).hasValue(new Outcome.Complete());
            assertThat(toll.wrong()).isEmpty();
            assertThat(sink.messages()).hasSize(5);
        }
    }

    /** It was renamed and not synced, found again, believed durable, and gone with the power. */
    @Test
    void aMessageThatIsFoundInItsPlaceIsSyncedThereAgain() throws Exception {
        TreacherousDisk disk = new TreacherousDisk(false);
        Maildir first = Maildir.at(folder.resolve("mail"), disk, watch);
        byte[] message = "Subject: a\n\nb\n".getBytes(StandardCharsets.US_ASCII);
        String receipt;
        try (MailSink.Incoming incoming =
                first.begin(new MessageFacts("ana", Optional.of("1"), message.length))) {
            incoming.write(ByteBuffer.wrap(message));
            receipt = incoming.seal();
            first.flush();
            incoming.publish();
        }
        Maildir second = Maildir.at(folder.resolve("mail"), disk, watch);
        assertThat(second.settle(receipt)).isEqualTo(Settled.PLACED);
        second.flush();
        disk.loseEverythingNotSynced();
        assertThat(DiskRun.stored(folder)).containsExactly(message);
    }

    /** A ledger was made, its name was not durable, it was used all the same, and gone. */
    @Test
    void aLedgerWhoseNameWasNotDurableIsNotLostWithThePower() throws Exception {
        for (int at = 0; at < 20; at++) {
            Path state = folder.resolve("state-" + at);
            TreacherousDisk disk = new TreacherousDisk(false);
            disk.fail(TreacherousDisk.Trouble.EVERYTHING_FAILS, at, 1);
            try (Book first = Ledger.in(state, disk, watch).open("ana")) {
                assertThat(first.account()).isEqualTo("ana");
            } catch (IOException _) {
                assertThat(at).isLessThan(15); // that is what is tried
            }
            disk.heal();
            try (Book second = Ledger.in(state, disk, watch).open("ana")) {
                second.write(List.of(new Change.Fact("last-login", "1")));
                second.sync();
            }
            disk.loseEverythingNotSynced();
            try (Book third = Ledger.in(state, Disk.real(), watch).open("ana")) {
                assertThat(third.fact("last-login")).as("stopped at " + at).contains("1");
            }
        }
    }

    /** A Maildir was named, the name was not durable, it was used all the same, and got another. */
    @Test
    void aMaildirWhoseIdWasNotDurableKeepsItInAPowerCut() throws Exception {
        boolean stopped = false;
        for (int at = 0; at < 20; at++) {
            Path mail = folder.resolve("mail-" + at);
            TreacherousDisk disk = new TreacherousDisk(false);
            disk.fail(TreacherousDisk.Trouble.EVERYTHING_FAILS, at, 1);
            try {
                Maildir.at(mail, disk, watch);
            } catch (IOException _) {
                stopped = true;
            }
            disk.heal();
            Maildir.at(mail, disk, watch);
            byte[] id = Files.readAllBytes(mail.resolve("buzon-maildir-id"));
            disk.loseEverythingNotSynced();
            assertThat(mail.resolve("buzon-maildir-id"))
                    .as("stopped at " + at)
                    .hasBinaryContent(id);
        }
        assertThat(stopped).isTrue();
    }

    /**
     * The ledger could not be made durable before a message was placed; the next run believed what
     * it read there, placed the message, and a power cut took the record.
     */
    @Test
    void aMessageIsNotPlacedUponARecordThatIsNotDurable() throws Exception {
        for (int at = 20; at < 30; at++) {
            for (int cut = 4; cut < 9; cut++) {
                placedUponARecord(at, cut);
            }
        }
    }

    private void placedUponARecord(int at, int cut) throws Exception {
        Path here = Files.createDirectory(folder.resolve("at-" + at + "-" + cut));
        TreacherousDisk disk = new TreacherousDisk(false);
        try (MisbehavingServer server = MisbehavingServer.with().start()) {
            new Mailbag(new Random(at)).messages(1).forEach(server::put);
            disk.fail(TreacherousDisk.Trouble.EVERYTHING_FAILS, at, 40);
            collect(server, here, disk);
            disk.heal();
            disk.fail(TreacherousDisk.Trouble.POWER_CUT, cut, 1);
            collect(server, here, disk);
            disk.loseEverythingNotSynced();
            collect(server, here, disk);
            assertThat(DiskRun.stored(here)).as("stopped at " + at + ", " + cut).hasSize(1);
        }
    }

    private void collect(MisbehavingServer server, Path here, Disk disk) throws Exception {
        Maildir maildir;
        try {
            maildir = Maildir.at(here.resolve("mail"), disk, watch);
        } catch (IOException _) {
            return; // it is told to the person
        }
        Ledger ledger = Ledger.in(here.resolve("state"), disk, watch);
        new Patience("found", toll, watch)
                .once(
                        LineRun.sync(
                                server.port(),
                                Wish.everythingStays(),
                                LineRun.PATIENT,
                                maildir,
                                ledger,
                                watch));
    }

    private static Quirk without(Turn turn) {
        return new Quirk.Without(turn);
    }

    private static MisbehavingServer withoutIdentifiers() {
        MisbehavingServer server =
                MisbehavingServer.with(without(Turn.UIDL), without(Turn.TOP)).start();
        new Mailbag(new Random(1)).messages(5).forEach(server::put);
        return server;
    }

    private Optional<SyncReport> run(MisbehavingServer server) throws Exception {
        return new Patience("found", toll, watch)
                .once(
                        LineRun.sync(
                                server.port(),
                                Wish.everythingStays(),
                                LineRun.PATIENT,
                                sink,
                                Ledger.in(folder, Disk.real(), watch),
                                watch));
    }
}
