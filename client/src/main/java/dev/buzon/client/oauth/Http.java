package dev.buzon.client.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks an issuer over HTTP: one question, one answer, within a time and a size. Redirections are
 * not followed, because a question holds secrets; cookies, caches and repetitions do not happen.
 *
 * @param limit the whole time an answer may take, its last octet included
 */
record Http(Duration limit) {
    /** What is usual: longer than any issuer in order takes. */
    static final Http USUAL = new Http(Duration.ofSeconds(30));

    /** The longest answer, in octets; the longest descriptions of issuers have a tenth. */
    static final int MAX_OCTETS = 256 * 1024;

    /**
     * An answer.
     *
     * @param body its octets
     * @param retryAfter how long to wait, if it says so in seconds
     */
    record Answer(int status, Body body, Optional<Duration> retryAfter) {}

    /** The octets of an answer, read once. */
    static final class Body {
        private final byte[] octets;

        private Body(byte[] octets) {
            this.octets = octets;
        }

        Optional<JsonAnswer> json() {
            return JsonAnswer.read(octets);
        }
    }

    /** Asks for a description. */
    Answer get(URI address) throws OAuthException, InterruptedException {
        return ask(new HttpGet(address));
    }

    /** Sends a form. */
    Answer post(URI address, Map<String, String> form) throws OAuthException, InterruptedException {
        HttpPost post = new HttpPost(address);
        post.setEntity(
                new StringEntity(
                        Form.write(form),
                        ContentType.APPLICATION_FORM_URLENCODED.withCharset(
                                StandardCharsets.US_ASCII)));
        return ask(post);
    }

    private Answer ask(HttpUriRequestBase request) throws OAuthException, InterruptedException {
        request.setHeader("Accept", "application/json");
        String host = String.valueOf(request.getAuthority());
        CountDownLatch answered = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> cancelInTime(request, answered));
        try (CloseableHttpClient client = client()) {
            return client.execute(request, response -> answer(response, host));
        } catch (OAuthException e) {
            throw e;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new OAuthException.Unreachable(host + " cannot be reached", e);
        } finally {
            answered.countDown();
        }
    }

    private void cancelInTime(HttpUriRequestBase request, CountDownLatch answered) {
        try {
            if (!answered.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                request.cancel();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private CloseableHttpClient client() {
        Timeout timeout = Timeout.ofMilliseconds(limit.toMillis());
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(timeout)
                                        .setSocketTimeout(timeout)
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).build())
                .useSystemProperties()
                .setUserAgent("Buzon")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression() // a small answer could become a huge one
                .build();
    }

    private static Answer answer(ClassicHttpResponse response, String host) throws IOException {
        return new Answer(
                response.getCode(),
                new Body(octets(Optional.ofNullable(response.getEntity()), host)),
                Optional.ofNullable(response.getFirstHeader("Retry-After"))
                        .map(header -> String.valueOf(header.getValue()).strip())
                        .filter(text -> text.matches("[0-9]{1,6}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text))));
    }

    private static byte[] octets(Optional<HttpEntity> entity, String host) throws IOException {
        if (entity.isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = entity.get().getContent()) {
            byte[] octets = in.readNBytes(MAX_OCTETS + 1);
            if (octets.length > MAX_OCTETS) {
                throw new OAuthException.BadAnswer(host + " answered with more than tokens need");
            }
            return octets;
        }
    }
}
