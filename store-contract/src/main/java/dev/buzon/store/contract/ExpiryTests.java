package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.ANA;
import static dev.buzon.store.contract.Bench.BIN_TIME;
import static dev.buzon.store.contract.Bench.START;
import static dev.buzon.store.contract.Bench.message;
import static dev.buzon.store.contract.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.store.Account.Rules;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore.Binned;
import dev.buzon.store.MailStore.Expired;
import dev.buzon.store.MailStore.Usage;
import dev.buzon.store.Maildrop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The bin, and the rules by which messages leave (P-071). */
interface ExpiryTests extends OnTheBench {
    private void rules(int daysAfterArrival, int daysAfterFetch) throws Exception {
        Rules rules = new Rules(days(daysAfterArrival), days(daysAfterFetch));
        bench().update(ANA, a -> a.withRules(rules));
    }

    private static OptionalInt days(int days) {
        return days < 0 ? OptionalInt.empty() : OptionalInt.of(days);
    }

    private Expired expire(Duration later) throws Exception {
        bench().clock.move(later);
        return bench().store().expire();
    }

    @Test
    default void whatWasDeletedIsInTheBinAndComesBack() throws Exception {
        bench().deliver(ANA, "a");
        String uidl = bench().deliver(ANA, "b");
        bench().deliver(ANA, "c");
        bench().clock.move(Duration.ofHours(1));
        bench().delete(ANA, 2);
        bench().reopen();
        List<Binned> bin = bench().store().bin(ANA);
        assertThat(bin).hasSize(1);
        Instant binned = START.plus(Duration.ofHours(1));
        long octets = message("b").length;
        assertThat(bin.getFirst())
                .isEqualTo(new Binned(bin.getFirst().uid(), uidl, octets, START, binned));
        assertThat(bench().store().restore(ANA, bin.getFirst().uid())).isTrue();
        assertThat(bench().store().restore(ANA, bin.getFirst().uid())).isFalse();
        assertThat(bench().store().bin(ANA)).isEmpty();
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(drop.uidl(2)).isEqualTo(uidl);
            assertThat(text(drop, 2)).contains("Subject: b\r\n");
        }
        assertThat(bench().store().usage(ANA)).isEqualTo(new Usage(3, 3 * octets));
    }

    @Test
    default void whatNobodyKnowsIsNotRestored() throws Exception {
        bench().deliver(ANA, "here");
        assertThat(bench().store().restore(ANA, 12345)).isFalse();
        assertThat(bench().store().restore(DeliveryTests.NOBODY, 12345)).isFalse();
        assertThat(bench().store().bin(DeliveryTests.NOBODY)).isEmpty();
    }

    @Test
    default void theBinIsEmptiedAfterItsTime() throws Exception {
        bench().deliver(ANA, "a");
        bench().delete(ANA, 1);
        bench().deliver(ANA, "b");
        bench().clock.move(Duration.ofDays(1));
        bench().delete(ANA, 1);
        assertThat(expire(BIN_TIME.minusDays(1).minusSeconds(1))).isEqualTo(new Expired(0, 0, 0));
        assertThat(expire(Duration.ofSeconds(1))).isEqualTo(new Expired(0, 1, 0));
        assertThat(bench().store().bin(ANA)).hasSize(1);
        bench().reopen();
        assertThat(expire(Duration.ofDays(1))).isEqualTo(new Expired(0, 1, 0));
        assertThat(bench().inventory().bodies()).isEmpty();
    }

    @Test
    default void withoutABinDeletedIsGone() throws Exception {
        bench().withoutBin();
        bench().deliver(ANA, "a");
        bench().delete(ANA, 1);
        assertThat(bench().store().bin(ANA)).isEmpty();
        assertThat(bench().inventory().bodies()).isEmpty();
    }

    @Test
    default void withoutRulesMessagesStay() throws Exception {
        bench().deliver(ANA, "a");
        bench().fetch(ANA, Device.FIRST, 1);
        assertThat(expire(Duration.ofDays(10_000))).isEqualTo(new Expired(0, 0, 0));
        assertThat(bench().uidls(ANA)).hasSize(1);
    }

    @Test
    default void messagesLeaveDaysAfterTheirArrival() throws Exception {
        rules(30, -1);
        bench().deliver(ANA, "first");
        bench().clock.move(Duration.ofDays(10));
        String second = bench().deliver(ANA, "second");
        assertThat(expire(Duration.ofDays(20).minusMillis(1)).messages()).isZero();
        assertThat(expire(Duration.ofMillis(1))).isEqualTo(new Expired(1, 0, 0));
        assertThat(bench().uidls(ANA)).containsExactly(second);
        assertThat(bench().store().bin(ANA)).hasSize(1);
    }

    @Test
    default void messagesLeaveDaysAfterTheLastDeviceFetchedThem() throws Exception {
        rules(-1, 3);
        bench().update(
                        ANA,
                        a ->
                                a.withDevices(
                                        List.of(
                                                a.devices().getFirst(),
                                                Bench.device(
                                                        "phone", Device.Sees.ALL, false, START))));
        bench().deliver(ANA, "both");
        String one = bench().deliver(ANA, "one only");
        bench().fetch(ANA, Device.FIRST, 1, 2);
        assertThat(expire(Duration.ofDays(5)).messages()).isZero();
        bench().fetch(ANA, "phone", 1);
        bench().reopen();
        assertThat(expire(Duration.ofDays(2)).messages()).isZero();
        bench().fetch(ANA, "phone", 1);
        assertThat(expire(Duration.ofDays(1)).messages())
                .as("the first fetch of each device counts")
                .isEqualTo(1);
        assertThat(bench().uidls(ANA)).containsExactly(one);
    }

    @Test
    default void anOpenMaildropIsLeftForTheNextRun() throws Exception {
        rules(1, -1);
        bench().deliver(ANA, "a");
        bench().deliver(ANA, "b");
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(expire(Duration.ofDays(2))).isEqualTo(new Expired(0, 0, 1));
            assertThat(drop.count()).isEqualTo(2);
            assertThat(text(drop, 2)).contains("b");
        }
        assertThat(expire(Duration.ZERO)).isEqualTo(new Expired(2, 0, 0));
        assertThat(bench().uidls(ANA)).isEmpty();
    }

    @Test
    default void theRulesCountFromTheRestore() throws Exception {
        rules(1, 1);
        bench().deliver(ANA, "a");
        bench().fetch(ANA, Device.FIRST, 1);
        assertThat(expire(Duration.ofDays(1)).messages()).isEqualTo(1);
        bench().store().restore(ANA, bench().store().bin(ANA).getFirst().uid());
        bench().reopen();
        assertThat(expire(Duration.ofHours(23)).messages()).isZero();
        assertThat(expire(Duration.ofHours(1)).messages()).isEqualTo(1);
    }

    @Test
    default void expiryAndSessionsAtTheSameTimeLoseNothing() throws Exception {
        rules(0, -1);
        Parallel.run(
                6,
                i -> {
                    for (int k = 0; k < 30; k++) {
                        if (i == 0) {
                            bench().store().expire();
                        } else if (i == 1) {
                            try (Maildrop drop = bench().open(ANA)) {
                                for (int n = 1; n <= drop.count(); n++) {
                                    Bench.read(drop, n, Maildrop.Form.STORED);
                                }
                            }
                        } else {
                            bench().deliver(ANA, i + "." + k);
                        }
                    }
                });
        bench().store().expire();
        assertThat(bench().uidls(ANA)).isEmpty();
        assertThat(bench().store().bin(ANA)).hasSize(120);
    }

    @Test
    default void whatExpiresAndComesBackIsInTheJournal() throws Exception {
        rules(1, -1);
        bench().deliver(ANA, "a");
        expire(Duration.ofDays(1));
        bench().store().restore(ANA, bench().store().bin(ANA).getFirst().uid());
        assertThat(bench().store().journal().newest(ANA, 10))
                .extracting(line -> line.what())
                .containsExactly("restored", "expired");
    }
}
