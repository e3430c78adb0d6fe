package dev.buzon.store.contract;

import static dev.buzon.store.contract.Bench.ANA;
import static dev.buzon.store.contract.Bench.LUIS;
import static dev.buzon.store.contract.Bench.message;
import static dev.buzon.store.contract.Bench.read;
import static dev.buzon.store.contract.Bench.stored;
import static dev.buzon.store.contract.Bench.text;
import static dev.buzon.store.contract.Bench.to;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.Inventory;
import dev.buzon.store.MailStore.Usage;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Maildrop.Form;
import dev.buzon.store.Octets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Taking messages in, and getting the same octets out. */
interface DeliveryTests extends OnTheBench {
    Address NOBODY = Address.of("nobody@example.test");

    @Test
    default void octetsComeOutAsTheyWentIn() throws Exception {
        byte[] message = message("8 bit: \u00fc\u0000 and .\r\n..\r\n.\r\n");
        bench().deliver(message, to(ANA));
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(drop.count()).isEqualTo(1);
            assertThat(read(drop, 1, Form.STORED)).isEqualTo(message);
            assertThat(read(drop, 1, Form.SURROGATE)).isEqualTo(message);
        }
    }

    @Test
    default void manySizesAroundThoseOfPiecesComeOutAsTheyWentIn() throws Exception {
        Random random = new Random(Bench.SEED);
        List<byte[]> messages = new ArrayList<>();
        for (int base : new int[] {1, 4096, 64 << 10, 128 << 10, 192 << 10, 256 << 10, 1 << 20}) {
            for (int delta = -1; delta <= 1; delta++) {
                byte[] octets = new byte[base + delta];
                random.nextBytes(octets);
                messages.add(octets);
            }
        }
        for (byte[] octets : messages) {
            try (Arrival arrival = bench().store().receive()) {
                ByteBuffer rest = ByteBuffer.wrap(octets);
                while (rest.hasRemaining()) {
                    int n = Math.min(rest.remaining(), 1 + random.nextInt(100_000));
                    ByteBuffer piece = rest.slice(rest.position(), n);
                    rest.position(rest.position() + n);
                    arrival.write(piece);
                    assertThat(piece.hasRemaining()).isFalse();
                }
                assertThat(arrival.octets()).isEqualTo(octets.length);
                arrival.deliver(new Arrival.Facts(0, Optional.empty()), List.of(to(ANA)));
            }
        }
        try (Maildrop drop = bench().open(ANA)) {
            for (int n = 1; n <= messages.size(); n++) {
                assertThat(read(drop, n, Form.STORED)).isEqualTo(messages.get(n - 1));
            }
        }
    }

    @Test
    default void aMessageOfNoOctetsIsAMessage() throws Exception {
        bench().deliver(new byte[0], to(ANA));
        bench().deliver(new byte[0], to(ANA, "Return-Path: <>\r\n\r\n"));
        try (Maildrop drop = bench().open(ANA)) {
            assertThat(drop.octets(1, Form.STORED)).isZero();
            assertThat(read(drop, 1, Form.STORED)).isEmpty();
            assertThat(text(drop, 2)).isEqualTo("Return-Path: <>\r\n\r\n");
        }
    }

    @Test
    default void thirtyMegabytesComeInBoundedPieces() throws Exception {
        byte[] block = new byte[1 << 20];
        new Random(Bench.SEED).nextBytes(block);
        try (Arrival arrival = bench().store().receive()) {
            for (int i = 0; i < 30; i++) {
                block[0] = (byte) i;
                arrival.write(ByteBuffer.wrap(block));
            }
            arrival.deliver(new Arrival.Facts(10, Optional.empty()), List.of(to(ANA), to(LUIS)));
        }
        try (Maildrop drop = bench().open(LUIS)) {
            byte[] all = read(drop, 1, Form.STORED);
            assertThat(all).hasSize(30 << 20);
            for (int i = 0; i < 30; i++) {
                block[0] = (byte) i;
                assertThat(ByteBuffer.wrap(all, i << 20, 1 << 20))
                        .isEqualTo(ByteBuffer.wrap(block));
            }
        }
        bench().delete(ANA, 1);
        bench().delete(LUIS, 1);
        bench().clock.move(Bench.BIN_TIME);
        bench().store().expire();
        assertThat(bench().inventory().bodies()).isEmpty();
    }

    @Test
    default void severalRecipientsShareOneBody() throws Exception {
        byte[] message = message("for both");
        List<Arrival.Outcome> outcomes =
                bench().deliver(message, to(ANA, "To: ana\r\n"), to(NOBODY), to(LUIS));
        assertThat(outcomes).hasSize(3);
        assertThat(outcomes.get(1)).isEqualTo(new Arrival.Outcome.Unknown());
        Inventory inventory = bench().inventory();
        assertThat(inventory.bodies()).hasSize(1);
        assertThat(inventory.bodies().getFirst().references()).isEqualTo(2);
        try (Maildrop ana = bench().open(ANA);
                Maildrop luis = bench().open(LUIS)) {
            assertThat(text(ana, 1)).isEqualTo("To: ana\r\n" + new String(message, UTF_8));
            assertThat(read(luis, 1, Form.STORED)).isEqualTo(message);
            assertThat(ana.uidl(1)).isEqualTo(stored(outcomes.get(0)).uidl());
        }
    }

    @Test
    default void aBodyIsFreedWithItsLastEntry() throws Exception {
        bench().withoutBin();
        bench().deliver(message("for both"), to(ANA), to(LUIS));
        bench().delete(ANA, 1);
        assertThat(bench().inventory().bodies()).hasSize(1);
        bench().delete(LUIS, 1);
        assertThat(bench().inventory().bodies()).isEmpty();
    }

    @Test
    default void anAccountNamedTwiceGetsTwoCopies() throws Exception {
        List<Arrival.Outcome> outcomes = bench().deliver(message("x"), to(ANA), to(ANA));
        assertThat(stored(outcomes.get(0)).uidl()).isNotEqualTo(stored(outcomes.get(1)).uidl());
        assertThat(bench().uidls(ANA)).hasSize(2);
        assertThat(bench().inventory().bodies()).hasSize(1);
    }

    @Test
    default void whatIsNotDeliveredLeavesNothing() throws Exception {
        try (Arrival arrival = bench().store().receive()) {
            arrival.write(ByteBuffer.wrap(new byte[700_000]));
        }
        bench().deliver(message("x"), to(NOBODY));
        bench().deliver(new byte[700_000], to(NOBODY));
        bench().deliver(message("nobody at all"));
        assertThat(bench().inventory().bodies()).isEmpty();
        assertThat(bench().store().usage(NOBODY)).isEqualTo(new Usage(0, 0));
    }

    @Test
    default void moreHeaderThanMessageIsRefusedAndNobodyGetsIt() throws Exception {
        try (Arrival arrival = bench().store().receive()) {
            arrival.write(ByteBuffer.wrap(new byte[10]));
            assertThatThrownBy(() ->
                            arrival.deliver(
                                    new Arrival.Facts(11, Optional.empty()), List.of(to(ANA))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(bench().uidls(ANA)).isEmpty();
    }

    @Test
    default void theQuotaIsExact() throws Exception {
        byte[] message = message("0123456789");
        String prefix = "X: y\r\n";
        long each = (long) message.length + prefix.length();
        bench().update(ANA, a -> a.withQuota(3 * each));
        List<Arrival.Outcome> outcomes =
                bench().deliver(
                                message,
                                to(ANA, prefix),
                                to(ANA, prefix),
                                to(LUIS),
                                to(ANA, prefix),
                                to(ANA, prefix));
        assertThat(outcomes.get(3)).isInstanceOf(Arrival.Outcome.Stored.class);
        assertThat(outcomes.get(4)).isEqualTo(new Arrival.Outcome.OverQuota());
        assertThat(bench().store().usage(ANA)).isEqualTo(new Usage(3, 3 * each));
        assertThat(bench().deliver(new byte[1], to(ANA)).getFirst())
                .isEqualTo(new Arrival.Outcome.OverQuota());
        bench().delete(ANA, 2);
        assertThat(bench().store().usage(ANA)).isEqualTo(new Usage(2, 2 * each));
        assertThat(bench().deliver(message, to(ANA, prefix)).getFirst())
                .as("the bin does not count")
                .isInstanceOf(Arrival.Outcome.Stored.class);
        bench().update(ANA, a -> a.withQuota(0));
        bench().deliver(message, to(ANA));
        assertThat(bench().uidls(ANA)).hasSize(4);
    }

    @Test
    default void theSurrogateHasItsOwnHeaderAndSizes() throws Exception {
        byte[] message = "Subject: caf\u00e9\r\n\r\nhola\r\n".getBytes(UTF_8);
        Octets header = Octets.of("Subject: =?utf-8?q?caf=C3=A9?=\r\n\r\n".getBytes(UTF_8));
        Arrival.Delivery delivery =
                new Arrival.Delivery(
                        ANA,
                        Octets.of("Delivered-To: jos\u00e9\r\n".getBytes(UTF_8)),
                        Optional.of(Octets.of("Delivered-To: jose\r\n".getBytes(UTF_8))),
                        Arrival.Folder.JUNK);
        bench().deliver(message, Optional.of(header), delivery);
        bench().deliver(message, Optional.of(header), to(ANA, "A: b\r\n"));
        bench().deliver(message("plain"), to(ANA));
        bench().reopen();
        try (Maildrop drop = bench().open(ANA)) {
            String surrogate =
                    "Delivered-To: jose\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\n\r\nhola\r\n";
            assertThat(new String(read(drop, 1, Form.SURROGATE), UTF_8)).isEqualTo(surrogate);
            assertThat(text(drop, 1))
                    .isEqualTo("Delivered-To: jos\u00e9\r\nSubject: caf\u00e9\r\n\r\nhola\r\n");
            assertThat(new String(read(drop, 2, Form.SURROGATE), UTF_8))
                    .isEqualTo("A: b\r\nSubject: =?utf-8?q?caf=C3=A9?=\r\n\r\nhola\r\n");
            for (Form form : Form.values()) {
                long sum = drop.octets(1, form) + drop.octets(2, form) + drop.octets(3, form);
                assertThat(drop.totalOctets(form)).isEqualTo(sum);
            }
            try (Content content = drop.read(1, Form.SURROGATE)) {
                assertThat(content.headerOctets())
                        .isEqualTo(surrogate.length() - "hola\r\n".length());
            }
            try (Content content = drop.read(1, Form.STORED)) {
                assertThat(content.headerOctets())
                        .isEqualTo(content.octets() - "hola\r\n".length());
            }
        }
    }

    @Test
    default void deliveriesAtTheSameTimeAllArrive() throws Exception {
        Parallel.run(
                16,
                i -> {
                    for (int k = 0; k < 25; k++) {
                        bench().deliver(message(i + "." + k), to(ANA), to(LUIS));
                    }
                });
        bench().reopen();
        assertThat(bench().uidls(ANA)).hasSize(400).doesNotHaveDuplicates();
        assertThat(bench().store().usage(LUIS).messages()).isEqualTo(400);
        assertThat(bench().inventory().bodies()).hasSize(400);
    }
}
