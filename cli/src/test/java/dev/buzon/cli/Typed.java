package dev.buzon.cli;

import dev.buzon.cli.AccountDesk.StoppedOffice;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line did.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained of
 */
record Typed(int code, String out, String err) {
    /**
     * A person at a terminal without colours, in this language, with this on the standard input.
     */
    record Person(String language, String input, StoppedOffice stopped) {
        /** An English one for whom every server is out of reach. */
        static Person usual() {
            return new Person("C", "", (_, _, _) -> Optional.empty());
        }

        Person typing(String text) {
            return new Person(language, text, stopped);
        }

        Person speaking(String other) {
            return new Person(other, input, stopped);
        }

        Person beside(StoppedOffice office) {
            return new Person(language, input, office);
        }

        Typed types(String... args) {
            var out = new ByteArrayOutputStream();
            var err = new ByteArrayOutputStream();
            var terminal =
                    new Terminal(
                            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            false,
                            Texts.of(Map.of("LANG", language)));
            int code = Buzon.run(terminal, stopped, args);
            return new Typed(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }
}
