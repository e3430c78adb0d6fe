package dev.buzon.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.bench.wire.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void aDrainThatFindsWhatItExpectsEndsWell() throws Exception {
        String[] answers = {
            "+OK\r\n",
            "+OK\r\n",
            "+OK\r\n",
            "+OK 1 6\r\n",
            "+OK\r\nabcd\r\n.\r\n",
            "+OK\r\n",
            "+OK\r\n"
        };
        try (ScriptedServer server = ScriptedServer.saying(answers)) {
            assertThat(drain(server, "--messages", "1")).isZero();
            assertThat(said.toString(StandardCharsets.UTF_8)).contains("1 messages");
            assertThat(server.heard()).startsWith("USER u1@example.org\r\nPASS secret\r\n");
        }
    }

    @Test
    void aWrongAnswerEndsWithOne() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.saying("+OK\r\n", "+OK\r\n", "-ERR [AUTH] no\r\n")) {
            assertThat(drain(server)).isEqualTo(1);
            assertThat(said.toString(StandardCharsets.UTF_8))
                    .contains("WRONG: 1 times", "[AUTH] no");
        }
    }

    @Test
    void aCommandLineThatMakesNoSenseEndsWithTwo() {
        assertThat(run("run", "sing", "--port", "1")).isEqualTo(2);
        assertThat(run("compare", "--no-buzon", "--no-dovecot")).isEqualTo(2);
        assertThat(run("compare", "--works", "sing")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("there is no work sing", "nothing to compare");
    }

    private int drain(ScriptedServer server, String... more) {
        List<String> args =
                new ArrayList<>(
                        List.of(
                                "run",
                                "drain",
                                "--foreign",
                                "--users",
                                "1",
                                "--connections",
                                "1",
                                "--port",
                                Integer.toString(server.endpoint().port())));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    private int run(String... args) {
        return Bench.run(List.of(args), new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
