package dev.buzon.server.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.server.net.TlsClient.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsTest {
    private static final Optional<String> POP3 = Optional.of("pop3");
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir Path folder;
    private final Ticker.ByHand time = Ticker.byHand();
    private final Post post = new Post(time);
    private final BlockingQueue<End> ends = new LinkedBlockingQueue<>();
    private final BlockingQueue<TlsInfo> infos = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> exporters = new LinkedBlockingQueue<>();
    private TlsClient client;
    private Tls tls;

    @BeforeEach
    void prepare() throws Exception {
        client = new TlsClient();
        tls = Tls.of(new Tls.Setup(List.of(selfSigned("a.pem", "mail.example.org")), false), CLOCK);
    }

    @AfterEach
    void close() {
        post.close();
    }

    private CertificateSource selfSigned(String file, String... names) {
        return new CertificateSource.SelfSigned(folder.resolve(file), List.of(names), CLOCK);
    }

    /** Says hello, sends back what comes until q, which it answers with a last line. */
    private void echo(Connection connection) throws ConnectionEndedException {
        connection.tls().ifPresent(infos::add);
        connection.tlsExporter().ifPresent(exporters::add);
        connection.write(ascii("+OK hello\r\n"));
        while (connection.read()) {
            byte[] octets = new byte[connection.input().remaining()];
            connection.input().get(octets);
            connection.write(octets);
            if (octets[octets.length - 1] == 'q') {
                return;
            }
        }
        ends.add(connection.end().orElseThrow());
    }

    /** Offers STLS after the first line, the way a driver does. */
    private void upgrade(Connection connection) throws ConnectionEndedException {
        if (!connection.read()) {
            return;
        }
        while (connection.input().get() != '\n') {
            // the line that asks for TLS; nothing in it matters here
        }
        connection.write(ascii("+OK begin\r\n"));
        TlsStart start = connection.startTls(tls, POP3);
        switch (start) {
            case STARTED -> echo(connection);
            case PLAINTEXT_WAITING -> ends.add(End.CLOSED);
            case FAILED -> ends.add(connection.end().orElseThrow());
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            line.append((char) octet);
            octet = in.read();
        }
        return line.toString();
    }

    @Test
    void implicitTlsBeginsBeforeTheGreetingAndEndsWithCloseNotify() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING)) {
            assertThat(line(socket.getInputStream())).isEqualTo("+OK hello\r");
            socket.getOutputStream().write(ascii("q"));
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("q");
            // A missing close_notify makes readAllBytes throw.
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
        TlsInfo info = infos.take();
        assertThat(info.protocol()).isEqualTo("TLSv1.3");
        assertThat(info.suite()).startsWith("TLS_");
        assertThat(exporters.take()).hasSize(32);
    }

    @Test
    void bothSidesComputeTheSameExporter() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING)) {
            var session = (ExtendedSSLSession) socket.getSession();
            byte[] ours =
                    session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
            assertThat(exporters.poll(10, TimeUnit.SECONDS)).isEqualTo(ours);
        }
    }

    @Test
    void largeTrafficInBothDirectionsArrivesWhole() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        for (int i = 0; i < sent.length; i++) {
            sent[i] = sent[i] == (byte) 'q' ? 0 : sent[i]; // q is for the end
        }
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING)) {
            line(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    out.write(sent);
                                } catch (IOException e) {
                                    ends.add(End.LOST);
                                }
                            });
            assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
            writer.join();
        }
    }

    @Test
    void stlsUpgradesInPlace() throws Exception {
        post.serve(this::upgrade);
        try (Socket plain = post.connect()) {
            plain.getOutputStream().write(ascii("STLS\r\n"));
            assertThat(line(plain.getInputStream())).isEqualTo("+OK begin\r");
            SSLSocket socket = client.over(plain, Wish.ANYTHING);
            assertThat(line(socket.getInputStream())).isEqualTo("+OK hello\r");
            socket.getOutputStream().write(ascii("q"));
            assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("q");
        }
    }

    @Test
    void plainOctetsBehindStlsAreNeverObeyed() throws Exception {
        post.serve(this::upgrade);
        try (Socket plain = post.connect()) {
            plain.getOutputStream().write(ascii("STLS\r\nUSER ana\r\n"));
            assertThat(plain.getInputStream().readAllBytes()).asString().isEqualTo("+OK begin\r\n");
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(End.CLOSED);
        }
    }

    @Test
    void garbageInsteadOfAHandshakeEndsTheConnection() throws Exception {
        post.serve(this::upgrade);
        try (Socket plain = post.connect()) {
            plain.getOutputStream().write(ascii("STLS\r\n"));
            line(plain.getInputStream());
            plain.getOutputStream().write(ascii("USER ana\r\nPASS secreto\r\n"));
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(End.TLS_FAILED);
            assertThat(new String(readToEnd(plain), StandardCharsets.ISO_8859_1))
                    .doesNotContain("+OK");
        }
    }

    @Test
    void plainTextOnTheTlsPortGetsNoAnswerInClear() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (Socket plain = post.connect()) {
            plain.getOutputStream().write(ascii("CAPA\r\n"));
            assertThat(new String(readToEnd(plain), StandardCharsets.ISO_8859_1))
                    .doesNotContain("+OK");
        }
    }

    private static byte[] readToEnd(Socket socket) {
        var all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (IOException e) {
            // A reset is an end too.
        }
        return all.toByteArray();
    }

    @Test
    void alpnPop3IsChosenWhenOffered() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        Wish wish = Wish.ANYTHING.alpn("imap", "pop3");
        try (SSLSocket socket = client.over(post.connect(), wish)) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("pop3");
            assertThat(line(socket.getInputStream())).isEqualTo("+OK hello\r");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http/1.1", "imap"})
    void anAlpnOfferWithoutPop3IsRefused(String id) throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (Socket plain = post.connect()) {
            assertThatThrownBy(() -> client.over(plain, Wish.ANYTHING.alpn(id)))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("no_application_protocol");
        }
    }

    @Test
    void protocolsWithoutAnIdTakeAnyAlpnOffer() throws Exception {
        post.serveTls(this::echo, tls, Optional.empty());
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING.alpn("smtp"))) {
            assertThat(line(socket.getInputStream())).isEqualTo("+OK hello\r");
        }
    }

    @Test
    void tls12WithForwardSecrecyIsAccepted() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING.protocol("TLSv1.2"))) {
            assertThat(socket.getSession().getCipherSuite()).contains("ECDHE").contains("GCM");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
                "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256"
            })
    void suitesWithoutBothAeadAndEcdheAreRefused(String suite) throws Exception {
        post.serveTls(this::echo, tls, POP3);
        Wish wish = Wish.ANYTHING.protocol("TLSv1.2").suite(suite);
        try (Socket plain = post.connect()) {
            assertThatThrownBy(() -> client.over(plain, wish))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("handshake_failure");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, mail.example.org", "TLSv1.2, mail.example.org"})
    void aSecondConnectionResumesTheSession(String protocol, String host) throws Exception {
        tls = two(false);
        post.serveTls(this::echo, tls, POP3);
        Wish wish = Wish.ANYTHING.protocol(protocol).host(host);
        assertThat(sessionBegan(wish)).isEqualTo(sessionBegan(wish));
    }

    /** When the session of this connection was first made: the same for all that resume it. */
    private long sessionBegan(Wish wish) throws Exception {
        try (SSLSocket socket = client.over(post.connect(), wish)) {
            line(socket.getInputStream());
            long began = socket.getSession().getCreationTime();
            socket.getOutputStream().write('q');
            socket.getInputStream().readAllBytes();
            return began;
        }
    }

    @Test
    void renegotiationAskedForByTheClientIsRefused() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING.protocol("TLSv1.2"))) {
            line(socket.getInputStream());
            assertThatThrownBy(
                            () -> {
                                socket.startHandshake();
                                socket.getInputStream().read();
                            })
                    .isInstanceOf(IOException.class);
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(End.TLS_FAILED);
        }
    }

    @Test
    void theHostNameSelectsTheCertificateAndUnknownOnesGetTheFirst() throws Exception {
        tls = two(false);
        post.serveTls(this::echo, tls, POP3);
        assertThat(subject(Wish.ANYTHING.host("pop.example.com"))).contains("CN=pop.example.com");
        assertThat(subject(Wish.ANYTHING.host("x.wild.example"))).contains("CN=pop.example.com");
        assertThat(subject(Wish.ANYTHING.host("mail.example.org"))).contains("CN=mail.example.org");
        assertThat(subject(Wish.ANYTHING.host("nobody.example"))).contains("CN=mail.example.org");
        assertThat(subject(Wish.ANYTHING)).contains("CN=mail.example.org");
    }

    @Test
    void strictNamesRefuseUnknownHosts() throws Exception {
        tls = two(true);
        post.serveTls(this::echo, tls, POP3);
        try (Socket plain = post.connect()) {
            assertThatThrownBy(() -> client.over(plain, Wish.ANYTHING.host("nobody.example")))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("unrecognized_name");
        }
        assertThat(subject(Wish.ANYTHING)).contains("CN=mail.example.org");
        assertThat(subject(Wish.ANYTHING.host("pop.example.com"))).contains("CN=pop.example.com");
    }

    private Tls two(boolean strict) throws Exception {
        var sources =
                List.of(
                        selfSigned("a.pem", "mail.example.org"),
                        selfSigned("b.pem", "pop.example.com", "*.wild.example", "127.0.0.1"));
        return Tls.of(new Tls.Setup(sources, strict), CLOCK);
    }

    private String subject(Wish wish) throws Exception {
        // A client of its own: a resumed session would show the certificate of the first one.
        try (SSLSocket socket = new TlsClient().over(post.connect(), wish)) {
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    @Test
    void aNewCertificateIsUsedWithoutDisturbingOpenConnections() throws Exception {
        Path chain = folder.resolve("live.pem");
        copy(selfSigned("first.pem", "first.example"), chain);
        tls = Tls.of(new Tls.Setup(List.of(new CertificateSource.Pem(chain, chain)), false), CLOCK);
        post.serveTls(this::echo, tls, POP3);
        try (SSLSocket old = client.over(post.connect(), Wish.ANYTHING)) {
            line(old.getInputStream());
            copy(selfSigned("second.pem", "second.example", "and-a-longer-file.example"), chain);
            time.advance(Tls.POLL);
            tls.check(time.nanos());
            Post.until(() -> tls.identities().getFirst().covers("second.example"));
            assertThat(subject(Wish.ANYTHING)).contains("CN=second.example");
            old.getOutputStream().write(ascii("still here"));
            assertThat(old.getInputStream().readNBytes(10)).asString().isEqualTo("still here");
        }
    }

    @Test
    void aBadNewCertificateLeavesTheOldOneInUse() throws Exception {
        Path chain = folder.resolve("live.pem");
        Path key = folder.resolve("live.key");
        copy(selfSigned("first.pem", "first.example"), chain);
        Files.copy(chain, key);
        tls = Tls.of(new Tls.Setup(List.of(new CertificateSource.Pem(chain, key)), false), CLOCK);
        copy(selfSigned("second.pem", "second.example"), chain);
        assertThat(tls.reload()).as("a chain whose key is another").isFalse();
        Files.writeString(chain, "-----BEGIN CERTIFICATE-----\n%%%\n");
        assertThat(tls.reload()).as("no certificate in it").isFalse();
        Files.delete(chain);
        assertThat(tls.reload()).as("no file").isFalse();
        assertThat(tls.identities().getFirst().covers("first.example")).isTrue();
        post.serveTls(this::echo, tls, POP3);
        assertThat(subject(Wish.ANYTHING)).contains("CN=first.example");
    }

    private static void copy(CertificateSource from, Path to) throws Exception {
        from.load();
        Files.write(to, Files.readAllBytes(from.files().getFirst()));
    }

    @Test
    void theSelfSignedCertificateIsKeptAndPrivate() throws Exception {
        Path file = folder.resolve("a.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        TlsIdentity first = tls.identities().getFirst();
        TlsIdentity again = selfSigned("a.pem", "mail.example.org").load();
        assertThat(again.certificate()).isEqualTo(first.certificate());
    }

    @Test
    void theSelfSignedCertificateIsRenewedBeforeItEnds() throws Exception {
        Instant later = Instant.now().plus(Duration.ofDays(800));
        var source =
                new CertificateSource.SelfSigned(
                        folder.resolve("a.pem"), List.of("mail.example.org"), () -> later);
        assertThat(source.load().expires()).isAfter(later.plus(Duration.ofDays(700)));
    }

    @Test
    void theEndOfACertificateIsSeenThirtyDaysAhead() throws Exception {
        Instant ends = tls.identities().getFirst().expires();
        var sources =
                List.<CertificateSource>of(
                        new CertificateSource.Pem(
                                folder.resolve("a.pem"), folder.resolve("a.pem")));
        var setup = new Tls.Setup(sources, false);
        assertThat(Tls.of(setup, () -> ends.minus(Duration.ofDays(31))).expiring()).isEmpty();
        assertThat(Tls.of(setup, () -> ends.minus(Duration.ofDays(29))).expiring()).hasSize(1);
        assertThat(Tls.of(setup, () -> ends.plus(Duration.ofDays(1))).expiring()).hasSize(1);
    }

    @Test
    void withoutACertificateTlsIsNotOfferedAndCannotBegin() throws Exception {
        assertThat(Tls.none().offered()).isFalse();
        tls = Tls.none();
        post.serve(this::upgrade);
        try (Socket plain = post.connect()) {
            plain.getOutputStream().write(ascii("STLS\r\n"));
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(End.TLS_FAILED);
        }
    }

    @Test
    void aHandshakeThatTakesTooLongIsCutWhateverTricklesIn() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (Socket plain = post.connect()) {
            Post.until(() -> !post.network.connections().isEmpty());
            Connection connection = post.network.connections().iterator().next();
            Post.until(connection::waiting);
            time.advance(Duration.ofSeconds(29));
            post.deadlines.sweep();
            assertThat(connection.end()).isEmpty();
            plain.getOutputStream().write(new byte[] {0x16});
            time.advance(Duration.ofSeconds(2));
            post.deadlines.sweep();
            Post.until(() -> connection.end().isPresent());
            assertThat(connection.end()).contains(End.OVERDUE);
        }
    }

    @Test
    void idleTlsConnectionsEndWithCloseNotifyOnly() throws Exception {
        post.serveTls(this::echo, tls, POP3);
        try (SSLSocket socket = client.over(post.connect(), Wish.ANYTHING)) {
            line(socket.getInputStream());
            Connection connection = post.connection();
            Post.until(connection::waiting);
            time.advance(Duration.ofSeconds(631));
            post.deadlines.sweep();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo(End.IDLE);
        }
    }
}
