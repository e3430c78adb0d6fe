package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.ANA;
import static dev.buzon.store.contract.Bench.LUIS;
import static dev.buzon.store.contract.Bench.bits;
import static dev.buzon.store.contract.Bench.message;
import static dev.buzon.store.contract.Bench.text;
import static dev.buzon.store.contract.Bench.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore.Opening;
import dev.buzon.store.MailStore.Usage;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.StoreException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The frozen list, its lock, and what QUIT does to it. */
interface MaildropTests extends OnTheBench {
    @Test
    default void anEmptyMaildropHasNothing() throws Exception {
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(drop.count()).isZero();
            assertThat(drop.totalOctets(Form.STORED)).isZero();
            assertThat(drop.totalOctets(Form.SURROGATE)).isZero();
            assertThat(drop.readOnly()).isFalse();
            drop.commit(new BitSet(), new BitSet());
        }
    }

    @Test
    default void numbersFollowTheOrderOfArrivalWhateverTheClockSays() throws Exception {
        for (int i = 0; i < 100; i++) {
            bench().clock.move(java.time.Duration.ofMinutes((i * 37) % 100 - 50));
            bench().deliver(ANA, "message " + i);
        }
        bench().reopen();
        try (Maildrop drop = bench().open(ANA)) {
            for (int i = 0; i < 100; i++) {
                assertThat(text(drop, i + 1)).contains("Subject: message " + i + "\r\n");
            }
        }
    }

    @Test
    default void theListIsFrozenWhileMessagesArrive() throws Exception {
        bench().deliver(ANA, "one");
        bench().deliver(ANA, "two, a longer one");
        try (Maildrop drop = bench().open(ANA)) {
            List<String> uidls = Bench.uidls(drop);
            long total = drop.totalOctets(Form.STORED);
            Parallel.run(
                    4,
                    i -> {
                        for (int k = 0; k < 50; k++) {
                            bench().deliver(ANA, "more " + i + "." + k);
                        }
                    });
            assertThat(drop.count()).isEqualTo(2);
            assertThat(Bench.uidls(drop)).isEqualTo(uidls);
            assertThat(drop.totalOctets(Form.STORED)).isEqualTo(total);
            assertThat(text(drop, 2)).contains("two");
            assertThat(bench().store().usage(ANA).messages()).isEqualTo(202);
            drop.commit(bits(1), bits(2));
        }
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(drop.count()).isEqualTo(201);
            assertThat(text(drop, 1)).contains("two");
        }
    }

    @Test
    default void onlyWhatIsMarkedIsRemoved() throws Exception {
        for (int i = 1; i <= 9; i++) {
            bench().deliver(ANA, "m" + i);
        }
        List<String> before = bench().uidls(ANA);
        bench().delete(ANA, 1, 5, 9);
        bench().reopen();
        assertThat(bench().uidls(ANA))
                .containsExactly(
                        before.get(1),
                        before.get(2),
                        before.get(3),
                        before.get(5),
                        before.get(6),
                        before.get(7));
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(text(drop, 4)).contains("m6");
        }
    }

    @Test
    default void closingWithoutACommitRemovesNothing() throws Exception {
        bench().deliver(ANA, "x");
        bench().open(ANA).close();
        assertThat(bench().uidls(ANA)).hasSize(1);
    }

    @Test
    default void aCommitTwiceIsNoError() throws Exception {
        bench().deliver(ANA, "x");
        bench().deliver(ANA, "y");
        try (Maildrop drop = bench().open(ANA)) {
            drop.commit(bits(1), bits(1, 2));
            drop.commit(bits(1), bits(1, 2));
            assertThat(drop.count()).isEqualTo(2);
            assertThat(text(drop, 1)).contains("x");
        }
        assertThat(bench().uidls(ANA)).hasSize(1);
        assertThat(bench().store().usage(ANA)).isEqualTo(new Usage(1, message("y").length));
    }

    @Test
    default void numbersOutsideTheListAreRefusedWholly() throws Exception {
        bench().deliver(ANA, "x");
        try (Maildrop drop = bench().open(ANA)) {
            assertThatThrownBy(() -> drop.commit(bits(1, 2), bits()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> drop.commit(bits(0, 1), bits()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> drop.commit(bits(1), bits(2)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> drop.octets(2, Form.STORED))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> drop.uidl(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> drop.read(2, Form.STORED))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(bench().uidls(ANA)).hasSize(1);
    }

    @Test
    default void aThousandDeletesAreOneStep() throws Exception {
        dev.buzon.store.Arrival.Delivery[] copies = new dev.buzon.store.Arrival.Delivery[100];
        java.util.Arrays.fill(copies, to(ANA));
        for (int i = 0; i < 10; i++) {
            bench().deliver(message("m" + i), copies);
        }
        try (Maildrop drop = bench().open(ANA)) {
            BitSet all = new BitSet();
            all.set(1, 1001);
            drop.commit(all, all);
        }
        assertThat(bench().uidls(ANA)).isEmpty();
        assertThat(bench().store().usage(ANA)).isEqualTo(new Usage(0, 0));
        assertThat(bench().store().bin(ANA)).hasSize(1000);
    }

    @Test
    default void ofAHundredThatOpenAtOnceOneDoes() throws Exception {
        for (int round = 0; round < 20; round++) {
            AtomicInteger opened = new AtomicInteger();
            java.util.concurrent.ConcurrentLinkedQueue<Maildrop> drops =
                    new java.util.concurrent.ConcurrentLinkedQueue<>();
            Parallel.run(
                    100,
                    i -> {
                        switch (bench().store().open(ANA, Device.FIRST, "session " + i)) {
                            case Opening.Opened(var drop) -> {
                                opened.incrementAndGet();
                                drops.add(drop);
                            }
                            case Opening.InUse(var holder) ->
                                    assertThat(holder.session()).startsWith("session ");
                            case Opening.Unknown() -> throw new AssertionError();
                        }
                    });
            assertThat(opened).hasValue(1);
            drops.forEach(Maildrop::close);
        }
    }

    @Test
    default void theHolderOfTheLockIsNamed() throws Exception {
        Opening first = bench().store().open(ANA, Device.FIRST, "pop3 192.0.2.7");
        assertThat(first).isInstanceOf(Opening.Opened.class);
        bench().clock.move(java.time.Duration.ofMinutes(3));
        Opening second = bench().store().open(ANA, Device.FIRST, "another");
        assertThat(second)
                .isEqualTo(
                        new Opening.InUse(
                                new dev.buzon.store.MailStore.Holder(
                                        "pop3 192.0.2.7", Bench.START)));
        if (first instanceof Opening.Opened(var drop)) {
            drop.close();
            try (Maildrop again = bench().open(ANA)) {
                drop.close();
                assertThat(bench().store().open(ANA, Device.FIRST, "third"))
                        .as("closing twice does not give another's lock back")
                        .isInstanceOf(Opening.InUse.class);
                assertThat(again.count()).isZero();
            }
        }
    }

    @Test
    default void anUnknownAccountOrDeviceIsUnknown() throws Exception {
        assertThat(bench().store().open(Address.of("nobody@example.test"), Device.FIRST, "s"))
                .isEqualTo(new Opening.Unknown());
        assertThat(bench().store().open(ANA, "phone", "s")).isEqualTo(new Opening.Unknown());
    }

    @Test
    default void locksOfTwoAccountsAreTwo() throws Exception {
        try (Maildrop ana = bench().open(ANA);
                Maildrop luis = bench().open(LUIS)) {
            assertThat(ana.count() + luis.count()).isZero();
        }
    }

    @Test
    default void aMaildropOfARemovedAccountReadsOnAndDoesNotCommit() throws Exception {
        bench().deliver(ANA, "still here");
        try (Maildrop drop = bench().open(ANA)) {
            bench().store().accounts().remove(ANA);
            assertThat(text(drop, 1)).contains("still here");
            assertThatThrownBy(() -> drop.commit(bits(1), bits()))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.PERMANENT));
            bench().add(Bench.account(ANA));
            bench().deliver(ANA, "of the new account");
            assertThatThrownBy(() -> drop.commit(bits(1), bits()))
                    .isInstanceOf(StoreException.class);
        }
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(drop.count()).isEqualTo(1);
            assertThat(text(drop, 1)).contains("of the new account");
        }
    }

    @Test
    default void whatWasFreedMeanwhileCanStillBeRead() throws Exception {
        bench().withoutBin();
        bench().update(
                        ANA,
                        a ->
                                a.withDevices(
                                        List.of(
                                                a.devices().getFirst(),
                                                Bench.device(
                                                        "looker",
                                                        Device.Sees.ALL,
                                                        true,
                                                        Bench.START))));
        bench().deliver(new byte[300_000], to(ANA));
        bench().deliver(ANA, "short");
        try (Maildrop looker = bench().open(ANA, "looker")) {
            bench().delete(ANA, 1, 2);
            assertThat(bench().inventory().bodies()).isEmpty();
            assertThat(Bench.read(looker, 1, Form.STORED)).hasSize(300_000);
            assertThat(text(looker, 2)).contains("short");
            assertThat(looker.count()).isEqualTo(2);
        }
        assertThat(bench().uidls(ANA, "looker")).isEmpty();
    }

    @Test
    default void aClosedStoreFailsAndDoesNotLookEmpty() throws Exception {
        bench().deliver(ANA, "x");
        if (bench().remembers()) {
            dev.buzon.store.MailStore old = bench().store();
            bench().reopen();
            assertThatThrownBy(() -> old.open(ANA, Device.FIRST, "s"))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> old.usage(ANA)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> old.accounts().find(ANA)).isInstanceOf(StoreException.class);
            assertThatThrownBy(old::receive).isInstanceOf(StoreException.class);
            old.close();
        }
        assertThat(bench().uidls(ANA)).hasSize(1);
    }
}
