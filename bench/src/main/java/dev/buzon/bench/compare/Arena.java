package dev.buzon.bench.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Starts the servers, compares them, and leaves nothing behind: no process and, unless wanted, no
 * file.
 */
public final class Arena {
    private static final String PASSWORD = "secret";

    private Arena() {}

    /**
     * Which servers, and where.
     *
     * @param buzonCommand the command that starts Buzon, or nothing; its words are {@link
     *     CommandTarget}'s
     * @param descriptions files that describe other servers
     * @param formats Dovecot's formats
     * @param folder where the servers keep their data: a new folder in this one
     * @param keep whether the data stay
     * @param key kind of key in the certificate
     */
    public record Contest(
            String buzonCommand,
            List<Path> descriptions,
            List<DovecotFormat> formats,
            Path folder,
            boolean keep,
            Site.KeyKind key) {}

    /** Runs it all and returns the report. */
    public static Verdict run(Settings settings, Contest contest, PrintWriter progress)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(contest.folder(), "buzon-bench-");
        List<String> machine = Machine.facts();
        List<Target> targets = new CopyOnWriteArrayList<>();
        Thread onInterrupt = new Thread(() -> clear(targets, contest, folder), "bench-clear");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            Site site = Site.make(folder, settings.everybody(), PASSWORD, contest.key());
            if (!contest.buzonCommand().isEmpty()) {
                targets.add(CommandTarget.start(site, CommandTarget.buzon(contest.buzonCommand())));
            }
            for (Path description : contest.descriptions()) {
                targets.add(CommandTarget.start(site, CommandTarget.read(description)));
            }
            for (DovecotFormat format : contest.formats()) {
                targets.add(DovecotTarget.start(site, format));
            }
            Results results = new Comparison(settings, PASSWORD, targets, progress).run();
            Report report = new Report(settings, results, targets, machine);
            return new Verdict(report.text(), report.markdown(), results.wrong().isEmpty());
        } finally {
            clear(targets, contest, folder);
            try {
                Runtime.getRuntime().removeShutdownHook(onInterrupt);
            } catch (IllegalStateException _) {
                progress.println("interrupted");
            }
        }
    }

    private static void clear(List<Target> targets, Contest contest, Path folder) {
        targets.forEach(Target::close);
        if (!contest.keep() && Files.exists(folder)) {
            try {
                delete(folder);
            } catch (IOException e) {
                System.err.println("left behind: " + e);
            }
        }
    }

    /**
     * What came out.
     *
     * @param text for a terminal
     * @param markdown for a page
     * @param good whether nothing was wrong
     */
    public record Verdict(String text, String markdown, boolean good) {}

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
