package dev.buzon.e2e.house;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One Java file.
 *
 * @param path from the project's root
 * @param text all of it
 * @param methods its methods, as Class#method, the class being the file's
 * @param types the names of its types
 * @param longMethods methods over {@link #METHOD_LINES_MAX}, with their lengths
 * @param halfSwitches lines of switches over patterns that have a default all the same
 */
public record Source(
        Path path,
        String text,
        List<String> methods,
        List<String> types,
        List<String> longMethods,
        List<Long> halfSwitches) {
    /** The longest function, in lines. */
    static final int METHOD_LINES_MAX = 70;

    /** A copy with fixed lists. */
    public Source {
        methods = List.copyOf(methods);
        types = List.copyOf(types);
        longMethods = List.copyOf(longMethods);
        halfSwitches = List.copyOf(halfSwitches);
    }

    /** How many lines it has. */
    long lines() {
        return text.lines().count();
    }

    /** Whether it is a test or belongs to one. */
    boolean test() {
        return path.toString().contains("/src/test/");
    }

    static Source of(Path root, CompilationUnitTree unit, SourcePositions positions)
            throws IOException {
        var file = Path.of(unit.getSourceFile().toUri());
        var scan = new Scan(unit, positions, file);
        scan.scan(unit, 0);
        return new Source(
                root.relativize(file),
                Files.readString(file),
                scan.methods,
                scan.types,
                scan.longMethods,
                scan.halfSwitches);
    }

    private static final class Scan extends TreeScanner<Integer, Integer> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String owner;
        private final List<String> methods = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final List<String> longMethods = new ArrayList<>();
        private final List<Long> halfSwitches = new ArrayList<>();

        Scan(CompilationUnitTree unit, SourcePositions positions, Path file) {
            this.unit = unit;
            this.positions = positions;
            this.owner = String.valueOf(file.getFileName()).replace(".java", "");
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        @Override
        public Integer visitClass(ClassTree type, Integer depth) {
            types.add(type.getSimpleName().toString());
            return super.visitClass(type, depth);
        }

        @Override
        public Integer visitMethod(MethodTree method, Integer depth) {
            var name = owner + "#" + method.getName();
            methods.add(name);
            var body = method.getBody();
            if (body != null) {
                var first = line(positions.getStartPosition(unit, body));
                var last = line(positions.getEndPosition(unit, body));
                if (last - first + 1 > METHOD_LINES_MAX) {
                    longMethods.add(name + ": " + (last - first + 1) + " lines");
                }
            }
            return super.visitMethod(method, depth);
        }

        @Override
        public Integer visitSwitch(SwitchTree tree, Integer depth) {
            cases(tree, tree.getCases());
            return super.visitSwitch(tree, depth);
        }

        @Override
        public Integer visitSwitchExpression(SwitchExpressionTree tree, Integer depth) {
            cases(tree, tree.getCases());
            return super.visitSwitchExpression(tree, depth);
        }

        private void cases(Tree tree, List<? extends CaseTree> cases) {
            var patterns =
                    cases.stream()
                            .flatMap(c -> c.getLabels().stream())
                            .anyMatch(PatternCaseLabelTree.class::isInstance);
            var escape =
                    cases.stream()
                            .flatMap(c -> c.getLabels().stream())
                            .anyMatch(DefaultCaseLabelTree.class::isInstance);
            if (patterns && escape) {
                halfSwitches.add(line(positions.getStartPosition(unit, tree)));
            }
        }
    }
}
