package dev.buzon.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.crash.Ledger.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Told to stop in the middle of things, or out of room: what was acknowledged stays, what was not
 * is not half there.
 */
class ServerStopTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int LETTERS_AT_MOST = 1_000;
    private static final int TRIES = 150;

    @TempDir private Path folder;

    private static List<Found> all(ServerProcess server) throws IOException {
        List<Found> all = new ArrayList<>();
        try (Talk pop3 = server.pop3("ana")) {
            for (Map.Entry<Integer, String> one : pop3.uidls().entrySet()) {
                all.add(Load.read(pop3, one.getKey(), one.getValue()));
            }
            pop3.done("QUIT");
        }
        return all;
    }

    private static void deliver(Talk lmtp, Ledger ledger, String name) throws IOException {
        ledger.trying(name, Set.of("ana"));
        assertThat(lmtp.deliver(name, List.of("ana"))).allMatch(a -> a.startsWith("250 "));
        ledger.accepted(name, "ana");
    }

    @Test
    void aMessageOnItsWayInWhenTheServerStopsIsNotTaken() throws Exception {
        var place = ServerProcess.found(folder, "", "ana");
        try (var server = ServerProcess.start(place);
                Talk lmtp = server.lmtp();
                Talk second = server.lmtp()) {
            assertThat(lmtp.deliver("first-700000", List.of("ana")))
                    .allMatch(a -> a.startsWith("250 "));
            lmtp.begin(List.of("ana"));
            second.begin(List.of("ana"));
            byte[] letter = Letter.octets("second-900000");
            lmtp.content(Arrays.copyOf(letter, letter.length / 2));
            second.content(letter); // whole, but for the dot
            server.tell();
            assertThat(lmtp.line()).startsWith("421 ");
            assertThat(second.line()).startsWith("421 ");
            assertThat(server.exit()).isZero();
        }
        try (var server = ServerProcess.start(place)) {
            assertThat(all(server)).extracting(Found::name).containsExactly("first-700000");
            assertThat(server.stop()).isZero();
            assertThat(server.logged()).doesNotContain(" ERROR ");
        }
    }

    @Test
    void aQuitWhileTheServerStopsIsDoneOrNot() throws Exception {
        var place = ServerProcess.found(folder, "", "ana");
        Ledger ledger = new Ledger();
        Random random = new Random(SEED);
        for (int round = 0; round < 4; round++) {
            try (var server = ServerProcess.start(place);
                    Talk lmtp = server.lmtp()) {
                ledger.compare(Map.of("ana", all(server)));
                for (int i = 0; i < 40; i++) {
                    deliver(lmtp, ledger, "m" + round + "-" + i + "-3000");
                }
                quitAndStop(server, ledger, random.nextInt(6_000_000));
                assertThat(server.exit()).isZero();
            }
        }
        try (var server = ServerProcess.start(place)) {
            ledger.compare(Map.of("ana", all(server)));
            assertThat(server.logged()).doesNotContain(" ERROR ");
        }
        assertThat(ledger.wrong()).as("-Dseed=" + SEED).isEmpty();
    }

    private static void quitAndStop(ServerProcess server, Ledger ledger, int headStartNanos)
            throws IOException {
        try (Talk pop3 = server.pop3("ana")) {
            Set<String> marked = new HashSet<>();
            for (Map.Entry<Integer, String> one : pop3.uidls().entrySet()) {
                marked.add(Load.read(pop3, one.getKey(), one.getValue()).name());
                pop3.done("DELE " + one.getKey());
            }
            ledger.leaving("ana", marked);
            pop3.say("QUIT");
            for (long from = System.nanoTime(); System.nanoTime() - from < headStartNanos; ) {
                Thread.onSpinWait();
            }
            server.tell();
            String answer = pop3.line();
            if (answer.startsWith("+OK")) {
                ledger.left("ana", marked);
            }
        }
    }

    /** A disk of its own for the store, that goes with the process. */
    private static List<String> smallDisk(ServerProcess.Place place) throws IOException {
        Path store = place.data().resolve("store");
        Files.createDirectory(place.data().resolve("store.small"));
        String script =
                "mount -t tmpfs -o size=240m none \"$0.small\" && cp -a \"$0/.\" \"$0.small/\""
                        + " && mount --bind \"$0.small\" \"$0\" && exec \"$@\"";
        return List.of("unshare", "-Urm", "sh", "-c", script, store.toString());
    }

    @Test
    void aFullDiskTakesNoMailServesWhatItHasAndCanBeEmptied() throws Exception {
        var place = ServerProcess.found(folder, "[store]\nbin-days = 0\n", "ana");
        Ledger ledger = new Ledger();
        try (var server = ServerProcess.launch(place, smallDisk(place), "-Xmx128m").ready();
                Talk lmtp = server.lmtp()) {
            fill(lmtp, ledger);
            List<Found> there = all(server);
            ledger.compare(Map.of("ana", there));
            try (Talk pop3 = server.pop3("ana")) {
                Set<String> names = new HashSet<>();
                for (int n = 1; n <= there.size(); n++) {
                    pop3.done("DELE " + n);
                    names.add(there.get(n - 1).name());
                }
                Load.quit(pop3, ledger, "ana", names);
            }
            assertThat(ledger.deletes()).isEqualTo(ledger.deliveries());
            awaitRoom(server, lmtp);
            deliver(lmtp, ledger, "after-1000000");
            List<Found> last = all(server);
            last.removeIf(f -> f.name().startsWith("room"));
            ledger.compare(Map.of("ana", last));
            assertThat(server.stop()).isZero();
        }
        assertThat(ledger.wrong()).isEmpty();
    }

    /** Delivers until there is no room, which is a failure that passes (RFC 5321 §4.2.1). */
    private static void fill(Talk lmtp, Ledger ledger) throws IOException {
        for (int i = 0; i < LETTERS_AT_MOST; i++) {
            String name = "fill-" + i + "-1000000";
            ledger.trying(name, Set.of("ana"));
            String answer = lmtp.deliver(name, List.of("ana")).getFirst();
            if (!answer.startsWith("250 ")) {
                assertThat(answer).containsPattern("^45[12] 4\\.3\\.[01] ");
                return;
            }
            ledger.accepted(name, "ana");
        }
        throw new AssertionError("the disk was never full");
    }

    /** Room comes back a little after the deletes: the disk has to be tidied up. */
    private static void awaitRoom(ServerProcess server, Talk lmtp) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            if (lmtp.deliver("room-100", List.of("ana")).getFirst().startsWith("250 ")) {
                return;
            }
            assertThat(server.endsWithin(100)).isFalse();
        }
        throw new AssertionError("no mail is taken after the maildrop was emptied");
    }
}
