package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.AddressPolicy;
import dev.buzon.client.discovery.reach.Dns;
import dev.buzon.client.discovery.reach.Internet;
import dev.buzon.client.net.Trust;
import dev.buzon.testing.internet.FakeInternet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** An internet made up for one test, seen with the rules for the real one; all is written down. */
final class Made implements AutoCloseable {
    static final MailAddress ANA = MailAddress.of("ana@example.org");
    static final Wishes WISHES = Wishes.USUAL;

    final FakeInternet fake = new FakeInternet();
    final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private int forgotten;
    final List<InetSocketAddress> connected = Collections.synchronizedList(new ArrayList<>());

    /** The real rules; what nobody made up is nowhere, so that no test leaves this machine. */
    Internet internet() {
        var places = fake.places();
        var nowhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        return new Internet(
                Dns.at(fake.dns().address()),
                AddressPolicy.publicOnly(),
                address -> {
                    connected.add(address);
                    return places.getOrDefault(address, nowhere);
                },
                trust());
    }

    Report find() {
        return find(ANA, WISHES);
    }

    Report find(Wishes wishes) {
        return find(ANA, wishes);
    }

    Report find(MailAddress address, Wishes wishes) {
        return new Discovery(internet()).find(address, wishes, events::add);
    }

    /** Both servers of example.org, at the usual places, so that what a source says works. */
    Made withServers() {
        fake.host("pop.example.org").pop3s();
        fake.host("smtp.example.org").submissions();
        return this;
    }

    static Wishes within(Duration patience, Duration limit) {
        return WISHES.within(patience, limit);
    }

    /** A configuration file that names these hosts. */
    static String config(String pop, String smtp) {
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <clientConfig version="1.1">
          <emailProvider id="example.org">
            <domain>example.org</domain>
            <displayName>Example Mail</displayName>
            <incomingServer type="imap"><hostname>imap.example.org</hostname><port>993</port>
              <socketType>SSL</socketType><username>%%EMAILADDRESS%%</username></incomingServer>
            <incomingServer type="pop3">
              <hostname>%s</hostname><port>995</port><socketType>SSL</socketType>
              <authentication>password-cleartext</authentication>
              <username>%%EMAILADDRESS%%</username>
              <pop3><leaveMessagesOnServer>true</leaveMessagesOnServer>
                <daysToLeaveMessagesOnServer>14</daysToLeaveMessagesOnServer></pop3>
            </incomingServer>
            <outgoingServer type="smtp">
              <hostname>%s</hostname><port>465</port><socketType>SSL</socketType>
              <authentication>password-cleartext</authentication>
              <username>%%EMAILADDRESS%%</username>
            </outgoingServer>
          </emailProvider>
        </clientConfig>
        """
                .formatted(pop, smtp);
    }

    /** The usual file. */
    static String config() {
        return config("pop.example.org", "smtp.example.org");
    }

    /** What mail servers heard and web servers got that could be a secret. */
    List<String> secretsSent() {
        return fake.heard().stream()
                .skip(forgotten)
                .filter(line -> {
                    String small = line.toLowerCase(Locale.ROOT);
                    return small.contains("authorization:")
                            || small.contains("cookie:")
                            || small.matches("\\S+:[0-9]+ (user|pass|auth|apop)\\b.*");
                })
                .toList();
    }

    /** What was heard until now is not to be held against anybody. */
    void forget() {
        forgotten = fake.heard().size();
    }

    private Trust trust() {
        try {
            Path pem = Files.createTempFile("buzon-authority", ".pem");
            fake.authority().writeTo(pem);
            Trust trust = Trust.authorities(pem);
            Files.delete(pem);
            return trust;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        fake.close();
    }
}
