package dev.buzon.bench.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The TLS side of the generator. It trusts any certificate: it measures servers with self-signed
 * ones and sends them nothing but made-up mail.
 */
final class ClientTls {
    private static final int CACHED_SESSIONS_MAX = 256;
    private static final String RESUMING_PEER = "resuming";

    private final SSLContext context;
    private final AtomicLong strangers = new AtomicLong();

    ClientTls() {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAny()}, new SecureRandom());
            context.getClientSessionContext().setSessionCacheSize(CACHED_SESSIONS_MAX);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    /** Wraps a connected socket and shakes hands. */
    SSLSocket wrap(Socket plain, boolean resume) throws IOException {
        // The JDK's cache of sessions is keyed by the peer's name: a new name each time is a full
        // handshake each time.
        String peer = resume ? RESUMING_PEER : "full" + strangers.incrementAndGet();
        SSLSocket tls =
                (SSLSocket)
                        context.getSocketFactory().createSocket(plain, peer, plain.getPort(), true);
        tls.startHandshake();
        return tls;
    }

    /** Trusts whoever answers. */
    private static final class TrustAny extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
