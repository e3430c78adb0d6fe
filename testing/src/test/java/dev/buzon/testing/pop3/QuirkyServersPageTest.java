package dev.buzon.testing.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of the catalogue in docs/testing.md; {@code -Dpages=write} writes it anew. */
class QuirkyServersPageTest {
    private static final Path PAGE = Path.of("../docs/testing.md");
    private static final String BEGIN = "<!-- catalogue: written by QuirkyServersPageTest -->\n";
    private static final String END = "<!-- end of catalogue -->\n";

    private static final String HEAD =
            """
            | name | what is odd | expectation | where seen, or which row |
            |---|---|---|---|
            """;

    @Test
    void thePageShowsTheCatalogue() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        String table = table();
        if ("write".equals(System.getProperty("pages"))) {
            page = page.substring(0, from) + table + page.substring(to);
            Files.writeString(PAGE, page);
        }
        assertThat(page).as("run this test with -Dpages=write").contains(BEGIN + table + END);
    }

    private static String table() {
        return HEAD
                + QuirkyServers.all().stream()
                        .map(QuirkyServersPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(QuirkyServer one) {
        return "| %s | %s | %s | %s |\n"
                .formatted(one.name(), one.sentence(), one.expectation(), one.rows());
    }
}
