package dev.buzon.reader.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must hold of the page's files whatever they say. */
class PageFilesTest {
    private static final Path PAGE = Path.of("src/main/resources/page");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)\\}");
    private static final Pattern TEXT = Pattern.compile("\\bt\\(\\s*'([^']+)'");

    /** Words between tags of a template, which should have come from the texts. */
    private static final Pattern LOOSE_WORDS = Pattern.compile(">\\s*[\\p{L}]{2,}[^<>${}`=]*<");

    private static JsonObject texts(String language) throws IOException {
        return JsonParser.parseString(Files.readString(PAGE.resolve("texts/" + language + ".json")))
                .getAsJsonObject();
    }

    private static Map<String, String> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(PAGE)) {
            var scripts = new TreeMap<String, String>();
            for (Path file : files.filter(one -> one.toString().endsWith(".js")).toList()) {
                scripts.put(PAGE.relativize(file).toString(), Files.readString(file));
            }
            return scripts;
        }
    }

    private static Set<String> placeholders(JsonElement text) {
        Stream<String> forms =
                text.isJsonObject()
                        ? text.getAsJsonObject().asMap().values().stream()
                                .map(JsonElement::getAsString)
                        : Stream.of(text.getAsString());
        return forms.flatMap(form -> PLACEHOLDER.matcher(form).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(texts("es").keySet()).isEqualTo(texts("en").keySet());
    }

    @Test
    void bothLanguagesFillInTheSameThings() throws IOException {
        JsonObject spanish = texts("es");
        texts("en")
                .entrySet()
                .forEach(one ->
                        assertThat(placeholders(spanish.get(one.getKey())))
                                .as(one.getKey())
                                .isEqualTo(placeholders(one.getValue())));
    }

    @Test
    void pluralsHaveTheFormsOfTheirLanguage() throws IOException {
        for (String language : List.of("en", "es")) {
            texts(language).entrySet().stream()
                    .filter(one -> one.getValue().isJsonObject())
                    .forEach(one ->
                            assertThat(one.getValue().getAsJsonObject().keySet())
                                    .as(one.getKey())
                                    .containsExactlyInAnyOrder("one", "other"));
        }
    }

    @Test
    void everyTextThatIsAskedForIsThere() throws IOException {
        Set<String> known = texts("en").keySet();
        scripts()
                .forEach((file, script) ->
                        assertThat(
                                        TEXT.matcher(script)
                                                .results()
                                                .map((MatchResult found) -> found.group(1)))
                                .as(file)
                                .allMatch(known::contains));
    }

    @Test
    void noSentenceIsInTheCode() throws IOException {
        scripts()
                .forEach((file, script) ->
                        assertThat(
                                        LOOSE_WORDS
                                                .matcher(
                                                        script.replaceAll("(?m)//.*$", "")
                                                                .replaceAll(
                                                                        "<h1>Buzon</h1>|<span>Buzon</span>|<span>kB</span>",
                                                                        ""))
                                                .results()
                                                .map(MatchResult::group))
                                .as(file)
                                .isEmpty());
    }

    @Test
    void aFileHasOneIdeaAndSaysWhich() throws IOException {
        scripts()
                .forEach((file, script) -> {
                    assertThat(script.lines()).as(file).hasSizeLessThan(300);
                    assertThat(script).as(file).startsWith("// ");
                });
    }

    @Test
    void nothingIsInlineAndNothingComesFromElsewhere() throws IOException {
        String index = Files.readString(PAGE.resolve("index.html"));
        assertThat(index).doesNotContain("style=", "onclick", "http:", "https:");
        assertThat(index.split("<script", -1)).as("the import map and the first module").hasSize(3);
        scripts()
                .forEach((file, script) ->
                        assertThat(script)
                                .as(file)
                                .doesNotContain(
                                        " style=", "unsafeHTML", "innerHTML", "https://", "eval("));
    }
}
