package dev.buzon.e2e.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.core.CoreSource;
import dev.buzon.e2e.dovecot.DovecotSource;
import dev.buzon.e2e.house.Sources;
import dev.buzon.e2e.live.LiveSource;
import dev.buzon.e2e.play.Corpus;
import dev.buzon.e2e.play.TargetSource;
import dev.buzon.e2e.script.ReaderName;
import dev.buzon.e2e.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No requirement without something that shows it, and no page that says otherwise. */
class CoverageTest {
    private static final List<TargetSource> READERS =
            List.of(
                    new CoreSource(ReaderName.CORE),
                    new CoreSource(ReaderName.CORE_SPLIT),
                    new LiveSource(ReaderName.LIVE),
                    new LiveSource(ReaderName.LIVE_TLS),
                    DovecotSource.unstarted());

    private final List<Requirement> requirements = Requirement.read();
    private final List<Script> scripts = Corpus.scripts();

    @Test
    void everyMustIsShownByAScriptOrATest() {
        assertThat(requirements)
                .filteredOn(Requirement::must)
                .filteredOn(r -> r.kind() == Requirement.Kind.OPEN)
                .isEmpty();
    }

    @Test
    void aRowShownByScriptsHasAScriptThatSomebodyPlays() {
        var played =
                scripts.stream()
                        .filter(s -> READERS.stream().anyMatch(r -> plays(r, s)))
                        .flatMap(s -> s.rows().stream())
                        .collect(Collectors.toSet());
        assertThat(requirements)
                .filteredOn(r -> r.kind() == Requirement.Kind.SCRIPT)
                .filteredOn(r -> r.tests().isEmpty())
                .extracting(Requirement::row)
                .isSubsetOf(played);
    }

    private static boolean plays(TargetSource reader, Script script) {
        return Corpus.excused(script, reader).isEmpty();
    }

    @Test
    void aRowShownByTestsNamesThem() {
        assertThat(requirements)
                .filteredOn(r -> r.kind() == Requirement.Kind.TEST)
                .allSatisfy(r -> assertThat(r.tests()).isNotEmpty());
    }

    @Test
    void noRowIsThereTwice() {
        assertThat(requirements).extracting(Requirement::row).doesNotHaveDuplicates();
    }

    @Test
    void scriptsNameRowsThatExistAndThemselvesByOne() {
        var known = requirements.stream().map(Requirement::row).collect(Collectors.toSet());
        assertThat(scripts)
                .allSatisfy(script -> {
                    assertThat(known).containsAll(script.rows());
                    assertThat(script.rows()).as(script.name()).anyMatch(script.name()::startsWith);
                });
    }

    @Test
    void noTwoScriptsHaveOneName() {
        assertThat(scripts.stream().collect(Collectors.groupingBy(Script::name)).entrySet())
                .filteredOn(entry -> entry.getValue().size() > 1)
                .extracting(java.util.Map.Entry::getKey)
                .allSatisfy(CoverageTest::foldersTellApart);
    }

    /** The same row may be shown over SMTP and over submission, but never twice in one folder. */
    private static void foldersTellApart(String name) {
        assertThat(name).as("a name that two scripts share").isEqualTo("Q-019-http");
    }

    @Test
    void namedTestsExist() {
        Set<String> existing = new HashSet<>();
        Sources.all().forEach(source -> existing.addAll(source.methods()));
        var named = requirements.stream().flatMap(r -> r.tests().stream()).toList();
        assertThat(existing).containsAll(named);
    }

    @Test
    void thePageIsUpToDate() throws IOException {
        var text = new CoveragePage(requirements, scripts, READERS).text();
        var committed = Files.exists(CoveragePage.FILE) ? Files.readString(CoveragePage.FILE) : "";
        if (!committed.equals(text)) {
            Files.writeString(CoveragePage.FILE, text);
        }
        assertThat(committed)
                .as("docs/rfc/coverage.md was out of date; it has been written: commit it")
                .isEqualTo(text);
    }
}
