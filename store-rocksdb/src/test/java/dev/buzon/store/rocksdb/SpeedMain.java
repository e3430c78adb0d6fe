package dev.buzon.store.rocksdb;

import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prints how fast the engine is here, beside how fast the disk is. Argument: an empty folder. */
final class SpeedMain {
    private static final Octets PREFIX =
            Octets.of(
                    "Return-Path: <luis@example.test>\r\nDelivered-To: x\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));

    private final Path folder;
    private final byte[] message = Mail.message("speed", 7_000);
    private MailStore store;

    private SpeedMain(Path folder) throws StoreException {
        this.folder = folder;
        this.store = open();
    }

    public static void main(String[] args) throws Exception {
        new SpeedMain(Path.of(args[0])).run();
    }

    private interface Act {
        void run(int i) throws Exception;
    }

    private MailStore open() throws StoreException {
        return RocksStore.open(
                folder.resolve("data"), Settings.standard().withBinTime(Duration.ZERO));
    }

    private static Address user(int i) {
        return Address.of("u" + i + "@example.test");
    }

    private void deliver(int copies, Address... to) throws StoreException {
        List<Arrival.Delivery> all = new ArrayList<>();
        for (int i = 0; i < copies; i++) {
            for (Address a : to) {
                all.add(new Arrival.Delivery(a, PREFIX, Optional.empty(), Arrival.Folder.INBOX));
            }
        }
        try (Arrival arrival = store.receive()) {
            arrival.write(ByteBuffer.wrap(message));
            arrival.deliver(new Arrival.Facts(20, Optional.empty()), all);
        }
    }

    /** Milliseconds for each of so many. */
    private static double each(String what, int times, Act act) throws Exception {
        long start = System.nanoTime();
        for (int i = 0; i < times; i++) {
            act.run(i);
        }
        double ms = (System.nanoTime() - start) / 1e6 / times;
        System.out.printf("%-50s %9.3f ms  %10.0f /s%n", what, ms, 1000 / ms);
        return ms;
    }

    private void fsyncs() throws Exception {
        Path file = folder.resolve("fsync");
        try (FileChannel f =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            each(
                    "the disk alone: append 7 KB, fdatasync",
                    2_000,
                    _ -> {
                        f.write(ByteBuffer.wrap(message));
                        f.force(false);
                    });
        }
        Files.delete(file);
    }

    private void run() throws Exception {
        for (int i = 0; i < 20; i++) {
            store.accounts()
                    .create(
                            new Account(
                                    user(i),
                                    Set.of(),
                                    List.of(Device.first("x", Instant.EPOCH)),
                                    0,
                                    Account.Rules.NEVER));
        }
        fsyncs();
        each("warming up", 3_000, _ -> deliver(1, user(19)));
        each("durable delivery of 7 KB, 1 thread", 5_000, _ -> deliver(1, user(0)));
        parallel(16, 1_500);
        Address[] ten = Arrays.stream(new int[10]).mapToObj(_ -> user(1)).toArray(Address[]::new);
        for (int i = 0; i < 10; i++) {
            ten[i] = user(i + 1);
        }
        each("delivery to 10 recipients", 1_000, _ -> deliver(1, ten));
        lists();
        large();
        drain();
        memory();
        store.close();
    }

    private void parallel(int threads, int times) throws Exception {
        long start = System.nanoTime();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Address mine = user(t);
            all.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < times; i++) {
                                        deliver(1, mine);
                                    }
                                } catch (StoreException e) {
                                    throw new AssertionError(e);
                                }
                            }));
        }
        for (Thread t : all) {
            t.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-50s %23.0f /s%n", "the same, 16 threads", threads * times / seconds);
    }

    private void lists() throws Exception {
        Address big = user(17);
        Address small = user(18);
        for (int i = 0; i < 1_000; i++) {
            deliver(100, big);
        }
        for (int i = 0; i < 100; i++) {
            deliver(100, small);
        }
        for (int i = 0; i < 5; i++) {
            store.close();
            each("open the store", 1, _ -> store = open());
            each("open 10,000 messages, cold", 1, _ -> Mail.open(store, small).close());
        }
        each("open 100,000 messages, cold", 1, _ -> Mail.open(store, big).close());
        each("open 100,000 messages, cached", 2_000, _ -> Mail.open(store, big).close());
        for (int i = 0; i < 5; i++) {
            try (Maildrop drop = Mail.open(store, big)) {
                each("UIDL of 100,000 as text", 1, _ -> uidl(drop));
            }
        }
        each(
                "one delivery, then open 100,000",
                500,
                _ -> {
                    deliver(1, big);
                    Mail.open(store, big).close();
                });
    }

    private static void uidl(Maildrop drop) {
        StringBuilder all = new StringBuilder();
        for (int n = 1; n <= drop.count(); n++) {
            all.append(n).append(' ').append(drop.uidl(n)).append("\r\n");
        }
        if (all.isEmpty()) {
            throw new AssertionError();
        }
    }

    private void large() throws Exception {
        byte[] octets = Mail.message("large", 50_000_000);
        each("deliver 50 MB", 3, _ -> Mail.deliver(store, octets, user(16)));
        for (int i = 0; i < 5; i++) {
            try (Maildrop drop = Mail.open(store, user(16))) {
                each("read 50 MB", 1, _ -> skim(drop, drop.count()));
            }
        }
    }

    private static void skim(Maildrop drop, int number) throws StoreException {
        try (Content content = drop.read(number, Maildrop.Form.STORED)) {
            ByteBuffer piece = content.next();
            while (piece.hasRemaining()) {
                piece = content.next();
            }
        }
    }

    private void drain() throws Exception {
        try (Maildrop drop = Mail.open(store, user(0))) {
            each("read 7 KB", drop.count(), i -> skim(drop, i + 1));
            BitSet all = new BitSet();
            all.set(1, drop.count() + 1);
            double ms = each("delete " + drop.count(), 1, _ -> drop.commit(all, all));
            System.out.printf("%-50s %9.4f ms%n", "  for each message", ms / drop.count());
        }
    }

    private static void memory() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
                System.out.println(line);
            }
        }
    }
}
