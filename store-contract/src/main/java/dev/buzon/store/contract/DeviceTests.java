package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.ANA;
import static dev.buzon.store.contract.Bench.START;
import static dev.buzon.store.contract.Bench.bits;
import static dev.buzon.store.contract.Bench.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.Device;
import dev.buzon.store.Device.Sees;
import dev.buzon.store.MailStore.Opening;
import dev.buzon.store.MailStore.Usage;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several devices of one account, each with a view of its own. */
interface DeviceTests extends OnTheBench {
    private void addDevice(Device device) throws Exception {
        bench().update(
                        ANA,
                        a -> {
                            List<Device> devices = new ArrayList<>(a.devices());
                            devices.add(device);
                            return a.withDevices(devices);
                        });
    }

    private void removeDevice(String name) throws Exception {
        bench().update(
                        ANA,
                        a ->
                                a.withDevices(
                                        a.devices().stream()
                                                .filter(d -> !d.name().equals(name))
                                                .toList()));
    }

    private void phone() throws Exception {
        addDevice(Bench.device("phone", Sees.ALL, false, START));
    }

    @Test
    default void aMessageLeavesWhenTheLastDeviceDeletesIt() throws Exception {
        phone();
        String a = bench().deliver(ANA, "a");
        String b = bench().deliver(ANA, "b");
        bench().delete(ANA, 1);
        assertThat(bench().uidls(ANA)).containsExactly(b);
        assertThat(bench().uidls(ANA, "phone")).containsExactly(a, b);
        assertThat(bench().store().usage(ANA).messages()).isEqualTo(2);
        bench().reopen();
        assertThat(bench().uidls(ANA)).containsExactly(b);
        bench().delete(ANA, "phone", 1);
        assertThat(bench().uidls(ANA, "phone")).containsExactly(b);
        assertThat(bench().store().usage(ANA).messages()).isEqualTo(1);
        assertThat(bench().store().bin(ANA)).hasSize(1);
    }

    @Test
    default void eachDeviceHasItsOwnNumbersSizesAndLock() throws Exception {
        phone();
        bench().deliver(ANA, "a");
        bench().deliver(ANA, "b, longer");
        bench().delete(ANA, 1);
        try (Maildrop first = bench().open(ANA);
                Maildrop phone = bench().open(ANA, "phone")) {
            assertThat(text(first, 1)).contains("b, longer");
            assertThat(text(phone, 1)).contains("Subject: a\r\n");
            assertThat(first.totalOctets(Maildrop.Form.STORED))
                    .isEqualTo(first.octets(1, Maildrop.Form.STORED));
            assertThat(phone.totalOctets(Maildrop.Form.STORED))
                    .isGreaterThan(first.totalOctets(Maildrop.Form.STORED));
            assertThat(bench().store().open(ANA, "phone", "x")).isInstanceOf(Opening.InUse.class);
        }
    }

    @Test
    default void twoOpenDevicesDeleteTheSameMessages() throws Exception {
        phone();
        for (int i = 0; i < 5; i++) {
            bench().deliver(ANA, "m" + i);
        }
        try (Maildrop first = bench().open(ANA);
                Maildrop phone = bench().open(ANA, "phone")) {
            Parallel.run(2, i -> (i == 0 ? first : phone).commit(bits(1, 2, 3), bits(4)));
            assertThat(text(first, 1)).contains("m0");
            assertThat(text(phone, 1)).contains("m0");
        }
        assertThat(bench().uidls(ANA)).hasSize(2);
        assertThat(bench().uidls(ANA, "phone")).hasSize(2);
        assertThat(bench().store().usage(ANA).messages()).isEqualTo(2);
    }

    @Test
    default void aDeviceFromJoiningSeesAndHoldsOnlyWhatCameAfter() throws Exception {
        String old = bench().deliver(ANA, "old");
        bench().clock.move(Duration.ofHours(1));
        addDevice(Bench.device("phone", Sees.FROM_JOINING, false, bench().clock.instant()));
        String young = bench().deliver(ANA, "young");
        bench().reopen();
        assertThat(bench().uidls(ANA, "phone")).containsExactly(young);
        assertThat(bench().uidls(ANA)).containsExactly(old, young);
        bench().delete(ANA, 1, 2);
        assertThat(bench().store().usage(ANA).messages()).as("the old one left").isEqualTo(1);
        assertThat(bench().uidls(ANA, "phone")).containsExactly(young);
    }

    @Test
    default void aReadOnlyDeviceDeletesNothingAndHoldsNothing() throws Exception {
        addDevice(Bench.device("looker", Sees.ALL, true, START));
        bench().deliver(ANA, "x");
        try (Maildrop drop = bench().open(ANA, "looker")) {
            assertThat(drop.readOnly()).isTrue();
            assertThatThrownBy(() -> drop.commit(bits(1), bits()))
                    .isInstanceOf(IllegalArgumentException.class);
            drop.commit(bits(), bits(1));
        }
        assertThat(bench().uidls(ANA, "looker")).hasSize(1);
        bench().delete(ANA, 1);
        assertThat(bench().uidls(ANA, "looker")).isEmpty();
        assertThat(bench().store().usage(ANA)).isEqualTo(new Usage(0, 0));
    }

    @Test
    default void whatARemovedDeviceHeldLeavesWithTheNextRun() throws Exception {
        phone();
        bench().deliver(ANA, "held by the phone");
        String kept = bench().deliver(ANA, "deleted by nobody");
        bench().delete(ANA, 1);
        removeDevice("phone");
        assertThat(bench().store().expire().messages()).isEqualTo(1);
        assertThat(bench().uidls(ANA)).containsExactly(kept);
        assertThat(bench().store().bin(ANA)).hasSize(1);
    }

    @Test
    default void aDeviceMadeAgainKnowsNothingOfTheOldOne() throws Exception {
        phone();
        String uidl = bench().deliver(ANA, "x");
        bench().delete(ANA, "phone", 1);
        removeDevice("phone");
        phone();
        bench().reopen();
        assertThat(bench().uidls(ANA, "phone")).containsExactly(uidl);
    }

    @Test
    default void theCommitOfARemovedDeviceFails() throws Exception {
        phone();
        bench().deliver(ANA, "x");
        try (Maildrop drop = bench().open(ANA, "phone")) {
            removeDevice("phone");
            assertThatThrownBy(() -> drop.commit(bits(1), bits()))
                    .isInstanceOf(StoreException.class);
        }
        assertThat(bench().uidls(ANA)).hasSize(1);
    }

    @Test
    default void whatComesBackFromTheBinIsSeenByAllDevicesInItsOldPlace() throws Exception {
        phone();
        String a = bench().deliver(ANA, "a");
        String b = bench().deliver(ANA, "b");
        String c = bench().deliver(ANA, "c");
        bench().delete(ANA, 2);
        bench().delete(ANA, "phone", 2);
        long uid = bench().store().bin(ANA).getFirst().uid();
        assertThat(bench().store().restore(ANA, uid)).isTrue();
        bench().reopen();
        assertThat(bench().uidls(ANA)).containsExactly(a, b, c);
        assertThat(bench().uidls(ANA, "phone")).containsExactly(a, b, c);
    }
}
