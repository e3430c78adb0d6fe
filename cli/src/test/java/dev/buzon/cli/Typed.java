package dev.buzon.cli;

import dev.buzon.cli.AccountDesk.StoppedOffice;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.own.Home;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
    record Person(
            String language,
            String input,
            StoppedOffice stopped,
            Home home,
            Supplier<Internet> internet) {
        /** An English one for whom every server is out of reach. */
        static Person usual() {
            Path nowhere = Path.of("/nonexistent/buzon");
            return new Person(
                    "C",
                    "",
                    (_, _, _) -> Optional.empty(),
                    new Home(nowhere, nowhere, nowhere),
                    () -> {
                        throw new IllegalStateException("nobody may look outside here");
                    });
        }

        Person typing(String text) {
            return new Person(language, text, stopped, home, internet);
        }

        Person speaking(String other) {
            return new Person(other, input, stopped, home, internet);
        }

        Person beside(StoppedOffice office) {
            return new Person(language, input, office, home, internet);
        }

        /** The same with a home in this folder. */
        Person at(Path folder) {
            return new Person(
                    language,
                    input,
                    stopped,
                    Home.of(Map.of(Home.VARIABLE, folder.toString())),
                    internet);
        }

        /** The same on this internet. */
        Person on(Internet other) {
            return new Person(language, input, stopped, home, () -> other);
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
            int code = Buzon.run(terminal, stopped, home, internet, args);
            return new Typed(
                    code,
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        }
    }
}
