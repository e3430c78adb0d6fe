package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.InMemoryPostOffice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collecting at our own post office. */
class SyncAtPostOfficeTest {
    private static final String ANA = "ana@example.test";
    private static final String PASSWORD = "s3cret clave";

    private final InMemoryPostOffice office = InMemoryPostOffice.start();

    @TempDir Path folder;

    @BeforeEach
    void account() {
        office.account(ANA, PASSWORD);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Pop3Sync sync(MailSink sink) {
        Pop3 pop3 =
                Pop3.at(new ServerAddress("127.0.0.1", office.port("pop3")), Security.CLEARTEXT)
                        .user(ANA)
                        .password(Secret.of(PASSWORD.getBytes(StandardCharsets.UTF_8)));
        return Pop3Sync.of(pop3, sink, Ledger.in(folder.resolve("state")));
    }

    private void deliver(int from, int to) {
        for (int i = from; i <= to; i++) {
            office.deliver(
                    ANA,
                    ("Subject: message " + i + "\r\n\r\n.body of " + i + "\r\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> subjects(MemorySink sink) {
        List<String> subjects = new ArrayList<>();
        for (MemorySink.Message message : sink.messages()) {
            String text = new String(message.content(), StandardCharsets.UTF_8);
            subjects.add(text.substring("Subject: message ".length(), text.indexOf('\r')));
        }
        return subjects;
    }

    @Test
    void everythingIsCollectedOnceAndStays() {
        deliver(1, 30);
        MemorySink sink = new MemorySink();
        SyncReport first = sync(sink).run();
        assertThat(first.outcome()).isEqualTo(new Outcome.Complete());
        assertThat(first.collected()).isEqualTo(30);
        assertThat(first.sessions()).isEqualTo(1);
        deliver(31, 33);
        SyncReport second = sync(sink).run();
        assertThat(second.collected()).isEqualTo(3);
        assertThat(second.listed()).isEqualTo(33);
        assertThat(sync(sink).run().collected()).isZero();
        assertThat(subjects(sink)).hasSize(33).doesNotHaveDuplicates();
    }

    @Test
    void whatIsDurableIsDeletedAtOnce() {
        deliver(1, 200);
        MemorySink sink = new MemorySink();
        SyncReport report = sync(sink).deleteAtOnce().run();
        assertThat(report.outcome()).isEqualTo(new Outcome.Complete());
        assertThat(report.deleted()).isEqualTo(200);
        assertThat(report.clean()).isTrue();
        assertThat(sync(sink).run().listed()).isZero();
        assertThat(subjects(sink)).hasSize(200).doesNotHaveDuplicates();
    }

    @Test
    void aMaildirGetsFilesWithLocalLines() throws Exception {
        deliver(1, 3);
        Path mail = folder.resolve("mail");
        SyncReport report = sync(Maildir.at(mail)).run();
        assertThat(report.collected()).isEqualTo(3);
        try (var files = Files.list(mail.resolve("new"))) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> {
                        String text = Files.readString(file);
                        assertThat(text).startsWith("Subject: message").doesNotContain("\r");
                        assertThat(String.valueOf(file.getFileName()))
                                .endsWith(",S=" + Files.size(file));
                    });
        }
        assertThat(mail.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aDryRunCollectsAndDeletesNothing() {
        deliver(1, 5);
        MemorySink sink = new MemorySink();
        DryRun dry = sync(sink).deleteAtOnce().dryRun();
        assertThat(dry.plan().fetches()).hasSize(5).allMatch(step -> step.why() == Why.NEW);
        assertThat(dry.plan().octetsToFetch()).isPositive();
        assertThat(sink.messages()).isEmpty();
        assertThat(sync(sink).run().collected()).isEqualTo(5);
        assertThat(sync(sink).deleteAtOnce().dryRun().plan().deletes())
                .hasSize(5)
                .allMatch(step -> step.why() == Why.COLLECTED);
        assertThat(sync(sink).run().listed()).isEqualTo(5);
    }
}
