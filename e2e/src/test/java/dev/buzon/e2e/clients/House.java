package dev.buzon.e2e.clients;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.buzon.protocol.Secret;
import dev.buzon.server.PostOffice;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.server.config.ConfigException;
import dev.buzon.store.Address;
import dev.buzon.store.Content;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A whole post office on its real store, in a folder of its own. */
final class House implements AutoCloseable {
    /** Everybody's. */
    static final String PASSWORD = "secreto";

    /** Ends in a domain that cannot exist (RFC 6761 §6.2). */
    static final String DOMAIN = "example.test";

    /** The name under which clients look for it: it stands in its certificate. */
    static final String HOST = "localhost";

    /** How long a client that has gone may still hold its lock. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);

    private static final String CONFIG =
            """
            hostname = "pop.example.test"
            domains = ["example.test"]
            [listen]
            pop3 = "127.0.0.1:0"
            pop3s = "127.0.0.1:0"
            smtp = "127.0.0.1:0"
            submission = "127.0.0.1:0"
            submissions = "127.0.0.1:0"
            lmtp = "127.0.0.1:0"
            lmtp-socket = "off"
            [limits]
            message-size = "100 MB"
            quota = "off"
            [store]
            bin-days = 0
            """;

    private final PostOffice office;
    private final Config config;
    private final Surroundings surroundings;
    private final Path certificate;

    private House(PostOffice office, Config config, Surroundings surroundings, Path certificate) {
        this.office = office;
        this.config = config;
        this.surroundings = surroundings;
        this.certificate = certificate;
    }

    /** Opens one whose files are in this folder. */
    static House open(Path folder) throws IOException {
        try {
            Config config = Config.parse(CONFIG, "clients");
            Surroundings surroundings = Surroundings.real();
            PostOffice office = Wiring.open(config, folder, surroundings);
            String both = Files.readString(folder.resolve("self-signed.pem"));
            Path certificate = folder.resolve("ca.pem"); // without the key
            Files.writeString(
                    certificate, both.substring(both.indexOf("-----BEGIN CERTIFICATE-----")));
            return new House(office, config, surroundings, certificate);
        } catch (ConfigException | GeneralSecurityException | StoreException e) {
            throw new IOException(e);
        }
    }

    /** The loopback port on which pop3, pop3s, submission, submissions or lmtp is offered. */
    int port(String name) {
        return office.port(name);
    }

    /** What a client has to trust, as PEM. */
    Path certificate() {
        return certificate;
    }

    /** Makes an account and says its address. */
    String account(String name) {
        String address = name + "@" + DOMAIN;
        AdminRequest add =
                new AdminRequest.Add(
                        Address.of(address),
                        Secret.of(PASSWORD.getBytes(US_ASCII)),
                        OptionalLong.of(0));
        AdminAnswer answer =
                Wiring.administration(config, office.store(), surroundings).carryOut(add);
        if (!(answer instanceof AdminAnswer.Done)) {
            throw new IllegalStateException("no account for " + address + ": " + answer);
        }
        return address;
    }

    /** Delivers a message to all of them. */
    void deliver(byte[] message, List<String> recipients) throws IOException {
        try (Postman postman = new Postman(port("lmtp"))) {
            postman.deliver(message, recipients);
        }
    }

    /** How many messages wait for this address. */
    int count(String address) throws IOException {
        try (Maildrop maildrop = maildrop(address)) {
            return maildrop.count();
        }
    }

    /** The messages of this address as they are served to somebody who did not say UTF8. */
    List<byte[]> messages(String address) throws IOException {
        try (Maildrop maildrop = maildrop(address)) {
            List<byte[]> messages = new ArrayList<>();
            for (int number = 1; number <= maildrop.count(); number++) {
                messages.add(octets(maildrop, number));
            }
            return messages;
        } catch (StoreException e) {
            throw new IOException(e);
        }
    }

    private static byte[] octets(Maildrop maildrop, int number) throws StoreException {
        try (Content content = maildrop.read(number, Maildrop.Form.SURROGATE)) {
            byte[] octets = new byte[Math.toIntExact(content.octets())];
            int at = 0;
            for (ByteBuffer piece = content.next(); piece.hasRemaining(); piece = content.next()) {
                int length = piece.remaining();
                piece.get(octets, at, length);
                at += length;
            }
            return octets;
        }
    }

    /** Looks behind the protocols' back; the client's lock may take a moment to go. */
    private Maildrop maildrop(String address) throws IOException {
        long end = System.nanoTime() + LOCK_PATIENCE.toNanos();
        try {
            while (true) {
                switch (office.store().open(Address.of(address), Device.FIRST, "test")) {
                    case MailStore.Opening.Opened(var maildrop) -> {
                        return maildrop;
                    }
                    case MailStore.Opening.Unknown() ->
                            throw new IOException("no account " + address);
                    case MailStore.Opening.InUse(var holder) -> {
                        if (System.nanoTime() > end) {
                            throw new IOException(address + " stays locked by " + holder);
                        }
                        Thread.onSpinWait();
                    }
                }
            }
        } catch (StoreException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        office.close();
    }
}
