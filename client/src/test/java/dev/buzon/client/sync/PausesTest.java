package dev.buzon.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.sink.MailSink;
import dev.buzon.client.sink.MemorySink;
import dev.buzon.client.sink.MessageFacts;
import dev.buzon.client.sink.Settled;
import dev.buzon.testing.pop3.Phase;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.Turn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a server is left alone, and when it has to know that we are there. */
class PausesTest {
    @TempDir Path state;

    private Collecting at(Quirk... quirks) {
        return new Collecting(state, quirks);
    }

    private static void assertComplete(SyncReport report) {
        assertThat(report.outcome()).as(report.toString()).isEqualTo(new Outcome.Complete());
    }

    @Test
    void aPauseBetweenLoginsIsKept() {
        try (Collecting c =
                at(new Quirk.Announces(Set.of(Phase.values()), "LOGIN-DELAY 900")).messages(2)) {
            assertComplete(c.sync().run());
            c.later(Duration.ofMinutes(10));
            SyncReport second = c.sync().run();
            assertThat(second.sessions()).isZero();
            assertThat(second.outcome())
                    .isEqualTo(
                            new Outcome.Again(
                                    Outcome.Cause.LOGIN_DELAY,
                                    c.now().plus(Duration.ofMinutes(5)),
                                    "the server wants a pause between logins"));
            c.later(Duration.ofMinutes(5));
            assertComplete(c.sync().run());
        }
    }

    @Test
    void codesDecideWhoIsAskedAndWhen() {
        record Case(String answer, Class<? extends Outcome> outcome, String sign) {}
        var cases =
                List.of(
                        new Case("-ERR [IN-USE] busy", Outcome.Again.class, "IN_USE"),
                        new Case("-ERR [login-delay] slow", Outcome.Again.class, "LOGIN_DELAY"),
                        new Case("-ERR [sys/temp/x] later", Outcome.Again.class, "TEMPORARY"),
                        new Case("-ERR [SYS/PERM] sorry", Outcome.NeedsPerson.class, "SERVER"),
                        new Case("-ERR [AUTH] wrong", Outcome.NeedsPerson.class, "LOGIN"));
        for (Case each : cases) {
            try (Collecting c =
                    new Collecting(
                            state.resolve(each.sign()),
                            new Quirk.Refuses(
                                    Turn.LOGIN, Quirk.ANY, Quirk.ALWAYS, each.answer()))) {
                Outcome outcome = c.sync().run().outcome();
                assertThat(outcome).isInstanceOf(each.outcome());
                assertThat(outcome.toString()).contains(each.sign());
            }
        }
    }

    @Test
    void pausesGrowWhileTheSameThingIsInTheWay() {
        try (Collecting c =
                at(new Quirk.Refuses(Turn.LOGIN, Quirk.ANY, 3, "-ERR [IN-USE] busy")).messages(1)) {
            for (int minutes : new int[] {1, 2, 4}) {
                Outcome.Again again = (Outcome.Again) c.sync().run().outcome();
                assertThat(again.notBefore()).isEqualTo(c.now().plus(Duration.ofMinutes(minutes)));
            }
            assertComplete(c.sync().run());
        }
    }

    @Test
    void aRefusalWithoutAReasonIsNotAWrongPasswordAtOnce() {
        try (Collecting c = at().messages(1)) {
            assertComplete(c.sync().run());
            c.server()
                    .behave(
                            new Quirk.Refuses(Turn.LOGIN, Quirk.ANY, Quirk.ALWAYS, "-ERR go away"),
                            new Quirk.Conceals(Set.of(Phase.values()), "AUTH-RESP-CODE"));
            assertThat(c.sync().run().outcome()).isInstanceOf(Outcome.Again.class);
            assertThat(c.sync().run().outcome()).isInstanceOf(Outcome.Again.class);
            assertThat(c.sync().run().outcome()).isInstanceOf(Outcome.NeedsPerson.class);
        }
    }

    @Test
    void aServerThatDeletesByItselfIsWarnedOf() {
        try (Collecting c =
                at(new Quirk.Announces(Set.of(Phase.values()), "EXPIRE 30")).messages(1)) {
            SyncReport twoWeeks = c.sync().leaveOnServer(Duration.ofDays(14)).run();
            assertThat(twoWeeks.expireDays()).hasValue(30);
            assertThat(twoWeeks.notes()).isEmpty();
            assertThat(c.sync().leaveOnServer(Duration.ofDays(60)).run().notes())
                    .anyMatch(note -> note.contains("30 days"));
            assertThat(c.sync().leaveOnServer().run().notes())
                    .anyMatch(note -> note.contains("30 days"));
            assertThat(c.sync().deleteAtOnce().run().notes()).isEmpty();
        }
    }

    @Test
    void aDiskThatStallsIsNoReasonForTheServerToHangUp() {
        try (Collecting c = at(new Quirk.ClosesWhenIdle(Duration.ofSeconds(2))).messages(3)) {
            MailSink slow = new SlowSink(c);
            SyncReport report =
                    c.sync(c.pop3(), slow).deleteAtOnce().ownDelay(Duration.ofMillis(300)).run();
            assertComplete(report);
            assertThat(report.sessions()).isEqualTo(1);
            assertThat(report.deleted()).isEqualTo(3);
            c.assertEachOnce();
        }
    }

    /** Seals nothing before the server has been told ten times that we are there. */
    private record SlowSink(Collecting c) implements MailSink {
        @Override
        public Incoming begin(MessageFacts facts) {
            Incoming real = memory().begin(facts);
            return new Incoming() {
                @Override
                public void write(ByteBuffer octets) throws IOException {
                    real.write(octets);
                }

                @Override
                public String seal() throws IOException {
                    awaitNoops(10);
                    return real.seal();
                }

                @Override
                public void publish() throws IOException {
                    real.publish();
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }

        private void awaitNoops(int count) throws IOException {
            CountDownLatch never = new CountDownLatch(1);
            try {
                for (int i = 0; i < 600; i++) {
                    long noops =
                            c.server().heard().stream()
                                    .filter(said -> said.toString().contains("NOOP"))
                                    .count();
                    if (noops >= count || never.await(50, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
                throw new IOException("the server heard nothing");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        private MemorySink memory() {
            return c.sink();
        }

        @Override
        public Settled settle(String receipt) {
            return memory().settle(receipt);
        }

        @Override
        public void flush() {
            memory().flush();
        }
    }
}
