package dev.buzon.reader.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Everything the work says has its text, in both languages. */
final class TextsOfWorkTest {
    private static final Path TEXTS = Path.of("src/main/resources/dev/buzon/reader");
    private static final Pattern NAMED =
            Pattern.compile("Sentence\\.of\\(\\s*\"(work\\.[a-z.]+)\"");

    private static Properties texts(String file) throws IOException {
        Properties texts = new Properties();
        try (var in = Files.newBufferedReader(TEXTS.resolve(file))) {
            texts.load(in);
        }
        return texts;
    }

    private static List<String> said() throws IOException {
        List<String> said = new ArrayList<>();
        for (Outcome.Cause cause : Outcome.Cause.values()) {
            String name = cause.name().toLowerCase(Locale.ROOT);
            said.addAll(List.of("work.again." + name, "work.todo.again." + name));
        }
        for (Outcome.Need need : Outcome.Need.values()) {
            String name = need.name().toLowerCase(Locale.ROOT);
            said.addAll(List.of("work.need." + name, "work.todo.need." + name));
        }
        for (Why why : Why.values()) {
            said.add("work.why." + why.name().toLowerCase(Locale.ROOT));
        }
        Path sources = Path.of("src/main/java/dev/buzon/reader/work");
        try (var files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Matcher matcher = NAMED.matcher(Files.readString(file));
                while (matcher.find()) {
                    if (!matcher.group(1).endsWith(".")) {
                        said.add(matcher.group(1));
                    }
                }
            }
        }
        return said;
    }

    @Test
    void everythingHasItsTextInBothLanguages() throws IOException {
        Properties english = texts("texts.properties");
        Properties spanish = texts("texts_es.properties");
        assertThat(said()).hasSizeGreaterThan(60);
        for (String name : new TreeSet<>(said())) {
            assertThat(english.getProperty(name)).as(name).isNotBlank();
            assertThat(spanish.getProperty(name)).as(name).isNotBlank();
            assertThat(holes(spanish.getProperty(name)))
                    .as(name)
                    .isEqualTo(holes(english.getProperty(name)));
        }
    }

    private static int holes(String text) {
        return text.split("%s", -1).length;
    }
}
