package dev.buzon.client.discovery.reach;

import dev.buzon.client.net.Line;
import dev.buzon.client.net.NetException;
import dev.buzon.client.net.Secured;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.TimeLimits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** The HTTP library, set up so that it does what it is told and nothing by itself. */
final class WebClient {
    private static final int CONNECTIONS_LIMIT = 40;
    private static final int HEADERS_LIMIT = 100;
    private static final int HEADER_OCTETS_LIMIT = 8 * 1024;

    /** How long one address of a host may take to be reached. */
    private static final Duration ONE_ADDRESS = Duration.ofMillis(2_500);

    private WebClient() {}

    static CloseableHttpClient of(Internet internet, Deadline deadline) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Names(internet, deadline))
                        .setTlsSocketStrategy((socket, host, port, _, _) ->
                                Secured.over(socket, line(internet, host, port, deadline)))
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(timeout(deadline.left(ONE_ADDRESS)))
                                        .setSocketTimeout(timeout(deadline.left()))
                                        .build())
                        .setConnectionFactory(
                                ManagedHttpClientConnectionFactory.builder()
                                        .http1Config(
                                                Http1Config.custom()
                                                        .setMaxHeaderCount(HEADERS_LIMIT)
                                                        .setMaxLineLength(HEADER_OCTETS_LIMIT)
                                                        .build())
                                        .build())
                        .setMaxConnTotal(CONNECTIONS_LIMIT)
                        .setMaxConnPerRoute(CONNECTIONS_LIMIT)
                        .build();
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setUserAgent("Buzon")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    /** The limits of one request, with what is left of the time. */
    static RequestConfig limits(Deadline deadline) {
        return RequestConfig.custom()
                .setAuthenticationEnabled(false)
                .setRedirectsEnabled(false)
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .setConnectionRequestTimeout(timeout(deadline.left()))
                .setResponseTimeout(timeout(deadline.left()))
                .build();
    }

    /** What a failed exchange means. */
    static NoAnswerException failure(URI uri, IOException failure) {
        String host = uri.getHost();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof Internet.Unresolved unresolved) {
                return unresolved.why();
            }
            if (at instanceof NetException.CertificateRefused refused) {
                return new NoAnswerException(
                        Verdict.CERTIFICATE_REFUSED,
                        "the certificate of " + host + " is refused: " + refused.refusal().why());
            }
            if (at instanceof InterruptedIOException || at instanceof NetException.TimedOut) {
                return new NoAnswerException(Verdict.TIMED_OUT, host + " did not answer in time");
            }
            if (at instanceof SSLException || at instanceof NetException.TlsFailed) {
                return new NoAnswerException(Verdict.NO_TLS, "no TLS with " + host);
            }
        }
        return new NoAnswerException(Verdict.UNREACHABLE, "no answer from " + host);
    }

    private static Line line(Internet internet, String host, int port, Deadline deadline) {
        Line usual = Line.to(new ServerAddress(host, port));
        return new Line(
                usual.server(),
                internet.trust(),
                new TimeLimits(deadline.left(), deadline.left(), Optional.empty()),
                usual.dialer(),
                usual.pace(),
                usual.log(),
                Optional.of("http/1.1"));
    }

    private static Timeout timeout(Duration time) {
        return Timeout.of(time);
    }

    /** Looks names up by our own rules; what it answers is what is connected to. */
    private record Names(Internet internet, Deadline deadline) implements DnsResolver {
        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            try {
                return internet.endpoints(host, port, deadline);
            } catch (NoAnswerException e) {
                throw new Internet.Unresolved(e);
            }
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            throw new UnknownHostException(host + ": only with its port");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
