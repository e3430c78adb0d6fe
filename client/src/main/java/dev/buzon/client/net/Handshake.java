package dev.buzon.client.net;

import dev.buzon.protocol.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The beginning of TLS on a TCP connection, seen from the client. */
final class Handshake {
    private Handshake() {}

    /** Makes a handshake; {@link #failure} says what it means when it fails. */
    static SSLSocket on(Socket tcp, Line line) throws IOException {
        ServerAddress server = line.server();
        try {
            tcp.setSoTimeout(Math.clamp(line.limits().connect().toMillis(), 1, Integer.MAX_VALUE));
            SSLSocket socket =
                    (SSLSocket)
                            line.trust()
                                    .context()
                                    .getSocketFactory()
                                    .createSocket(tcp, server.host(), server.port(), true);
            SSLParameters parameters = socket.getSSLParameters();
            line.protocol()
                    .ifPresent(name -> parameters.setApplicationProtocols(new String[] {name}));
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no TLS", e);
        }
    }

    /** What TLS exports under a label with an empty context (RFC 9266 §2). */
    static Optional<Secret> exported(SSLSocket socket, String label, int octets) {
        if (!(socket.getSession() instanceof ExtendedSSLSession session)) {
            return Optional.empty();
        }
        try {
            byte[] data = session.exportKeyingMaterialData(label, new byte[0], octets);
            Secret secret = Secret.of(data);
            Arrays.fill(data, (byte) 0);
            return Optional.of(secret);
        } catch (SSLException | UnsupportedOperationException | IllegalStateException _) {
            return Optional.empty();
        }
    }

    /** What a failed handshake means: a refused certificate, a line that broke, or no TLS. */
    static NetException failure(Line line, IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return new NetException.TimedOut(line.server() + " is silent where TLS was to begin");
        }
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (at instanceof RefusedByUs refused) {
                return new NetException.CertificateRefused(line.server(), refused.refusal());
            }
            if (at instanceof EOFException || at instanceof SocketException) {
                return new NetException.Lost(line.server(), failure);
            }
            at = at.getCause();
        }
        return new NetException.TlsFailed(line.server(), failure);
    }
}
