package dev.buzon.reader.api;

import dev.buzon.reader.exchange.Import;
import dev.buzon.reader.exchange.Imported;
import dev.buzon.reader.exchange.Source;
import dev.buzon.reader.exchange.Watcher;
import dev.buzon.reader.folder.MailFolder;
import dev.buzon.reader.index.FolderRef;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.Fields;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Routes;
import dev.buzon.reader.work.Jobs;
import dev.buzon.reader.work.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/** What is answered under {@code /api/import} and {@code /api/jobs}. */
final class TransferDesk {
    private static final int LINE = 4_096;

    /** The largest file that is sent through the browser, in octets; larger ones by their path. */
    private static final long UPLOAD_OCTETS = 16L << 30;

    /** One import at a time: two at once would not know what the other has added. */
    private final ReentrantLock importing = new ReentrantLock();

    private final Trees trees;
    private final Folders folders;
    private final Jobs jobs;
    private final Path spool;
    private final Refreshing refreshing;

    /** Has the index look at folders that have changed. */
    @FunctionalInterface
    interface Refreshing {
        /** Looks, and tells the pages. */
        void refresh() throws IOException, InterruptedException;
    }

    TransferDesk(Trees trees, Folders folders, Jobs jobs, Path spool, Refreshing refreshing) {
        this.trees = trees;
        this.folders = folders;
        this.jobs = jobs;
        this.spool = spool;
        this.refreshing = refreshing;
    }

    void on(Routes routes) {
        routes.add("POST", "/api/import", this::take)
                .add(
                        "GET",
                        "/api/jobs",
                        request ->
                                Answer.json(
                                        Json.list(
                                                jobs.list().stream(),
                                                one -> Telling.job(one, request.texts()).made())))
                .add(
                        "DELETE",
                        "/api/jobs/*",
                        request -> {
                            jobs.stop(request.segment(2));
                            return Answer.done();
                        });
    }

    private Answer take(Request request) throws RefusedException, IOException {
        String type = request.header("content-type").orElse("");
        if (!type.startsWith("application/json")) {
            return upload(request);
        }
        Fields body = request.json();
        Path path = path(body.text("path", LINE));
        if (!Files.isReadable(path)) {
            throw new RefusedException(422, "import-path", path);
        }
        return begin(source(body.text("kind", 20), path), body.text("folder", LINE), false);
    }

    private Answer upload(Request request) throws RefusedException, IOException {
        Files.createDirectories(spool);
        Path file = Files.createTempFile(spool, "import-", ".part");
        boolean taken = false;
        try {
            var bounded = new BoundedInput(request.octets(), UPLOAD_OCTETS);
            Files.copy(bounded, file, StandardCopyOption.REPLACE_EXISTING);
            Answer answer =
                    begin(
                            source(request.parameter("kind"), file),
                            request.parameter("folder"),
                            true);
            taken = true;
            return answer;
        } finally {
            if (!taken) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path path(String text) throws RefusedException {
        try {
            String home = System.getProperty("user.home");
            Path path = Path.of(text.startsWith("~/") ? home + text.substring(1) : text);
            if (path.isAbsolute()) {
                return path.normalize();
            }
        } catch (InvalidPathException _) {
            // said below
        }
        throw new RefusedException(422, "path", text);
    }

    private static Source source(String kind, Path path) throws RefusedException {
        return switch (kind) {
            case "mbox" -> new Source.Mbox(path);
            case "maildir" -> new Source.Maildir(path);
            case "eml" -> new Source.Eml(path);
            case "thunderbird" -> new Source.Thunderbird(path);
            default -> throw RefusedException.senseless("kind");
        };
    }

    private Answer begin(Source source, String folder, boolean ours)
            throws RefusedException, IOException {
        FolderRef ref = folders.ref(folder);
        MailFolder target =
                trees.tree(ref.account())
                        .inDirectory(ref.directory())
                        .orElseThrow(RefusedException::missing);
        String id =
                jobs.start(
                                Sentence.of("job.import"),
                                report -> {
                                    try {
                                        return run(source, target, report);
                                    } finally {
                                        if (ours) {
                                            Files.deleteIfExists(source.path());
                                        }
                                    }
                                })
                        .orElseThrow(() -> new RefusedException(409, "jobs"));
        return Answer.json(Json.object().put("job", id).made());
    }

    private Sentence run(Source source, MailFolder target, Jobs.Report report) throws Exception {
        Watcher watcher =
                (_, done, of) ->
                        report.at(done, of > 0 ? OptionalLong.of(of) : OptionalLong.empty());
        importing.lockInterruptibly();
        try {
            Imported imported = Import.run(source, target, watcher);
            return imported.troubles().isEmpty()
                    ? Sentence.of("job.imported", imported.added(), imported.known())
                    : Sentence.of(
                            "job.imported.partly",
                            imported.added(),
                            imported.known(),
                            imported.troubles().size(),
                            imported.troubles().getFirst().file());
        } finally {
            importing.unlock();
            refreshing.refresh();
        }
    }
}
