package dev.buzon.e2e.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;

/** All Java sources of the project, parsed by the compiler's own parser. */
public final class Sources {
    /** The project's root, seen from the module's folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Sources() {}

    /** Every source of every module, tests included. */
    public static List<Source> all() {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var units = files.getJavaFileObjectsFromPaths(paths());
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            var trees = Trees.instance(task);
            var sources = new ArrayList<Source>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(Source.of(ROOT, unit, trees.getSourcePositions()));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> paths() throws IOException {
        var paths = new ArrayList<Path>();
        try (var modules = Files.list(ROOT)) {
            for (var module : modules.sorted().toList()) {
                if (!Files.exists(module.resolve("pom.xml"))) {
                    continue;
                }
                for (var part : List.of("src/main/java", "src/test/java")) {
                    paths.addAll(javaFiles(module.resolve(part)));
                }
            }
        }
        return paths;
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
