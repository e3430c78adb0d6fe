package dev.buzon.reader.api;

import dev.buzon.client.own.Home;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.settings.SettingsFile;
import dev.buzon.reader.web.Answer;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Request;
import dev.buzon.reader.web.Site;
import dev.buzon.reader.work.Bulletin;
import dev.buzon.reader.work.Collecting;
import dev.buzon.reader.work.Dispatch;
import dev.buzon.reader.work.Jobs;
import dev.buzon.reader.work.OnServer;
import dev.buzon.reader.work.Sending;
import dev.buzon.reader.work.Sorting;
import dev.buzon.reader.work.WorkEvent;
import dev.buzon.reader.write.Drafts;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything the page asks for, put among the routes of its site. */
public final class Api {
    private static final String SEND = "send:";

    private final Means means;
    private final Folders folders;
    private final Telling telling;
    private final MessageDesk messages;
    private final DraftDesk drafts;

    /**
     * What the answers are made from.
     *
     * @param version of the program
     * @param refreshing has the index look at all folders
     */
    public record Means(
            String version,
            Home home,
            Site site,
            Trees trees,
            Index index,
            SettingsFile settings,
            Sorting sorting,
            Drafts drafts,
            Sending sending,
            Collecting collecting,
            OnServer server,
            Jobs jobs,
            Bulletin bulletin,
            ZoneId zone,
            Refreshing refreshing) {}

    /** Has the index look at all folders. */
    @FunctionalInterface
    public interface Refreshing {
        /** Looks, and tells the pages. */
        void refresh() throws IOException, InterruptedException;
    }

    /** The API by these means; nothing is answered before {@link #open}. */
    public Api(Means means) {
        this.means = means;
        this.folders = new Folders(means.trees(), means.index(), this::waiting);
        this.telling =
                new Telling(
                        means.trees(),
                        means.index(),
                        folders,
                        means.settings(),
                        means.site().events(),
                        () -> Optional.of(means.collecting()),
                        this::isSending);
        Consumer<String> changed =
                address -> means.bulletin().publish(new WorkEvent.FoldersChanged(address));
        this.messages =
                new MessageDesk(
                        means.trees(),
                        means.index(),
                        folders,
                        means.settings(),
                        means.sorting(),
                        means.site().tickets(),
                        means.server(),
                        changed);
        this.drafts =
                new DraftDesk(
                        means.trees(),
                        means.index(),
                        folders,
                        means.settings(),
                        means.drafts(),
                        means.sending(),
                        means.zone(),
                        changed);
    }

    /** Answers from now on, and tells the pages what happens until the bulletin ends. */
    public void open() {
        Site site = means.site();
        var routes = site.routes();
        new StateDesk(means.version(), means.trees(), folders, means.settings(), telling)
                .on(routes);
        Consumer<String> changed =
                address -> means.bulletin().publish(new WorkEvent.FoldersChanged(address));
        new FolderDesk(
                        means.trees(),
                        means.index(),
                        folders,
                        means.zone(),
                        means.refreshing(),
                        changed)
                .on(routes);
        routes.add("POST", "/api/undo", this::undo);
        messages.on(routes);
        drafts.on(routes);
        new WorkDesk(
                        means.trees(),
                        means.index(),
                        means.collecting(),
                        means.sending(),
                        means.server(),
                        drafts)
                .on(routes);
        new TransferDesk(
                        means.trees(),
                        folders,
                        means.jobs(),
                        means.home().state().resolve("reader/spool"),
                        means.refreshing()::refresh)
                .on(routes);
        site.show(new ContentDesk(site, means.index()));
        means.bulletin().subscribe(telling::heard);
    }

    private Answer undo(Request request) throws RefusedException, IOException {
        String word = request.json().text("undo", 300);
        if (word.startsWith(SEND)) {
            return Answer.json(drafts.back(word.substring(SEND.length())));
        }
        messages.undo(request, word);
        return Answer.json(new com.google.gson.JsonObject());
    }

    private int waiting(String account) {
        try {
            return (int)
                    means.sending().list().stream()
                            .filter(one -> one.account().equals(account))
                            .filter(one -> one.fate() != Dispatch.Fate.SENT)
                            .count();
        } catch (IOException _) {
            return 0; // the outbox says so itself when it is looked at
        }
    }

    private boolean isSending(String account) {
        try {
            return means.sending().list().stream()
                    .anyMatch(one ->
                            one.account().equals(account) && one.fate() == Dispatch.Fate.SENDING);
        } catch (IOException _) {
            return false;
        }
    }
}
