package dev.buzon.store.rocksdb;

import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Octets;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Delivers a message of 200 MB and reads it back, in whatever heap it was given. */
final class LargeWorker {
    private static final int PIECES = 3_200;
    private static final int PIECE = 62_500;

    private LargeWorker() {}

    /** Argument: the folder. */
    public static void main(String[] args) throws Exception {
        try (MailStore store = RocksStore.open(Path.of(args[0]), Settings.standard())) {
            Mail.accounts(store);
            CRC32C in = new CRC32C();
            try (Arrival arrival = store.receive()) {
                byte[] piece = Mail.message("piece", PIECE);
                for (int i = 0; i < PIECES; i++) {
                    piece[0] = (byte) i;
                    in.update(piece);
                    arrival.write(ByteBuffer.wrap(piece));
                }
                arrival.deliver(
                        new Arrival.Facts(0, Optional.empty()),
                        List.of(
                                new Arrival.Delivery(
                                        Mail.ANA,
                                        Octets.NONE,
                                        Optional.empty(),
                                        Arrival.Folder.INBOX)));
            }
            CRC32C out = new CRC32C();
            long octets = 0;
            try (Maildrop drop = Mail.open(store, Mail.ANA);
                    Content content = drop.read(1, Maildrop.Form.STORED)) {
                for (ByteBuffer p = content.next(); p.hasRemaining(); p = content.next()) {
                    octets += p.remaining();
                    out.update(p);
                }
            }
            if (octets == 200_000_000L && in.getValue() == out.getValue()) {
                System.out.println("200 MB in and out");
            }
        }
    }
}
