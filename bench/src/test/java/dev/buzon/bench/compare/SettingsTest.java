package dev.buzon.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.bench.load.Users;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    @Test
    void noAccountBelongsToTwoCrowdsAndEveryAccountToOne() {
        Settings settings = settings(1);
        Set<String> names = new HashSet<>();
        for (Scenario.Crowd crowd : Scenario.Crowd.values()) {
            Users users = settings.users(crowd);
            for (int position = 0; position < users.count(); position++) {
                assertThat(names.add(users.name(position))).as(users.name(position)).isTrue();
            }
        }
        Users everybody = settings.everybody();
        assertThat(names)
                .hasSize(everybody.count())
                .contains(everybody.name(0), everybody.name(everybody.count() - 1));
    }

    @Test
    void everyScenarioHasANameThatIsReadAgain() {
        for (Scenario scenario : Scenario.values()) {
            assertThat(Scenario.parse(List.of(scenario.word()))).containsExactly(scenario);
        }
        assertThat(Scenario.parse(List.of("all"))).hasSize(Scenario.values().length);
    }

    @Test
    void roundsAreBounded() {
        assertThatThrownBy(() -> settings(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings(Settings.ROUNDS_MAX + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    static Settings settings(int rounds) {
        return new Settings(
                List.of(Scenario.CHECK),
                rounds,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                16,
                50,
                7000,
                100,
                1000,
                500_000);
    }
}
