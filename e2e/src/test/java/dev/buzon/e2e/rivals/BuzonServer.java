package dev.buzon.e2e.rivals;

import dev.buzon.e2e.rivals.Errand.Trusted;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.MailStore;
import dev.buzon.store.Maildrop;
import dev.buzon.store.StoreException;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;

/** Our own server over loopback, with its mail in memory. */
final class BuzonServer implements Server {
    private static final String DOMAIN = "@example.test";

    /** How long a client that has gone may still hold its lock. */
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(20);

    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private final InMemoryPostOffice office = InMemoryPostOffice.start();
    private final Trusted trusted;
    private int maildrops;

    /** Starts one; what clients have to believe is written into this folder. */
    BuzonServer(Path folder) throws IOException {
        String both = Files.readString(office.data().resolve("self-signed.pem"));
        Path pem = folder.resolve("ca.pem");
        Files.writeString(pem, both.substring(both.indexOf(BEGIN))); // without the key
        Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-r--r--"));
        trusted = new Trusted(true, pem, keyStore(pem, folder.resolve("ca.p12")));
    }

    private static Path keyStore(Path pem, Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(pem)));
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (var certificate : certificates) {
                store.setCertificateEntry("server", certificate);
            }
            store.store(out, Errand.STORE_PASSWORD.toCharArray());
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public String name() {
        return "Buzon";
    }

    @Override
    public InetSocketAddress address(boolean tls) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), office.port(tls ? "pop3s" : "pop3"));
    }

    @Override
    public Trusted trusted() {
        return trusted;
    }

    @Override
    public String maildrop(Mailing mailing) {
        String user = "user" + ++maildrops;
        office.account(user + DOMAIN, Errand.PASSWORD);
        add(user + DOMAIN, mailing, 1);
        return user + DOMAIN;
    }

    @Override
    public void add(String user, Mailing mailing, int from) {
        for (int number = from; number < from + mailing.count(); number++) {
            office.deliver(user, mailing.message(number));
        }
    }

    @Override
    public int left(String user) throws IOException {
        long end = System.nanoTime() + LOCK_PATIENCE.toNanos();
        try {
            while (true) {
                switch (office.store().open(Address.of(user), Device.FIRST, "test")) {
                    case MailStore.Opening.Opened(var maildrop) -> {
                        return count(maildrop);
                    }
                    case MailStore.Opening.Unknown() -> throw new IOException("no account " + user);
                    case MailStore.Opening.InUse(var holder) -> {
                        if (System.nanoTime() > end) {
                            throw new IOException(user + " stays locked by " + holder);
                        }
                        Thread.onSpinWait();
                    }
                }
            }
        } catch (StoreException e) {
            throw new IOException(e);
        }
    }

    private static int count(Maildrop maildrop) {
        try (maildrop) {
            return maildrop.count();
        }
    }

    @Override
    public void close() {
        office.close();
    }
}
