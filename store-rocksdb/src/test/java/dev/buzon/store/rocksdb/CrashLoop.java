package dev.buzon.store.rocksdb;

import dev.buzon.store.Address;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts a {@link CrashWorker}, kills it at a random moment, opens its store and compares it with
 * its ledger; again and again on the same store.
 */
final class CrashLoop {
    private final Path folder;
    private final Random random;
    private final String mode;
    private final Set<String> ana = new HashSet<>();
    private final Set<String> luis = new HashSet<>();
    private long acknowledged;
    private long drained;

    /** What was found wrong, empty when nothing. */
    final List<String> wrong = new ArrayList<>();

    CrashLoop(Path folder, long seed, String mode) {
        this.folder = folder;
        this.random = new Random(seed);
        this.mode = mode;
    }

    long acknowledged() {
        return acknowledged;
    }

    long drained() {
        return drained;
    }

    void round(int round) throws IOException, InterruptedException, StoreException {
        Path ledger = folder.resolve("ledger-" + round);
        Process worker =
                Java.start(
                        List.of("-Xmx128m"),
                        CrashWorker.class,
                        folder.resolve("data").toString(),
                        ledger.toString(),
                        "r" + round,
                        mode);
        try (BufferedReader out = worker.inputReader()) {
            String line = out.readLine();
            if (!"ready".equals(line)) {
                throw new AssertionError("the worker did not start: " + line);
            }
            long millis = random.nextInt(random.nextInt(4) == 0 ? 20 : 400);
            if (worker.waitFor(millis, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the worker ended by itself: " + out.readLine());
            }
        } finally {
            worker.destroyForcibly().waitFor();
        }
        compare(Files.readAllLines(ledger));
        Files.delete(ledger);
    }

    private void compare(List<String> ledger) throws StoreException {
        Map<String, Boolean> open = new HashMap<>();
        Set<String> gone = new HashSet<>();
        Set<String> draining = new HashSet<>();
        for (String line : ledger) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "try" -> open.put(words[1], words[2].equals("both"));
                case "ack" -> {
                    acknowledged++;
                    ana.add(words[1]);
                    if (Boolean.TRUE.equals(open.remove(words[1]))) {
                        luis.add(words[1]);
                    }
                }
                case "drain" -> draining.addAll(List.of(words).subList(2, words.length));
                case "drained" -> {
                    drained += draining.size();
                    gone.addAll(draining);
                    draining.clear();
                }
                default -> throw new AssertionError(line);
            }
        }
        Settings settings = Settings.standard().withBinTime(Duration.ZERO).withReserve(0);
        try (MailStore store = RocksStore.open(folder.resolve("data"), settings)) {
            Mail.accounts(store);
            wrong.addAll(((RocksStore) store).inventory().faults());
            Set<String> foundAna = names(store, Mail.ANA);
            Set<String> foundLuis = names(store, Mail.LUIS);
            check(foundAna, foundLuis, open, gone, draining);
            ana.clear();
            ana.addAll(foundAna);
            luis.clear();
            luis.addAll(foundLuis);
            if (luis.size() > 300) {
                empty(store);
            }
        }
    }

    /** Luis fetches his mail now and then, so that rounds do not get slower. */
    private void empty(MailStore store) throws StoreException {
        try (Maildrop drop = Mail.open(store, Mail.LUIS)) {
            BitSet all = new BitSet();
            all.set(1, drop.count() + 1);
            drop.commit(all, new BitSet());
            luis.clear();
        }
    }

    private void check(
            Set<String> foundAna,
            Set<String> foundLuis,
            Map<String, Boolean> open,
            Set<String> gone,
            Set<String> draining) {
        long left = draining.stream().filter(foundAna::contains).count();
        if (left != 0 && left != draining.size()) {
            wrong.add("a drain of " + draining.size() + " left " + left);
        }
        // What was drained may not have been acknowledged yet: it was there, which is enough.
        Set<String> expected = new HashSet<>(ana);
        expected.removeAll(gone);
        expected.removeAll(draining);
        expected.stream().filter(n -> !foundAna.contains(n)).forEach(n -> wrong.add("lost " + n));
        luis.stream().filter(n -> !foundLuis.contains(n)).forEach(n -> wrong.add("lost " + n));
        gone.stream().filter(foundAna::contains).forEach(n -> wrong.add("came back: " + n));
        for (String name : foundAna) {
            if (!expected.contains(name) && !draining.contains(name) && !open.containsKey(name)) {
                wrong.add("nobody sent " + name);
            }
        }
        open.forEach((name, both) -> {
            boolean drainedToo = gone.contains(name) || draining.contains(name);
            if (both && !drainedToo && foundAna.contains(name) != foundLuis.contains(name)) {
                wrong.add(name + " reached one of two");
            }
        });
    }

    /** The names of all messages of an account; each is read and compared octet by octet. */
    private Set<String> names(MailStore store, Address account) throws StoreException {
        Set<String> names = new HashSet<>();
        try (Maildrop drop = Mail.open(store, account)) {
            for (int n = 1; n <= drop.count(); n++) {
                String name = Mail.name(Mail.read(drop, n));
                if (!names.add(name)) {
                    wrong.add("doubled: " + name);
                }
            }
        }
        return names;
    }
}
