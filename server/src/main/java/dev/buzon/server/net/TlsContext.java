package dev.buzon.server.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** One set of certificates and the sessions that can be resumed under them, on the JDK's engine. */
record TlsContext(SSLContext context, List<TlsIdentity> identities, boolean strictNames) {
    /** RFC 9325 §3.1.1. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * RFC 9325 §4.2, narrowed to forward secrecy on elliptic curves with authenticated encryption.
     */
    private static final String[] SUITES = {
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_256_GCM_SHA384",
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    };

    private static final String[] GROUPS = {"x25519", "secp256r1", "secp384r1"};

    /**
     * A day: as long as a mail program on a laptop may be away and come back without a full
     * handshake.
     */
    private static final int SESSION_SECONDS = 24 * 60 * 60;

    private static final int SESSIONS = 20_000;

    static {
        // Read once, when JSSE's classes are loaded (RFC 9325 §3.5).
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
    }

    static TlsContext of(List<TlsIdentity> identities, boolean strictNames)
            throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Keys(identities)}, new TrustManager[0], null);
        context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
        context.getServerSessionContext().setSessionCacheSize(SESSIONS);
        return new TlsContext(context, List.copyOf(identities), strictNames);
    }

    SSLEngine engine(Optional<String> alpn) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters rules = ruled(engine.getSSLParameters());
        alpn.ifPresent(id -> rules.setApplicationProtocols(new String[] {id}));
        engine.setSSLParameters(rules);
        return engine;
    }

    /** The same for libraries that want a socket; they close both sockets with it. */
    SSLSocket over(Socket plain, @Nullable InputStream consumed) throws IOException {
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, consumed, true);
        socket.setUseClientMode(false);
        socket.setSSLParameters(ruled(socket.getSSLParameters()));
        return socket;
    }

    private SSLParameters ruled(SSLParameters rules) {
        rules.setProtocols(PROTOCOLS);
        rules.setCipherSuites(SUITES);
        rules.setNamedGroups(GROUPS);
        rules.setUseCipherSuitesOrder(true);
        rules.setSNIMatchers(List.of(new HostAsked(identities, strictNames)));
        return rules;
    }

    /**
     * Remembers which host the client of one connection asked for, and refuses those that are
     * nobody's here if it has to. The engine's handshake session would say it too, but does not
     * exist yet when a session is resumed, and JSSE then asks for the certificate as well.
     */
    private static final class HostAsked extends SNIMatcher {
        private final List<TlsIdentity> identities;
        private final boolean strict;
        private volatile Optional<String> host = Optional.empty();

        HostAsked(List<TlsIdentity> identities, boolean strict) {
            super(StandardConstants.SNI_HOST_NAME);
            this.identities = identities;
            this.strict = strict;
        }

        @Override
        public boolean matches(SNIServerName name) {
            String asked = new String(name.getEncoded(), StandardCharsets.US_ASCII);
            boolean ours = identities.stream().anyMatch(one -> one.covers(asked));
            host = Optional.of(asked).filter(_ -> ours);
            return ours || !strict;
        }

        /** The host one of our certificates is for, if the client asked for such a one. */
        static Optional<String> of(SSLParameters rules) {
            return rules.getSNIMatchers().stream()
                    .filter(HostAsked.class::isInstance)
                    .findFirst()
                    .flatMap(matcher -> ((HostAsked) matcher).host);
        }
    }

    /** Chooses by the host the client names, then by the kind of key it can verify. */
    private static final class Keys extends X509ExtendedKeyManager {
        private final List<TlsIdentity> identities;

        Keys(List<TlsIdentity> identities) {
            this.identities = List.copyOf(identities);
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
            return choose(keyType, HostAsked.of(engine.getSSLParameters()));
        }

        private @Nullable String choose(String keyType, Optional<String> host) {
            return IntStream.range(0, identities.size())
                    .filter(i -> host.isEmpty() || identities.get(i).covers(host.get()))
                    .filter(i -> identities.get(i).key().getAlgorithm().equals(keyType))
                    .mapToObj(Integer::toString)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return identities.get(Integer.parseInt(alias)).key();
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return socket instanceof SSLSocket tls
                    ? choose(keyType, HostAsked.of(tls.getSSLParameters()))
                    : null;
        }

        @Override
        public String @Nullable [] getServerAliases(
                String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null; // never a client
        }

        @Override
        public String @Nullable [] getClientAliases(
                String keyType, Principal @Nullable [] issuers) {
            return null;
        }
    }
}
