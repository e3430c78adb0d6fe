package dev.buzon.e2e.page;

import dev.buzon.client.discovery.Wishes;
import dev.buzon.client.discovery.reach.AddressPolicy;
import dev.buzon.client.discovery.reach.Dns;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.net.Trust;
import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.internet.FakeInternet;
import dev.buzon.testing.internet.FakePage;
import dev.buzon.testing.relay.Fate;
import dev.buzon.testing.relay.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Optional;

/**
 * One post office, the line to it, and an internet on which its settings are found. Its host has a
 * name that this machine knows ({@link PostOfficeName}), so that what the discovery finds is
 * reached by everybody.
 */
final class World implements AutoCloseable {
    static final String ANA = "ana@example.test";
    static final String LUIS = "luis@example.test";
    static final String PASSWORD = "cuatro cartas y un buzon";

    final InMemoryPostOffice office =
            InMemoryPostOffice.with().account(ANA, PASSWORD).account(LUIS, PASSWORD).start();
    private final FakeInternet fake = new FakeInternet();
    private final Relay collecting;
    private final Relay handingIn;
    private final Path authorities;

    /**
     * @param folder where the world keeps the certificates it believes
     */
    World(Path folder) {
        try {
            collecting = Relay.to(office.port("pop3s")).start();
            handingIn = Relay.to(office.port("submissions")).start();
            authorities = folder.resolve("authorities.pem");
            Files.writeString(authorities, fake.authority().pem() + pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        fake.dns().address(PostOfficeName.HOST, "127.0.0.1");
        fake.host("autoconfig.example.test")
                .page("/mail/config-v1.1.xml", FakePage.xml(published()));
    }

    private String pem() {
        try {
            byte[] der = office.certificate().getEncoded();
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String published() {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <clientConfig version="1.1">
          <emailProvider id="example.test">
            <domain>example.test</domain>
            <displayName>Example Post</displayName>
            <incomingServer type="pop3">
              <hostname>pop.example.test</hostname><port>%d</port><socketType>SSL</socketType>
              <authentication>password-cleartext</authentication>
              <username>%%EMAILADDRESS%%</username>
            </incomingServer>
            <outgoingServer type="smtp">
              <hostname>pop.example.test</hostname><port>%d</port><socketType>SSL</socketType>
              <authentication>password-cleartext</authentication>
              <username>%%EMAILADDRESS%%</username>
            </outgoingServer>
          </emailProvider>
        </clientConfig>
        """
                .formatted(collecting.port(), handingIn.port());
    }

    /** The internet as the readers see it. */
    Internet internet() {
        var places = fake.places();
        try {
            return new Internet(
                    Dns.at(fake.dns().address()),
                    AddressPolicy.any(),
                    address -> places.getOrDefault(address, address),
                    Trust.authorities(authorities));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The public database is nobody's business here. */
    static Wishes wishes() {
        return Wishes.USUAL.withDatabase(Optional.empty());
    }

    /** The line is down: open connections are cut, new ones are reset. */
    void cutLine() {
        for (Relay relay : new Relay[] {collecting, handingIn}) {
            relay.refuse(true);
            relay.endAll(Fate.How.RST);
        }
    }

    /** The line is back. */
    void mendLine() {
        collecting.refuse(false);
        handingIn.refuse(false);
    }

    @Override
    public void close() {
        collecting.close();
        handingIn.close();
        office.close();
        fake.close();
    }
}
