package dev.buzon.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.server.http.PublishedOffice.Said;
import dev.buzon.server.net.CertificateSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpsTest {
    private static final String REQUEST =
            "GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: example.test\r\n\r\n";

    private static final String CERTIFICATES =
            """
            [tls]
            certificates = [
              { chain = "one.pem", key = "one.pem" },
              { chain = "two.pem", key = "two.pem" },
            ]
            """;

    @TempDir Path data;

    @Test
    void theDocumentComesInsideTlsAndTheConnectionEndsInOrder() throws Exception {
        try (var office = new PublishedOffice(data, "");
                SSLSocket socket = connect(office, "pop.example.test", "TLSv1.3", "TLSv1.2")) {
            Said said = PublishedOffice.say(socket, REQUEST); // reads up to close_notify
            assertThat(said.status()).isEqualTo(200);
            assertThat(said.body()).startsWith("<?xml").endsWith("</clientConfig>\n");
            assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void theCertificateIsOfTheHostThatIsAskedForAlsoAfterItChanged() throws Exception {
        certificate("one.pem", "autoconfig.example.test");
        certificate("two.pem", "autodiscover.example.test");
        try (var office = new PublishedOffice(data, CERTIFICATES)) {
            assertThat(subject(office, "autoconfig.example.test")).contains("autoconfig");
            assertThat(subject(office, "autodiscover.example.test")).contains("autodiscover");
            assertThat(subject(office, "somebody.example.net")).contains("autoconfig");
            certificate("two.pem", "pop.example.test");
            assertThat(office.office.tls().reload()).isTrue();
            assertThat(subject(office, "pop.example.test")).contains("pop.example");
            assertThat(subject(office, "autodiscover.example.test")).contains("autoconfig");
        }
    }

    @Test
    void namesOfNobodyAreRefusedWhereThatIsAskedFor() throws Exception {
        certificate("one.pem", "autoconfig.example.test");
        certificate("two.pem", "autodiscover.example.test");
        try (var office = new PublishedOffice(data, CERTIFICATES + "strict-names = true\n")) {
            assertThat(subject(office, "autodiscover.example.test")).contains("autodiscover");
            assertThatThrownBy(() -> subject(office, "somebody.example.net"))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("unrecognized_name");
        }
    }

    @Test
    void oldTlsAndOldSuitesAreRefused() throws Exception {
        try (var office = new PublishedOffice(data, "")) {
            assertThatThrownBy(() -> connect(office, "pop.example.test", "TLSv1.1").close())
                    .isInstanceOfAny(SSLException.class, IllegalArgumentException.class);
            try (SSLSocket socket = connect(office, "pop.example.test", "TLSv1.2")) {
                assertThat(socket.getSession().getCipherSuite()).contains("_ECDHE_", "GCM");
            }
        }
    }

    @Test
    void whereThereIsNoCertificateThereIsNoHttps() throws Exception {
        try (var office = new PublishedOffice(data, "[tls]\nself-signed = false\n")) {
            assertThat(office.office.addresses()).containsKey("http").doesNotContainKey("https");
            assertThat(office.ask("GET", "example.test", "/mail/config-v1.1.xml").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aPortThatIsTakenIsASentence() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> PublishedOffice.withHttpAt(data, port))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "cannot listen on 127.0.0.1 port "
                                    + port
                                    + " for http: Address already in use");
        }
    }

    private void certificate(String file, String name) throws Exception {
        Path at = data.resolve(file);
        Files.deleteIfExists(at);
        var source = new CertificateSource.SelfSigned(at, List.of(name), InstantSource.system());
        assertThat(source.load().names()).contains(name);
    }

    private static String subject(PublishedOffice office, String host) throws Exception {
        try (SSLSocket socket = connect(office, host, "TLSv1.3")) {
            var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }

    private static SSLSocket connect(PublishedOffice office, String host, String... protocols)
            throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Credulous()}, null);
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(
                                        InetAddress.getLoopbackAddress(),
                                        office.office.port("https"));
        SSLParameters rules = socket.getSSLParameters();
        rules.setServerNames(List.of(new SNIHostName(host)));
        rules.setProtocols(protocols);
        socket.setSSLParameters(rules);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static final class Credulous implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
