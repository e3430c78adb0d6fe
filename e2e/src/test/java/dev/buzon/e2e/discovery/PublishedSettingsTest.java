package dev.buzon.e2e.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.client.discovery.file.AutoconfigFile;
import dev.buzon.client.discovery.file.AutodiscoverFile;
import dev.buzon.client.discovery.file.PaccFile;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.offer.Login;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Settings;
import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import dev.buzon.client.pop3.Pop3;
import dev.buzon.client.pop3.Pop3Session;
import dev.buzon.protocol.Secret;
import dev.buzon.server.config.Config;
import dev.buzon.server.discovery.DnsRecord;
import dev.buzon.server.discovery.DnsRecords;
import dev.buzon.server.discovery.Offers;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows C-029 and C-030: what our server publishes is what our client reads, and it works. */
@Timeout(60)
class PublishedSettingsTest {
    private static final MailAddress ANA = MailAddress.of("ana@example.test");
    private static final String XML = "/mail/config-v1.1.xml?emailaddress=";

    @Test
    void whatAutoconfigSaysIsReadAndLogsIn() throws Exception {
        try (InMemoryPostOffice office = office("")) {
            Settings read = AutoconfigFile.read(get(office, XML + ANA), ANA);
            assertThat(read.incoming())
                    .extracting(Offer::security)
                    .containsExactly(Security.IMPLICIT_TLS, Security.UPGRADE);
            assertThat(read.outgoing())
                    .extracting(Offer::security)
                    .containsExactly(Security.IMPLICIT_TLS, Security.UPGRADE);
            assertThat(read.incoming().getFirst().logins())
                    .containsExactly(new Login.Mechanism("SCRAM-SHA-256"), new Login.Password());
            assertThat(read.outgoing())
                    .extracting(offer -> offer.server().port())
                    .containsExactly(office.port("submissions"), office.port("submission"));
            office.deliver(ANA.toString(), "Subject: hola\r\n\r\nhola\r\n");
            for (Offer offer : read.incoming()) {
                logsIn(office, offer);
            }
        }
    }

    @Test
    void whatAutodiscoverSaysIsReadAndLogsIn() throws Exception {
        try (InMemoryPostOffice office = office("")) {
            byte[] answer =
                    body(
                            office,
                            "POST /autodiscover/autodiscover.xml",
                            new String(AutodiscoverFile.request(ANA), StandardCharsets.UTF_8));
            assertThat(AutodiscoverFile.read(answer, ANA))
                    .isInstanceOfSatisfying(
                            AutodiscoverFile.Answer.Found.class,
                            found ->
                                    assertThat(found.settings().incoming())
                                            .singleElement()
                                            .satisfies(offer -> logsIn(office, offer)));
            assertThat(AutodiscoverFile.pointer(get(office, "/autodiscover/autodiscover.json")))
                    .hasToString("https://autodiscover.example.test/autodiscover/autodiscover.xml");
        }
    }

    @Test
    void itIsTheSameForWhoExistsAndWhoDoesNot() throws Exception {
        try (InMemoryPostOffice office = office("")) {
            byte[] bare = get(office, "/mail/config-v1.1.xml");
            assertThat(get(office, XML + ANA)).isEqualTo(bare);
            assertThat(get(office, XML + "nobody@example.test")).isEqualTo(bare);
        }
    }

    @Test
    void theDigestForTheDnsIsThatOfTheDocumentServed() throws Exception {
        String standard =
                "[discovery]\npop3s = \"pop.example.test:995\"\nsubmissions = \"pop.example.test:465\"\n";
        try (InMemoryPostOffice office = office(standard)) {
            byte[] document = get(office, "/.well-known/user-agent-configuration.json");
            Config config =
                    Config.parse(
                            "hostname = \"pop.example.test\"\ndomains = [\"example.test\"]\n[listen]\nhttp"
                                    + " = \"*:80\"\n"
                                    + standard,
                            "test");
            List<DnsRecord> digests =
                    DnsRecords.of(config, Offers.of(config, Offers.Ports.UNKNOWN), "example.test")
                            .records()
                            .getOrDefault(DnsRecords.Group.DIGEST, List.of());
            assertThat(digests).hasSize(1);
            byte[] digest =
                    PaccFile.digest(digests.getFirst().data().replace("\"", "")).orElseThrow();
            assertThat(PaccFile.hasDigest(document, List.of(digest))).isTrue();
            Settings read = PaccFile.read(document, ANA);
            assertThat(read.incoming().getFirst().server())
                    .isEqualTo(new ServerAddress("pop.example.test", 995));
            assertThat(read.outgoing().getFirst().server())
                    .isEqualTo(new ServerAddress("pop.example.test", 465));
        }
    }

    private static InMemoryPostOffice office(String configuration) {
        return InMemoryPostOffice.with()
                .account(ANA.toString(), "secreto")
                .port("http", 0)
                .configuration(configuration)
                .start();
    }

    private static void logsIn(InMemoryPostOffice office, Offer offer) throws IOException {
        Pop3 pop =
                Pop3.at(offer.server(), offer.security())
                        .user(offer.users().getFirst())
                        .password(Secret.of("secreto".getBytes(StandardCharsets.UTF_8)))
                        .dialer(PublishedSettingsTest::dial)
                        .trust(Trust.pinned(fingerprint(office)));
        try (Pop3Session session = pop.open()) {
            assertThat(session.stat().count()).isNotNegative();
        }
    }

    /** Every name leads to this machine. */
    private static Socket dial(ServerAddress server, Duration limit) throws IOException {
        var socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                Math.toIntExact(limit.toMillis()));
        return socket;
    }

    private static String fingerprint(InMemoryPostOffice office) throws IOException {
        try {
            byte[] certificate = office.certificate().getEncoded();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static byte[] get(InMemoryPostOffice office, String path) throws IOException {
        return body(office, "GET " + path, "");
    }

    private static byte[] body(InMemoryPostOffice office, String verbAndPath, String content)
            throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), office.port("http"))) {
            socket.setSoTimeout(20_000);
            String length = content.isEmpty() ? "" : "Content-Length: " + content.length() + "\r\n";
            socket.getOutputStream()
                    .write(
                            (verbAndPath
                                            + " HTTP/1.1\r\nHost: autoconfig.example.test\r\n"
                                            + length
                                            + "\r\n"
                                            + content)
                                    .getBytes(StandardCharsets.UTF_8));
            byte[] all = socket.getInputStream().readAllBytes();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            assertThat(text).startsWith("HTTP/1.1 200 ");
            return Arrays.copyOfRange(all, text.indexOf("\r\n\r\n") + 4, all.length);
        }
    }
}
