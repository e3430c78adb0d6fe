package dev.buzon.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.pop3.Listed;
import dev.buzon.client.pop3.Pop3Exception;
import dev.buzon.client.pop3.Pop3Session;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that do it wrong are caught by the same runs. */
class FaultsAreSeenTest {
    private static final int RUNS = 12;

    @TempDir private Path folder;

    @Test
    void aCollectorThatForgetsItsLedgerIsCaughtDoubling() throws Exception {
        Toll toll = new Toll();
        for (int i = 1; i <= 3; i++) {
            Path place = folder.resolve("forgetful" + i);
            new LineRun("forgetful", new Random(i), toll, place, true).run();
        }
        assertThat(toll.count(Toll.Kind.DOUBLED)).as(toll.toString()).isPositive();
    }

    @Test
    void aCollectorThatDoesNotWaitForItsDiskIsCaughtLosing() throws Exception {
        Toll toll = new Toll();
        for (int i = 1; i <= RUNS; i++) {
            Path place = folder.resolve("hasty" + i);
            new DiskRun("hasty", new Random(i), toll, place, true).run();
        }
        assertThat(toll.count(Toll.Kind.LOST)).as(toll.toString()).isPositive();
    }

    @Test
    void aCollectorThatDeletesBeforeItStoresIsCaughtLosing() throws Exception {
        Toll toll = new Toll();
        Witness witness = new Witness("careless", toll, false);
        List<byte[]> stored = new ArrayList<>();
        try (MisbehavingServer server =
                MisbehavingServer.with(Quirk.onVisit(1, Quirk.Quitting.ANSWER_LOST)).start()) {
            for (byte[] message : new Mailbag(new Random(1)).messages(5)) {
                witness.given(message);
                server.put(message);
            }
            for (int i = 0; i < 2; i++) {
                try {
                    stored.addAll(carelessly(server));
                } catch (Pop3Exception e) {
                    assertThat(e).isInstanceOf(Pop3Exception.CommitUnknown.class);
                }
            }
            witness.end(stored, LineRun.held(server), true);
        }
        assertThat(toll.count(Toll.Kind.LOST)).as(toll.toString()).isEqualTo(5);
    }

    @Test
    void aMessageThatIsLeftIsSeen() {
        Toll toll = new Toll();
        Witness witness = new Witness("lazy", toll, false);
        byte[] message = {'a', '\r', '\n'};
        witness.given(message);
        witness.end(List.of(new byte[] {'a', '\n'}), List.of(message), true);
        assertThat(toll.count(Toll.Kind.LEFT)).isEqualTo(1);
        assertThat(toll.wrong()).hasSize(1);
    }

    private static List<byte[]> carelessly(MisbehavingServer server) throws IOException {
        List<byte[]> inMemory = new ArrayList<>();
        try (Pop3Session pop = LineRun.pop3(server.port(), LineRun.PATIENT).open()) {
            List<Listed> all = pop.list();
            pop.retrieve(all, (_, in) -> inMemory.add(in.readAllBytes()));
            pop.delete(all);
            pop.commit();
        }
        return inMemory;
    }
}
