package dev.buzon.e2e.crash;

import dev.buzon.e2e.crash.Ledger.Found;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Four senders and two who collect, all in haste, until their server is killed. Everything they ask
 * for and are told goes into the ledger.
 */
final class Load {
    /** Whose mail is collected. */
    static final List<String> COLLECTED = List.of("ana", "luis");

    /** Whose mail stays for a while, so that there is something to compare between starts. */
    static final String KEPT = "eva";

    private static final int SENDERS = 4;
    private static final int COLLECTED_AT_ONCE = 40;
    private static final List<List<String>> RECIPIENTS =
            List.of(List.of("ana"), List.of("luis"), COLLECTED, List.of("ana", KEPT));

    private final ServerProcess server;
    private final Ledger ledger;
    private final String round;
    private final long seed;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    private interface Work {
        void run(Random random) throws IOException;
    }

    Load(ServerProcess server, Ledger ledger, String round, long seed) {
        this.server = server;
        this.ledger = ledger;
        this.round = round;
        this.seed = seed;
    }

    void start() {
        for (int i = 0; i < SENDERS; i++) {
            String mine = round + "-" + i;
            start(mine, random -> send(mine, random));
        }
        for (String account : COLLECTED) {
            start(round + "-" + account, random -> collect(account, random));
        }
    }

    private void start(String name, Work work) {
        threads.add(
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                work.run(new Random(seed ^ name.hashCode()));
                            } catch (IOException e) {
                                if (!ending) {
                                    ledger.complain(name + ", before the kill: " + e);
                                }
                            } catch (AssertionError | RuntimeException e) {
                                ledger.complain(name + ": " + e);
                            }
                        }));
    }

    /** From now on connections may break. */
    void ending() {
        ending = true;
    }

    void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void send(String mine, Random random) throws IOException {
        try (Talk lmtp = server.lmtp()) {
            for (int i = 0; ; i++) {
                int octets = random.nextInt(random.nextInt(20) == 0 ? 600_000 : 9_000);
                String name = mine + "-" + i + "-" + octets;
                List<String> to = RECIPIENTS.get(random.nextInt(RECIPIENTS.size()));
                ledger.trying(name, Set.copyOf(to));
                lmtp.begin(to);
                lmtp.content(Letter.octets(name));
                lmtp.say(".");
                for (String account : to) {
                    String answer = lmtp.line();
                    if (answer.startsWith("250 ")) {
                        ledger.accepted(name, account);
                    } else {
                        ledger.complain(name + " was refused: " + answer);
                    }
                }
            }
        }
    }

    private void collect(String account, Random random) throws IOException {
        while (true) {
            try (Talk pop3 = server.pop3(account)) {
                Set<String> marked = new HashSet<>();
                for (Map.Entry<Integer, String> one : pop3.uidls().entrySet()) {
                    if (one.getKey() > COLLECTED_AT_ONCE) {
                        break;
                    }
                    Found found = read(pop3, one.getKey(), one.getValue());
                    ledger.seen(account, found);
                    if (random.nextInt(8) != 0) {
                        pop3.done("DELE " + one.getKey());
                        marked.add(found.name());
                    }
                }
                if (random.nextInt(5) == 0) {
                    continue; // gone without QUIT: nothing is deleted (RFC 1939 §6)
                }
                quit(pop3, ledger, account, marked);
            }
        }
    }

    /** Reads a message to its end. */
    static Found read(Talk pop3, int number, String uidl) throws IOException {
        byte[] served = pop3.retrieve(number);
        return new Found(Letter.name(served), uidl, Letter.intact(served));
    }

    /** Says QUIT, with these marked. */
    static void quit(Talk pop3, Ledger ledger, String account, Set<String> marked)
            throws IOException {
        ledger.leaving(account, marked);
        String answer = pop3.ask("QUIT");
        if (answer.startsWith("+OK")) {
            ledger.left(account, marked);
        } else {
            ledger.complain(account + ": QUIT was answered " + answer);
        }
    }
}
