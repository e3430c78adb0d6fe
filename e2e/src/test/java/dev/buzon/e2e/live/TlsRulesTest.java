package dev.buzon.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.e2e.play.TrustAll;
import dev.buzon.testing.InMemoryPostOffice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of TLS that a client sees only when it looks at the handshake itself. */
class TlsRulesTest {
    private static final int PATIENCE_MS = 15_000;
    private static final byte ALERT = 21; // RFC 8446 §5.1
    private static final byte PROTOCOL_VERSION = 70; // RFC 8446 §6
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void oldVersionsAreRefusedAndTheNewestIsChosen() throws Exception {
        try (var office = InMemoryPostOffice.start()) {
            for (byte minor = 1; minor <= 2; minor++) { // TLS 1.0 and 1.1
                try (var socket = new Socket(LOOPBACK, office.port("pop3s"))) {
                    socket.setSoTimeout(PATIENCE_MS);
                    socket.getOutputStream().write(hello(minor));
                    var alert = socket.getInputStream().readNBytes(7);
                    assertThat(alert).hasSize(7);
                    assertThat(alert[0]).isEqualTo(ALERT);
                    assertThat(alert[6]).isEqualTo(PROTOCOL_VERSION);
                }
            }
            assertThat(handshake(office, new Keys())).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void noCertificateIsAskedOfClients() throws Exception {
        try (var office = InMemoryPostOffice.start()) {
            var keys = new Keys();
            handshake(office, keys);
            assertThat(keys.asked).hasValue(0);
        }
    }

    private static String handshake(InMemoryPostOffice office, Keys keys)
            throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {keys},
                new TrustManager[] {TrustAll.manager()},
                new SecureRandom());
        try (var socket =
                (SSLSocket)
                        context.getSocketFactory().createSocket(LOOPBACK, office.port("pop3s"))) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.startHandshake();
            assertThat(socket.getInputStream().read()).isEqualTo('+');
            return socket.getSession().getProtocol();
        }
    }

    /** A ClientHello of an old version with suites that such clients have. */
    private static byte[] hello(byte minor) {
        var body = ByteBuffer.allocate(43);
        body.put((byte) 3).put(minor).put(new byte[32]).put((byte) 0);
        body.putShort((short) 4).putShort((short) 0xc013).putShort((short) 0x002f);
        body.put((byte) 1).put((byte) 0);
        var length = body.position();
        var record = ByteBuffer.allocate(9 + length);
        record.put((byte) 22).put((byte) 3).put((byte) 1).putShort((short) (4 + length));
        record.put((byte) 1).put((byte) 0).putShort((short) length);
        record.put(body.flip());
        return record.array();
    }

    /** Keys that no server gets, and a count of how often one asked. */
    private static final class Keys extends X509ExtendedKeyManager {
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            asked.incrementAndGet();
            return null;
        }

        @Override
        public @Nullable String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            asked.incrementAndGet();
            return null;
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
            return null;
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
            return null;
        }
    }
}
