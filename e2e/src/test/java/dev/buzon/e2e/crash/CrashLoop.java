package dev.buzon.e2e.crash;

import dev.buzon.e2e.crash.Ledger.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Starts the server, looks at all mail, puts it under load, kills it; again and again. */
final class CrashLoop {
    private static final String[] OPTIONS = {"-Xmx128m"};

    /** More would only make rounds longer. */
    private static final int KEPT_MESSAGES = 150;

    private final ServerProcess.Place place;
    private final Random random;
    private final Ledger ledger = new Ledger();
    private final List<Long> startsMillis = new ArrayList<>();

    CrashLoop(Path folder, String configuration, long seed) throws Exception {
        place = ServerProcess.found(folder, configuration, "ana", "luis", Load.KEPT);
        random = new Random(seed);
    }

    Ledger ledger() {
        return ledger;
    }

    /** From the start of the process to its ports, in milliseconds, for each start. */
    List<Long> startsMillis() {
        return startsMillis;
    }

    /**
     * One kill under load; now and then one more while it starts. The first waits until a delivery
     * and a delete have been acknowledged, so that on no machine a loop has nothing to compare.
     */
    void round(int number) throws Exception {
        if (random.nextInt(6) == 0) {
            try (var early = ServerProcess.launch(place, List.of(), OPTIONS)) {
                early.endsWithin(random.nextInt(900));
            }
        }
        try (var server = ServerProcess.start(place, OPTIONS)) {
            check(server);
            Load load = new Load(server, ledger, "r" + number, random.nextLong());
            load.start();
            if (number == 1 && !ledger.awaitWork()) {
                ledger.complain("nothing was delivered and deleted:\n" + server.logged());
            }
            if (server.endsWithin(random.nextInt(random.nextInt(4) == 0 ? 60 : 1_200))) {
                ledger.complain("the server ended by itself:\n" + server.logged());
            }
            load.ending();
            server.kill();
            load.join();
        }
    }

    /** The last look, and an end in order. */
    void finish() throws Exception {
        try (var server = ServerProcess.start(place, OPTIONS)) {
            check(server);
            int code = server.stop();
            if (code != 0) {
                ledger.complain("stopped with exit code " + code);
            }
            if (server.logged().contains(" ERROR ")) {
                ledger.complain("errors were logged:\n" + server.logged());
            }
        }
    }

    private void check(ServerProcess server) throws IOException {
        startsMillis.add(server.startup().toMillis());
        Map<String, List<Found>> maildrops = new HashMap<>();
        for (String account : List.of("ana", "luis", Load.KEPT)) {
            maildrops.put(account, all(server, account));
        }
        ledger.compare(maildrops);
        for (Map.Entry<String, List<Found>> one : maildrops.entrySet()) {
            if (one.getValue().size() > KEPT_MESSAGES) {
                empty(server, one.getKey(), one.getValue());
            }
        }
    }

    private static List<Found> all(ServerProcess server, String account) throws IOException {
        List<Found> all = new ArrayList<>();
        try (Talk pop3 = server.pop3(account)) {
            for (Map.Entry<Integer, String> one : pop3.uidls().entrySet()) {
                all.add(Load.read(pop3, one.getKey(), one.getValue()));
            }
            pop3.done("QUIT");
        }
        return all;
    }

    private void empty(ServerProcess server, String account, List<Found> all) throws IOException {
        Set<String> names = new HashSet<>();
        try (Talk pop3 = server.pop3(account)) {
            for (int n = 1; n <= all.size(); n++) {
                pop3.done("DELE " + n);
                names.add(all.get(n - 1).name());
            }
            Load.quit(pop3, ledger, account, names);
        }
    }
}
