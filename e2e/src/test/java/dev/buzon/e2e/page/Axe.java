package dev.buzon.e2e.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds wrong on a page for people who use it with other senses or tools. */
final class Axe {
    private static final String FILE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String CHECK =
            """
            async () => {
              const found = await axe.run(document, { iframes: false });
              return found.violations.map((one) => one.id + ': ' + one.help + ': '
                + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | '));
            }\
            """;

    private Axe() {}

    /** The violations, each with the elements; empty when all is well. */
    static List<String> violations(Page page) {
        // Through the debugger's door: the page's own policy lets no foreign script in.
        page.evaluate(script() + "; 0");
        return ((List<?>) page.evaluate(CHECK)).stream().map(String::valueOf).toList();
    }

    private static String script() {
        try (InputStream file = Axe.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("no " + FILE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
