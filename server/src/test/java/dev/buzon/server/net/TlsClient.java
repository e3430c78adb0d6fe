package dev.buzon.server.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS client for tests that trusts everybody and remembers sessions. */
final class TlsClient {
    private final SSLContext context;

    TlsClient() throws GeneralSecurityException {
        context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Credulous()}, null);
    }

    /** Does the handshake on a connected socket. */
    SSLSocket over(Socket plain, Wish wish) throws IOException {
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(plain, "127.0.0.1", plain.getPort(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(wish.alpn().toArray(String[]::new));
        parameters.setServerNames(
                wish.hosts().stream().map(SNIHostName::new).map(n -> (SNIServerName) n).toList());
        if (!wish.protocols().isEmpty()) {
            parameters.setProtocols(wish.protocols().toArray(String[]::new));
        }
        if (!wish.suites().isEmpty()) {
            parameters.setCipherSuites(wish.suites().toArray(String[]::new));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** What the client asks for; an empty list asks for nothing in particular. */
    record Wish(
            List<String> alpn, List<String> hosts, List<String> protocols, List<String> suites) {
        static final Wish ANYTHING = new Wish(List.of(), List.of(), List.of(), List.of());

        Wish alpn(String... ids) {
            return new Wish(List.of(ids), hosts, protocols, suites);
        }

        Wish host(String name) {
            return new Wish(alpn, List.of(name), protocols, suites);
        }

        Wish protocol(String name) {
            return new Wish(alpn, hosts, List.of(name), suites);
        }

        Wish suite(String name) {
            return new Wish(alpn, hosts, protocols, List.of(name));
        }
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
