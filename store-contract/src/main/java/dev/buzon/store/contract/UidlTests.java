package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.ANA;
import static dev.buzon.store.contract.Bench.LUIS;
import static dev.buzon.store.contract.Bench.message;
import static dev.buzon.store.contract.Bench.stored;
import static dev.buzon.store.contract.Bench.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.store.Account;
import dev.buzon.store.Arrival;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A UIDL is for ever (P-059 to P-061). */
interface UidlTests extends OnTheBench {
    @Test
    default void uidlsHaveTheFormThatEveryClientKnows() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(bench().deliver(ANA, "m")).matches("[A-Za-z][A-Za-z0-9._-]{0,69}");
        }
    }

    @Test
    default void uidlsStayThroughSessionsDeletesAndRestarts() throws Exception {
        bench().deliver(ANA, "a");
        String second = bench().deliver(ANA, "b");
        String third = bench().deliver(ANA, "c");
        bench().open(ANA).close();
        bench().delete(ANA, 1);
        assertThat(bench().uidls(ANA)).containsExactly(second, third);
        bench().reopen();
        assertThat(bench().uidls(ANA)).containsExactly(second, third);
    }

    @Test
    default void twoEqualMessagesHaveTwoUidlsAndAThirdGetsAnother() throws Exception {
        String first = bench().deliver(ANA, "same");
        String second = bench().deliver(ANA, "same");
        bench().delete(ANA, 1);
        String third = bench().deliver(ANA, "same");
        assertThat(Set.of(first, second, third)).hasSize(3);
    }

    @Test
    default void noUidlComesAgainWhateverTheClockDoes() throws Exception {
        Set<String> seen = new HashSet<>();
        Set<Long> uids = new HashSet<>();
        long last = -1;
        List<Duration> jumps =
                List.of(
                        Duration.ZERO,
                        Duration.ofDays(-1),
                        Duration.ofDays(2),
                        Duration.ofDays(-400),
                        Duration.ofDays(36_500),
                        Duration.ofDays(-36_500));
        for (Duration jump : jumps) {
            bench().clock.move(jump);
            for (int i = 0; i < 20; i++) {
                Arrival.Outcome.Stored stored =
                        stored(bench().deliver(message("m"), to(ANA)).getFirst());
                assertThat(seen.add(stored.uidl())).isTrue();
                assertThat(uids.add(stored.uid())).isTrue();
                assertThat(stored.uid()).isGreaterThan(last);
                last = stored.uid();
                if (i % 2 == 0) {
                    bench().delete(ANA, bench().uidls(ANA).size());
                }
            }
            bench().reopen();
        }
    }

    @Test
    default void tenThousandCyclesOfDeliverAndDeleteRepeatNoUidl() throws Exception {
        bench().withoutBin();
        Set<String> seen = new HashSet<>();
        for (int round = 0; round < 100; round++) {
            Arrival.Delivery[] copies = new Arrival.Delivery[100];
            java.util.Arrays.fill(copies, to(ANA));
            for (Arrival.Outcome outcome : bench().deliver(message("m"), copies)) {
                assertThat(seen.add(stored(outcome).uidl())).isTrue();
            }
            bench().delete(ANA, java.util.stream.IntStream.rangeClosed(1, 100).toArray());
            if (round % 25 == 24) {
                bench().clock.move(Duration.ofDays(-1));
                bench().reopen();
            }
        }
        assertThat(seen).hasSize(10_000);
        assertThat(bench().inventory().bodies()).isEmpty();
    }

    @Test
    default void uidsOfOneAccountSayNothingAboutAnother() throws Exception {
        bench().clock.move(Duration.ofDays(1000));
        bench().deliver(ANA, "late");
        bench().clock.move(Duration.ofDays(-1000));
        long uid = stored(bench().deliver(message("m"), to(LUIS)).getFirst()).uid();
        long ana = stored(bench().deliver(message("m"), to(ANA)).getFirst()).uid();
        assertThat(uid).isLessThan(ana);
    }

    @Test
    default void anAccountMadeAgainBeginsEmpty() throws Exception {
        bench().deliver(ANA, "old");
        bench().store().accounts().remove(ANA);
        bench().add(Bench.account(ANA).withRules(Account.Rules.NEVER));
        bench().reopen();
        assertThat(bench().uidls(ANA)).isEmpty();
        assertThat(bench().store().bin(ANA)).isEmpty();
        assertThat(bench().store().usage(ANA).messages()).isZero();
    }
}
