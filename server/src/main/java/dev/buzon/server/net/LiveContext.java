package dev.buzon.server.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** An SSLContext that stays while the certificates behind it are replaced. */
final class LiveContext extends SSLContext {
    LiveContext(Supplier<TlsContext> current) {
        super(new Spi(current), current.get().context().getProvider(), "TLS");
    }

    private static final class Spi extends SSLContextSpi {
        private final Supplier<TlsContext> current;

        Spi(Supplier<TlsContext> current) {
            this.current = current;
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys,
                TrustManager @Nullable [] trust,
                @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("its certificates come from the configuration");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return new Sockets(current.get());
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return current.get().context().getServerSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return current.get().engine(Optional.empty());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return engineCreateSSLEngine();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return current.get().context().getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return current.get().context().getClientSessionContext();
        }
    }

    /** Makes server sockets over connections that exist, and nothing else. */
    private static final class Sockets extends SSLSocketFactory {
        private final TlsContext context;

        Sockets(TlsContext context) {
            this.context = context;
        }

        @Override
        public Socket createSocket(
                Socket plain, @Nullable InputStream consumed, boolean closesPlain)
                throws IOException {
            return context.over(plain, consumed);
        }

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean closesPlain)
                throws IOException {
            return context.over(plain, null);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("no connections are made here");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort)
                throws IOException {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket("", port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
                throws IOException {
            return createSocket("", port);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return context.context().getSocketFactory().getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return context.context().getSocketFactory().getSupportedCipherSuites();
        }
    }
}
