package dev.buzon.e2e.play;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.buzon.e2e.script.ReaderName;
import dev.buzon.e2e.script.Script;
import dev.buzon.e2e.script.ScriptParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/** All scripts of the project, and which of them a reader plays. */
public final class Corpus {
    /** Where the scripts are, seen from the module's folder. */
    public static final Path FOLDER = Path.of("src/test/resources/sessions");

    private Corpus() {}

    /** Every script, in the order of their names. */
    public static List<Script> scripts() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().map(ScriptParser::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why this reader does not play this script, if it does not. */
    public static Optional<String> excused(Script script, TargetSource source) {
        if (exemption(script, source.name()) instanceof Script.Exemption.No(var reason)) {
            return Optional.of(reason);
        }
        return source.cannot(script);
    }

    /** Why this reader is known to fail with this script for now, if it is. */
    public static Optional<String> notYet(Script script, TargetSource source) {
        return exemption(script, source.name()) instanceof Script.Exemption.NotYet(var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    /** What excuses a reader; what excuses the core whole excuses it in pieces. */
    private static Script.@Nullable Exemption exemption(Script script, ReaderName reader) {
        var own = script.exemptions().get(reader);
        return own == null && reader == ReaderName.CORE_SPLIT
                ? script.exemptions().get(ReaderName.CORE)
                : own;
    }

    /** One test for each script that this reader plays, in each of these ways. */
    public static Stream<DynamicTest> tests(TargetSource source, List<Feed> feeds) {
        return scripts().stream()
                .filter(script -> excused(script, source).isEmpty())
                .filter(script -> script.name().matches(System.getProperty("session", ".*")))
                .map(script -> dynamicTest(script.name(), () -> play(script, source, feeds)));
    }

    private static void play(Script script, TargetSource source, List<Feed> feeds)
            throws IOException {
        var known = notYet(script, source);
        if (known.isPresent()) {
            playAndFail(script, source, feeds, known.get());
            return;
        }
        for (var feed : feeds) {
            try (var target = source.open(script)) {
                Player.play(script, target, feed);
            }
        }
    }

    /** A script that is known to fail has to fail, or its excuse is out of date. */
    private static void playAndFail(
            Script script, TargetSource source, List<Feed> feeds, String reason)
            throws IOException {
        try (var target = source.open(script)) {
            Player.play(script, target, feeds.getFirst());
        } catch (AssertionError expected) {
            System.out.println("known: " + reason + ": " + expected.getMessage());
            return;
        }
        throw new AssertionError(
                script.name() + " passes: take '" + source.name().word() + ": not yet' out of it");
    }
}
