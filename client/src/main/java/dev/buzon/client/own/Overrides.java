package dev.buzon.client.own;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.sync.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a person wants of single messages on the server of an account, whatever its rules say. Every
 * program that collects for the account does so. For several threads.
 */
public final class Overrides {
    /** More messages than that are ruled by rules. */
    public static final int MESSAGES_MAX = 10_000;

    private static final long OCTETS_MAX = 64L << 20;

    /** What is wanted of a message. */
    public enum Wish {
        /** It stays on the server. */
        KEEP,
        /** It leaves the server once it is here. */
        DELETE,
        /** It is collected whole, whatever its size. */
        WHOLE
    }

    private final Path file;
    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();

    private Overrides(Path file, Disk disk) {
        this.file = file;
        this.disk = disk;
    }

    /** Those of an account. */
    public static Overrides of(Home home, String address) {
        return in(home.stateOf(address), Disk.real());
    }

    /** Those in this folder, which need not exist yet. */
    public static Overrides in(Path folder, Disk disk) {
        return new Overrides(folder.resolve("overrides"), disk);
    }

    /**
     * All wishes, by the identifiers of the messages.
     *
     * @throws IOException when they cannot be read or make no sense: then nothing may be deleted
     */
    public Map<String, Set<Wish>> all() throws IOException {
        Map<String, Set<Wish>> all = new LinkedHashMap<>();
        try {
            if (Files.size(file) > OCTETS_MAX) {
                throw damaged();
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                parse(line, all);
            }
        } catch (NoSuchFileException _) {
            return all;
        }
        return all;
    }

    private void parse(String line, Map<String, Set<Wish>> into) throws IOException {
        int blank = line.indexOf(' ');
        try {
            Wish wish =
                    Wish.valueOf(line.substring(0, Math.max(0, blank)).toUpperCase(Locale.ROOT));
            byte[] uid = Base64.getUrlDecoder().decode(line.substring(blank + 1));
            into.computeIfAbsent(
                            new String(uid, StandardCharsets.UTF_8),
                            _ -> EnumSet.noneOf(Wish.class))
                    .add(wish);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private IOException damaged() {
        return new IOException(file + " makes no sense");
    }

    /**
     * Has exactly this done with a message; nothing to leave it to the rules.
     *
     * @param uid its identifier in the ledger
     * @throws IOException when it could not be written down, or there are too many
     */
    public void set(String uid, Set<Wish> wishes) throws IOException {
        lock.lock();
        try {
            Map<String, Set<Wish>> all = all();
            if (wishes.isEmpty()) {
                all.remove(uid);
            } else {
                all.put(uid, wishes);
            }
            write(all);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was wanted of messages that are not among these any more. */
    public void forgetOthers(Set<String> uids) throws IOException {
        lock.lock();
        try {
            Map<String, Set<Wish>> all = all();
            if (all.keySet().retainAll(uids)) {
                write(all);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(Map<String, Set<Wish>> all) throws IOException {
        if (all.size() > MESSAGES_MAX) {
            throw new IOException("more than " + MESSAGES_MAX + " messages have wishes");
        }
        StringBuilder text = new StringBuilder();
        all.forEach((uid, wishes) -> wishes.forEach(wish -> line(wish, uid, text)));
        disk.makeFolder(folder());
        Path next = file.resolveSibling("overrides.new");
        disk.remove(next);
        try (Disk.Writing out = disk.create(next)) {
            out.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
            out.sync();
        }
        disk.rename(next, file);
        disk.sync(folder());
    }

    private Path folder() {
        Path folder = file.getParent();
        return folder == null ? Path.of(".") : folder;
    }

    private static void line(Wish wish, String uid, StringBuilder into) {
        into.append(wish.name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(Base64.getUrlEncoder().encodeToString(uid.getBytes(StandardCharsets.UTF_8)))
                .append('\n');
    }

    /** The policy with these wishes in it. */
    public Policy in(Policy policy) throws IOException {
        Map<String, Set<Wish>> all = all();
        return policy.keep(having(all, Wish.KEEP))
                .deleteNow(having(all, Wish.DELETE))
                .bodies(having(all, Wish.WHOLE));
    }

    private static Set<String> having(Map<String, Set<Wish>> all, Wish wish) {
        Set<String> uids = new HashSet<>();
        all.forEach((uid, wishes) -> {
            if (wishes.contains(wish)) {
                uids.add(uid);
            }
        });
        return uids;
    }
}
