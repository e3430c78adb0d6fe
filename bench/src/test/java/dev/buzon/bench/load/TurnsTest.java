package dev.buzon.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TurnsTest {
    @Test
    void noTwoWorkersEverShareAUserAndNobodyIsLeftOut() {
        for (int users = 1; users <= 40; users++) {
            for (int workers = 1; workers <= users; workers++) {
                Map<Integer, Integer> owner = new HashMap<>();
                for (int worker = 0; worker < workers; worker++) {
                    Turns turns = new Turns(worker, workers, users);
                    for (int turn = 0; turn < 3 * turns.own(); turn++) {
                        int user = turns.user(turn);
                        assertThat(user).isBetween(0, users - 1);
                        assertThat(owner.putIfAbsent(user, worker)).isIn(null, worker);
                    }
                }
                assertThat(owner).hasSize(users);
            }
        }
    }
}
