package dev.buzon.reader.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.Concern;
import dev.buzon.client.discovery.Source;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.Why;
import dev.buzon.reader.folder.FolderRefusedException;
import dev.buzon.reader.folder.Role;
import dev.buzon.reader.index.UnreadableSearchException;
import dev.buzon.reader.mime.Warning;
import dev.buzon.reader.write.DraftRefusedException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything is said in both languages, with the same things filled in. */
class TextsTest {
    private static final Pattern FILLED = Pattern.compile("%(?:(\\d+)\\$)?s");

    private static Properties read(String name) throws IOException {
        var all = new Properties();
        try (Reader in =
                new InputStreamReader(
                        TextsTest.class.getResourceAsStream("/dev/buzon/reader/" + name),
                        StandardCharsets.UTF_8)) {
            all.load(in);
        }
        return all;
    }

    /** The numbers of what is filled in. */
    private static java.util.Set<Integer> filled(String text) {
        var numbers = new TreeSet<Integer>();
        var found = FILLED.matcher(text);
        for (int next = 1; found.find(); ) {
            String said = found.group(1);
            numbers.add(said == null ? next++ : Integer.parseInt(said));
        }
        return numbers;
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        Properties english = read("texts.properties");
        Properties spanish = read("texts_es.properties");

        assertThat(spanish.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
        for (String name : english.stringPropertyNames()) {
            assertThat(filled(spanish.getProperty(name)))
                    .as(name)
                    .isEqualTo(filled(english.getProperty(name)));
            assertThat(english.getProperty(name)).as(name).isNotBlank();
            assertThat(english.getProperty(name).replace("%%", "").replaceAll("%(\\d+\\$)?s", ""))
                    .as(name)
                    .doesNotContain("%");
        }
    }

    @Test
    void noTextIsThereTwice() throws IOException {
        for (String file : List.of("texts.properties", "texts_es.properties")) {
            try (var in = TextsTest.class.getResourceAsStream("/dev/buzon/reader/" + file)) {
                List<String> names =
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .filter(line -> line.matches("[a-z][^=]*=.*"))
                                .map(line -> line.substring(0, line.indexOf('=')))
                                .toList();
                assertThat(names).doesNotHaveDuplicates();
            }
        }
    }

    private static Stream<String> words(String begin, Enum<?>[] all) {
        return Stream.of(all)
                .map(one -> begin + one.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void whateverCanBeSaidHasAText() {
        List<String> needed = new ArrayList<>();
        words("warning.", Warning.Code.values()).forEach(needed::add);
        words("error.draft.", DraftRefusedException.Why.values()).forEach(needed::add);
        words("error.folder.", FolderRefusedException.Why.values()).forEach(needed::add);
        words("error.search.", UnreadableSearchException.Why.values()).forEach(needed::add);
        words("error.own.", OwnFailureException.Kind.values()).forEach(needed::add);
        words("folder.", Role.values()).forEach(needed::add);
        Stream.of(Source.values()).map(Source::key).forEach(needed::add);
        Stream.of(Concern.values()).map(Concern::key).forEach(needed::add);
        Stream.of(Verdict.values()).map(Verdict::key).forEach(needed::add);
        words("work.why.", Why.values()).map(one -> one.replace('-', '_')).forEach(needed::add);
        words("work.again.", Outcome.Cause.values())
                .map(one -> one.replace('-', '_'))
                .forEach(needed::add);
        words("work.need.", Outcome.Need.values()).forEach(needed::add);
        for (String code :
                List.of("refused", "certificate", "tls", "way", "unreachable", "later", "odd")) {
            needed.add("check." + code);
            needed.add("check." + code + ".todo");
        }

        assertThat(needed.stream().filter(one -> !Texts.ENGLISH.has(one)).toList()).isEmpty();
    }
}
