package dev.buzon.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.play.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every RFC that is named is one that docs/rfc/index.tsv knows. */
class RfcReferencesTest {
    private static final Path INDEX = Sources.ROOT.resolve("docs/rfc/index.tsv");
    private static final Pattern REFERENCE = Pattern.compile("\\bRFC\\s+([0-9]{3,5})\\b");
    private static final Pattern BAD_FORM =
            Pattern.compile("\\bRFC[-_]?[0-9]{3,5}\\b|\\bRFC [0-9]+,? (section|sec\\.)");
    private static final Set<String> STATUS = Set.of("yes", "part", "later");

    private final Set<Integer> known = new TreeSet<>();

    @BeforeEach
    void readIndex() throws IOException {
        for (var line : Files.readAllLines(INDEX)) {
            if (line.startsWith("#")) {
                continue;
            }
            var cells = List.of(line.split("\t", -1));
            assertThat(cells).as(line).hasSize(3);
            assertThat(STATUS).as(line).contains(cells.get(2));
            assertThat(known.add(Integer.valueOf(cells.getFirst()))).as(line).isTrue();
        }
    }

    @Test
    void everyReferenceInJavaNamesAnRfcOfTheIndex() {
        var unknown = new TreeSet<String>();
        for (var source : Sources.all()) {
            var matcher = REFERENCE.matcher(source.text().replace("\n     * ", " "));
            while (matcher.find()) {
                if (!known.contains(Integer.valueOf(matcher.group(1)))) {
                    unknown.add(matcher.group() + " in " + source.path());
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void referencesHaveOneForm() {
        assertThat(Sources.all())
                .filteredOn(source -> !source.path().endsWith("RfcReferencesTest.java"))
                .filteredOn(source -> BAD_FORM.matcher(source.text()).find())
                .extracting(Source::path)
                .isEmpty();
    }

    @Test
    void scriptsNameRfcsOfTheIndex() {
        assertThat(Corpus.scripts())
                .allSatisfy(script -> assertThat(known).containsAll(script.rfcs()));
    }

    @Test
    void theIndexNamesNoRfcThatNobodyUses() {
        var used = new TreeSet<Integer>();
        for (var source : Sources.all()) {
            REFERENCE
                    .matcher(source.text())
                    .results()
                    .forEach(r -> used.add(Integer.valueOf(r.group(1))));
        }
        Corpus.scripts().forEach(script -> used.addAll(script.rfcs()));
        assertThat(known.stream().filter(rfc -> !used.contains(rfc)).collect(Collectors.toSet()))
                .isSubsetOf(7301, 8996); // the rules of TLS, shown by tests that name rows
    }
}
