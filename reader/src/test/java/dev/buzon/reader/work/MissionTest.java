package dev.buzon.reader.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.disk.Disk;
import dev.buzon.reader.folder.Flag;
import dev.buzon.reader.folder.Held;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.mime.Person;
import dev.buzon.reader.write.Draft;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.relay.Relay;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people, two readers, one post office: everything but the page. */
final class MissionTest {
    private static final String ANA = "ana@example.test";
    private static final String LUIS = "luis@example.test";

    @TempDir private Path folder;

    @Test
    void anAnswerWrittenWithoutALineArrivesAndEverythingLeavesTheServerInTime() throws Exception {
        MovedAlarms time = new MovedAlarms();
        try (InMemoryPostOffice office =
                        InMemoryPostOffice.with()
                                .account(ANA, Somebody.PASSWORD)
                                .account(LUIS, Somebody.PASSWORD)
                                .start();
                Relay line = Relay.to(office.port("submission")).start();
                Relay popLine = Relay.to(office.port("pop3")).start();
                Somebody ana =
                        new Somebody(
                                folder.resolve("ana"),
                                ANA,
                                popLine.port(),
                                line.port(),
                                time,
                                Disk.real());
                Somebody luis =
                        new Somebody(
                                folder.resolve("luis"),
                                LUIS,
                                office.port("pop3"),
                                office.port("submission"),
                                time,
                                Disk.real())) {
            somethingComes(office, ana);
            anAnswerWaitsForTheLine(ana, time, List.of(line, popLine));
            itArrivesAndIsDeletedInTime(office, ana, luis, time);
        }
    }

    private static void somethingComes(InMemoryPostOffice office, Somebody ana) throws Exception {
        office.deliver(
                ANA,
                """
                From: Luis <luis@example.test>
                To: ana@example.test
                Subject: cena
                Message-ID: <m1@example.test>

                Cenamos hoy?
                """
                        .replace("\n", "\r\n"));
        ana.collect();
        assertThat(ana.state().last().orElseThrow().text().text()).isEqualTo("work.done.one");
    }

    private static void anAnswerWaitsForTheLine(Somebody ana, MovedAlarms time, List<Relay> lines)
            throws Exception {
        lines.forEach(line -> line.refuse(true));
        Held mail = ana.held(Role.INBOX).getFirst();
        Draft answer = ana.beginning().reply(ana.original(mail)).draft();
        ana.drafts.keep(answer.text("Sí\n" + answer.text(), Optional.empty()));
        try (Awaiting awaiting = new Awaiting(ana.bulletin)) {
            ana.sending.send(answer.id(), Duration.ofSeconds(5));
            assertThat(ana.fates()).containsExactly(Dispatch.Fate.HOLDING);
            assertThat(ana.held(Role.DRAFTS)).hasSize(1);
            time.move(Duration.ofSeconds(6));
            awaiting.until(
                    "a wait for the line",
                    () ->
                            ana.sending.list().stream()
                                    .anyMatch(one ->
                                            one.text().text().equals("work.send.waiting.problem")));
            assertThat(ana.held(Role.DRAFTS)).isEmpty();
            assertThat(ana.mails(Role.SENT)).isEmpty();
            ana.collect();
            assertThat(ana.state().last().orElseThrow().result())
                    .isIn(AccountState.Result.AWAY, AccountState.Result.LATER);

            lines.forEach(line -> line.refuse(false));
            ana.collect();
            awaiting.until("the sending", () -> ana.fates().equals(List.of(Dispatch.Fate.SENT)));
            awaiting.until("the copy", () -> ana.held(Role.SENT).size() == 1);
            awaiting.until(
                    "the mark",
                    () -> ana.held(Role.INBOX).getFirst().flags().contains(Flag.REPLIED));
        }
    }

    private static void itArrivesAndIsDeletedInTime(
            InMemoryPostOffice office, Somebody ana, Somebody luis, MovedAlarms time)
            throws Exception {
        luis.collect();
        assertThat(luis.mails(Role.INBOX)).hasSize(1);
        var came = luis.mails(Role.INBOX).getFirst();
        assertThat(came.header().subject()).isEqualTo("Re: cena");
        assertThat(came.header().inReplyTo()).containsExactly("m1@example.test");
        assertThat(came.body().plain().orElseThrow().text()).contains("Sí", "> Cenamos hoy?");
        assertThat(luis.onServer.remembered(luis.account()).items()).hasSize(1);

        time.move(Duration.ofDays(13));
        luis.collect();
        assertThat(office.messages(LUIS)).hasSize(1);
        time.move(Duration.ofDays(2));
        luis.collect();
        assertThat(office.messages(LUIS)).isEmpty();
        assertThat(luis.mails(Role.INBOX)).hasSize(1);
        assertThat(luis.onServer.remembered(luis.account()).items()).isEmpty();
        assertThat(ana.mails(Role.SENT)).hasSize(1);
    }

    @Test
    void whatAPersonWantsOfOneMessageCountsMoreThanTheRules() throws Exception {
        MovedAlarms time = new MovedAlarms();
        try (InMemoryPostOffice office =
                        InMemoryPostOffice.with().account(ANA, Somebody.PASSWORD).start();
                Somebody ana =
                        new Somebody(folder, ANA, office.port("pop3"), 1, time, Disk.real())) {
            office.deliver(ANA, "From: x@example.net\r\nSubject: keep\r\n\r\na\r\n");
            office.deliver(ANA, "From: x@example.net\r\nSubject: drop\r\n\r\nb\r\n");
            ana.collect();
            var items = ana.onServer.remembered(ana.account()).items();
            assertThat(items).hasSize(2);
            ana.onServer.wish(
                    ANA,
                    items.getFirst().uid(),
                    java.util.Set.of(dev.buzon.client.own.Overrides.Wish.KEEP));
            ana.onServer.wish(
                    ANA,
                    items.getLast().uid(),
                    java.util.Set.of(dev.buzon.client.own.Overrides.Wish.DELETE));
            OnServer.Look look = ana.onServer.ask(ana.account());
            assertThat(look.asked()).isTrue();
            assertThat(look.items())
                    .extracting(item -> item.why().name())
                    .containsExactlyInAnyOrder("ASKED_TO_KEEP", "ASKED_TO_DELETE");
            ana.collect();
            assertThat(office.messages(ANA)).hasSize(1);
            time.move(Duration.ofDays(30));
            ana.collect();
            assertThat(office.messages(ANA)).hasSize(1);
        }
    }

    @Test
    void aDraftIsCalledBackInTime() throws Exception {
        MovedAlarms time = new MovedAlarms();
        try (Somebody ana = new Somebody(folder, ANA, 1, 1, time, Disk.real())) {
            Draft draft =
                    Draft.empty(ANA, new Person("", ANA))
                            .to(List.of(new Person("", LUIS)), List.of(), List.of())
                            .text("x", Optional.empty());
            ana.drafts.keep(draft);
            ana.sending.send(draft.id(), Duration.ofSeconds(5));
            time.move(Duration.ofSeconds(4));
            assertThat(ana.sending.undo(draft.id()).orElseThrow().text()).isEqualTo("x");
            time.move(Duration.ofSeconds(10));
            assertThat(ana.sending.list()).isEmpty();
            assertThat(ana.held(Role.DRAFTS)).hasSize(1);
            assertThat(ana.sending.undo(draft.id())).isEmpty();
        }
    }
}
