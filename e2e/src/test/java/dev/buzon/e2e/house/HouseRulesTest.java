package dev.buzon.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every source of the project looks like. */
class HouseRulesTest {
    /** One file, one idea: this is where ideas end. */
    private static final int FILE_LINES_MAX = 450;

    /** Files that were longer when the rule came; none may grow and none may join them. */
    private static final Map<String, Integer> LONG_FILES =
            Map.of("server/src/test/java/dev/buzon/server/net/TlsTest.java", 470);

    /** Switches over open sets of types, where a default is the honest answer. */
    private static final Set<String> OPEN_SWITCHES =
            Set.of(
                    // over Throwable, IOException, SocketAddress
                    "cli/src/main/java/dev/buzon/cli/Failures.java",
                    "cli/src/main/java/dev/buzon/cli/PortsFile.java",
                    "store-rocksdb/src/main/java/dev/buzon/store/rocksdb/Folder.java",
                    "store-rocksdb/src/main/java/dev/buzon/store/rocksdb/Writer.java");

    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(Manager|Helper|Util|Utils|Impl)|(Abstract|Default)[A-Z].*");

    /** Written in pieces, so that this file does not break its own rule. */
    private static final String SLEEP = "Thread" + ".sleep";

    private static final List<String> SKIPPED = List.of("@" + "Disabled", "assume" + "True");

    private final List<Source> sources = Sources.all();

    @Test
    void thereAreSources() {
        assertThat(sources).hasSizeGreaterThan(100);
    }

    @Test
    void filesHaveOneIdea() {
        assertThat(sources)
                .filteredOn(source ->
                        source.lines()
                                > LONG_FILES.getOrDefault(source.path().toString(), FILE_LINES_MAX))
                .extracting(source -> source.path() + ": " + source.lines() + " lines")
                .isEmpty();
    }

    @Test
    void functionsCanBeReadInOneLook() {
        assertThat(sources).flatExtracting(Source::longMethods).isEmpty();
    }

    @Test
    void namesSayWhatTheThingIs() {
        assertThat(sources)
                .flatExtracting(Source::types)
                .filteredOn(name -> EMPTY_NAME.matcher(name).matches())
                .isEmpty();
    }

    @Test
    void switchesOverSealedTypesHaveNoDefault() {
        assertThat(sources)
                .filteredOn(source -> !OPEN_SWITCHES.contains(source.path().toString()))
                .filteredOn(source -> !source.halfSwitches().isEmpty())
                .extracting(source -> source.path() + ":" + source.halfSwitches())
                .isEmpty();
    }

    @Test
    void nobodySleepsInsteadOfWaiting() {
        assertThat(sources)
                .filteredOn(source -> source.text().contains(SLEEP))
                // A load generator waits because that is what it measures.
                .filteredOn(source -> !source.path().startsWith("bench/src/main"))
                .extracting(Source::path)
                .isEmpty();
    }

    @Test
    void noTestIsSkipped() {
        assertThat(sources)
                .filteredOn(source -> SKIPPED.stream().anyMatch(source.text()::contains))
                .extracting(Source::path)
                .isEmpty();
    }

    @Test
    void decisionsAreNumberedOnce() throws IOException {
        try (var files = Files.list(Sources.ROOT.resolve("docs/adr"))) {
            var numbers =
                    files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.matches("[0-9]{4}-.*\\.md"))
                            .collect(Collectors.groupingBy(name -> name.substring(0, 4)));
            assertThat(numbers).isNotEmpty();
            assertThat(numbers.values()).allSatisfy(names -> assertThat(names).hasSize(1));
        }
    }
}
