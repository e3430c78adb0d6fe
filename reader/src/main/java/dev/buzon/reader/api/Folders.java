package dev.buzon.reader.api;

import dev.buzon.reader.folder.Role;
import dev.buzon.reader.index.FolderRef;
import dev.buzon.reader.index.FolderState;
import dev.buzon.reader.index.Index;
import dev.buzon.reader.index.Scope;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.RefusedException;
import dev.buzon.reader.web.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Folders as the page names and shows them. A folder's id is its account's address and its
 * directory; {@code inbox} stands for the directory of the inbox, {@code outbox} for what is no
 * directory at all, and {@code all:inbox} for all inboxes together.
 */
final class Folders {
    /** The common inbox. */
    static final String COMMON = "all:inbox";

    private static final String INBOX = "inbox";
    private static final String OUTBOX = "outbox";

    private final Trees trees;
    private final Index index;
    private final ToIntFunction<String> waiting;

    /**
     * The folders of these accounts.
     *
     * @param waiting how many messages of an account wait in the outbox
     */
    Folders(Trees trees, Index index, ToIntFunction<String> waiting) {
        this.trees = trees;
        this.index = index;
        this.waiting = waiting;
    }

    /** The id of a folder. */
    static String id(FolderRef ref) {
        return ref.account() + ":" + (ref.directory().isEmpty() ? INBOX : ref.directory());
    }

    /** The folder of an id; the common inbox and outboxes are none. */
    FolderRef ref(String id) throws RefusedException {
        for (Trees.Known one : trees.known()) {
            String begin = one.address() + ":";
            if (id.startsWith(begin)) {
                String rest = id.substring(begin.length());
                if (rest.equals(INBOX)) {
                    return new FolderRef(one.address(), "");
                }
                if (rest.startsWith(".")) {
                    return new FolderRef(one.address(), rest);
                }
            }
        }
        throw RefusedException.missing();
    }

    /** Where to look for an id. */
    Scope scope(String id) throws RefusedException {
        return id.equals(COMMON) ? new Scope.Inboxes() : new Scope.In(ref(id));
    }

    /** All folders as the page shows them, by their ids. */
    Map<String, Json> all(Texts texts) throws IOException {
        List<FolderState> states = index.folders();
        Map<String, Json> all = new LinkedHashMap<>();
        if (trees.known().size() > 1) {
            all.put(COMMON, common(states, texts));
        }
        for (Trees.Known account : trees.known()) {
            List<FolderState> own =
                    states.stream()
                            .filter(one -> one.ref().account().equals(account.address()))
                            .toList();
            own.forEach(one -> all.put(id(one.ref()), folder(one, texts)));
            if (account.account().flatMap(one -> one.outgoing()).isPresent()) {
                all.put(account.address() + ":" + OUTBOX, outbox(account.address(), texts));
            }
        }
        return all;
    }

    private static Json common(List<FolderState> states, Texts texts) {
        List<FolderState> inboxes =
                states.stream().filter(one -> one.ref().directory().isEmpty()).toList();
        return Json.object()
                .put("id", COMMON)
                .putText("account", Optional.empty())
                .put("name", texts.text("folder.common"))
                .put("path", "")
                .put("role", INBOX)
                .put("unread", inboxes.stream().mapToLong(FolderState::unread).sum())
                .put("total", inboxes.stream().mapToLong(FolderState::total).sum());
    }

    private static Json folder(FolderState state, Texts texts) {
        Optional<Role> role = state.role();
        String name =
                role.map(one -> texts.text("folder." + word(one))).orElse(state.name().last());
        return Json.object()
                .put("id", id(state.ref()))
                .put("account", state.ref().account())
                .put("name", name)
                .put("path", state.name().path())
                .putText("role", role.map(Folders::word))
                .put("unread", state.unread())
                .put("total", state.total());
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private Json outbox(String address, Texts texts) {
        return Json.object()
                .put("id", address + ":" + OUTBOX)
                .put("account", address)
                .put("name", texts.text("folder.outbox"))
                .put("path", "")
                .put("role", OUTBOX)
                .put("unread", 0)
                .put("total", waiting.applyAsInt(address));
    }

    /** What a folder is for. */
    Optional<Role> role(FolderRef ref) throws IOException {
        return index.folders().stream()
                .filter(one -> one.ref().equals(ref))
                .findFirst()
                .flatMap(FolderState::role);
    }

    /** The folders of an account that are there for people to put mail into. */
    List<FolderRef> of(String account) throws IOException {
        List<FolderRef> all = new ArrayList<>();
        for (FolderState state : index.folders()) {
            if (state.ref().account().equals(account)) {
                all.add(state.ref());
            }
        }
        return all;
    }
}
