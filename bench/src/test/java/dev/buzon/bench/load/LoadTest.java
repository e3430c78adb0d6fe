package dev.buzon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.Endpoint;
import dev.buzon.bench.wire.ScriptedServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoadTest {
    private static final ProcessTree NOBODY = new ProcessTree(List.of());

    @Test
    void aDrainOfAnEmptyMaildropIsASessionWithoutErrors() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.saying("+OK\r\n", "+OK\r\n", "+OK\r\n", "+OK 0 0\r\n", "+OK\r\n")) {
            Outcome outcome = Load.run(drain(server.endpoint(), 0), NOBODY);
            assertThat(outcome.errors()).isEmpty();
            assertThat(outcome.sessions()).isEqualTo(1);
            assertThat(outcome.messages()).isZero();
        }
    }

    @Test
    void aMaildropThatHoldsAnotherNumberOfMessagesIsAnError() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.saying("+OK\r\n", "+OK\r\n", "+OK\r\n", "+OK 1 5\r\n")) {
            Outcome outcome = Load.run(drain(server.endpoint(), 2), NOBODY);
            assertThat(outcome.errors().toString())
                    .contains("STAT says 1 messages, there must be 2");
            assertThat(outcome.good()).isFalse();
        }
    }

    @Test
    void sizesThatDoNotAddUpAreAnError() throws Exception {
        String[] answers = {
            "+OK\r\n",
            "+OK\r\n",
            "+OK\r\n",
            "+OK 1 5\r\n",
            "+OK\r\nabcd\r\n.\r\n",
            "+OK\r\n",
            "+OK\r\n"
        };
        try (ScriptedServer server = ScriptedServer.saying(answers)) {
            Plan seeded = drain(server.endpoint(), 1);
            Plan.Expect foreign = new Plan.Expect(1, Plan.Content.FOREIGN);
            Plan plan =
                    new Plan(
                            Work.DRAIN,
                            seeded.endpoint(),
                            seeded.users(),
                            "p",
                            1,
                            Duration.ZERO,
                            seeded.measured(),
                            foreign,
                            1,
                            Plan.Delivery.USUAL);
            assertThat(Load.run(plan, NOBODY).errors().toString()).contains("do not add up");
        }
    }

    @Test
    void aServerThatIsNotThereEndsTheLoadSoon() throws Exception {
        Endpoint gone;
        try (ScriptedServer server = ScriptedServer.saying("+OK\r\n")) {
            gone = server.endpoint();
        }
        Plan plan =
                new Plan(
                        Work.CHECK,
                        gone,
                        new Users("u%d", 1, 4),
                        "p",
                        4,
                        Duration.ZERO,
                        Duration.ofMinutes(1),
                        Plan.Expect.ANY,
                        1,
                        Plan.Delivery.USUAL);
        Outcome outcome = Load.run(plan, NOBODY);
        assertThat(outcome.good()).isFalse();
        assertThat(outcome.elapsed()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void twoSessionsOfOneUserAreNotPlanned() {
        assertThatThrownBy(() ->
                        new Plan(
                                Work.CHECK,
                                new Endpoint("x", 1, Endpoint.Protection.PLAIN),
                                new Users("u%d", 1, 3),
                                "p",
                                4,
                                Duration.ZERO,
                                Duration.ZERO,
                                Plan.Expect.ANY,
                                1,
                                Plan.Delivery.USUAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("as many users");
    }

    private static Plan drain(Endpoint endpoint, int messages) {
        return new Plan(
                Work.DRAIN,
                endpoint,
                new Users("u%d", 1, 1),
                "p",
                1,
                Duration.ZERO,
                Duration.ofSeconds(10),
                new Plan.Expect(messages, Plan.Content.SEEDED),
                1,
                Plan.Delivery.USUAL);
    }
}
