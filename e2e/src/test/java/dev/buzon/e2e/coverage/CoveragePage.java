package dev.buzon.e2e.coverage;

import dev.buzon.e2e.play.Corpus;
import dev.buzon.e2e.play.TargetSource;
import dev.buzon.e2e.script.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The page docs/rfc/coverage.md. It depends on the registry and the scripts alone: a reader stands
 * in it when it plays the script, and what is played has to pass or the build fails.
 */
final class CoveragePage {
    /** Where it is, seen from the module's folder. */
    static final Path FILE = Path.of("../docs/rfc/coverage.md");

    private final List<Requirement> requirements;
    private final List<Script> scripts;
    private final List<TargetSource> readers;

    CoveragePage(List<Requirement> requirements, List<Script> scripts, List<TargetSource> readers) {
        this.requirements = requirements;
        this.scripts = scripts;
        this.readers = readers;
    }

    String text() {
        var text = new StringBuilder();
        text.append("# Requirements and what shows them\n\n");
        text.append("Written by `CoverageTest` from requirements.tsv and the session scripts; ");
        text.append("do not edit. Readers in parentheses are known to fail for now.\n\n");
        summary(text);
        text.append(
                "\n| row | level | requirement | shown by | readers |\n|---|---|---|---|---|\n");
        requirements.forEach(requirement -> row(text, requirement));
        text.append(
                "\n## Scripts that a reader does not play\n\n| script | reader | why |\n|---|---|---|\n");
        scripts.forEach(script -> excuses(text, script));
        return text.toString();
    }

    private void summary(StringBuilder text) {
        text.append("| | rows |\n|---|---|\n");
        for (var kind : Requirement.Kind.values()) {
            var count = requirements.stream().filter(r -> r.kind() == kind).count();
            text.append("| ").append(word(kind)).append(" | ").append(count).append(" |\n");
        }
        text.append("| scripts | ").append(scripts.size()).append(" |\n");
    }

    private static String word(Requirement.Kind kind) {
        return switch (kind) {
            case SCRIPT -> "shown by scripts";
            case TEST -> "shown by named tests";
            case OPEN -> "open";
            case LATER -> "later";
        };
    }

    private void row(StringBuilder text, Requirement requirement) {
        var covering = scripts.stream().filter(s -> s.rows().contains(requirement.row())).toList();
        var shownBy = new ArrayList<String>();
        covering.forEach(script -> shownBy.add(script.name()));
        shownBy.addAll(requirement.tests());
        var nothing =
                switch (requirement.kind()) {
                    case SCRIPT, TEST -> "";
                    case OPEN -> "open";
                    case LATER -> "later";
                };
        text.append("| ").append(requirement.row());
        text.append(" | ").append(requirement.level());
        text.append(" | ").append(requirement.paraphrase());
        text.append(" | ").append(shownBy.isEmpty() ? nothing : String.join(", ", shownBy));
        text.append(" | ").append(readersOf(covering)).append(" |\n");
    }

    private String readersOf(List<Script> covering) {
        var words = new ArrayList<String>();
        for (var reader : readers) {
            var played =
                    covering.stream().filter(s -> Corpus.excused(s, reader).isEmpty()).toList();
            if (!played.isEmpty()) {
                var known = played.stream().allMatch(s -> Corpus.notYet(s, reader).isPresent());
                words.add(known ? "(" + reader.name().word() + ")" : reader.name().word());
            }
        }
        return String.join(" ", words);
    }

    /** Only what a script says itself: what a reader cannot play by its nature is in its class. */
    private void excuses(StringBuilder text, Script script) {
        for (var reader : readers) {
            if (script.exemptions().get(reader.name()) != null) {
                var why = Corpus.excused(script, reader).or(() -> Corpus.notYet(script, reader));
                text.append("| ").append(script.name());
                text.append(" | ").append(reader.name().word());
                text.append(" | ").append(why.orElse("")).append(" |\n");
            }
        }
    }
}
