package dev.buzon.store.rocksdb;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Arrival;
import dev.buzon.store.Content;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Octets;
import dev.buzon.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Messages that can be told apart and checked octet by octet, whoever finds them. */
final class Mail {
    static final Address ANA = Address.of("ana@example.test");
    static final Address LUIS = Address.of("luis@example.test");

    private Mail() {}

    /** The one message of this name and size. */
    static byte[] message(String name, int octets) {
        byte[] head = ("Message-Id: " + name + "\r\n\r\n").getBytes(US_ASCII);
        byte[] all = Arrays.copyOf(head, Math.max(head.length, octets));
        byte[] body = new byte[all.length - head.length];
        new Random(name.hashCode()).nextBytes(body);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    /** The name of a message that {@link #message} made; fails when one octet is wrong. */
    static String name(byte[] message) {
        String text = new String(message, US_ASCII);
        String name = text.substring("Message-Id: ".length(), text.indexOf('\r'));
        if (!Arrays.equals(message, message(name, message.length))) {
            throw new AssertionError("the octets of " + name + " are not those it was made of");
        }
        return name;
    }

    static void accounts(MailStore store) throws StoreException {
        for (Address address : List.of(ANA, LUIS)) {
            store.accounts()
                    .create(
                            new Account(
                                    address,
                                    Set.of(),
                                    List.of(Device.first("secret", Instant.EPOCH)),
                                    0,
                                    Account.Rules.NEVER));
        }
    }

    static void deliver(MailStore store, byte[] message, Address... to) throws StoreException {
        try (Arrival arrival = store.receive()) {
            arrival.write(ByteBuffer.wrap(message));
            arrival.deliver(
                    new Arrival.Facts(0, Optional.empty()),
                    Arrays.stream(to)
                            .map(a ->
                                    new Arrival.Delivery(
                                            a, Octets.NONE, Optional.empty(), Arrival.Folder.INBOX))
                            .toList());
        }
    }

    static Maildrop open(MailStore store, Address account) throws StoreException {
        if (store.open(account, Device.FIRST, "test")
                instanceof MailStore.Opening.Opened(var drop)) {
            return drop;
        }
        throw new AssertionError("cannot open " + account);
    }

    static byte[] read(Maildrop drop, int number) throws StoreException {
        try (Content content = drop.read(number, Maildrop.Form.STORED)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream((int) content.octets());
            for (ByteBuffer p = content.next(); p.hasRemaining(); p = content.next()) {
                byte[] octets = new byte[p.remaining()];
                p.get(octets);
                all.writeBytes(octets);
            }
            return all.toByteArray();
        }
    }
}
