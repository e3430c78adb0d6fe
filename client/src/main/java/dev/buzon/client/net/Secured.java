package dev.buzon.client.net;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** TLS with our checks of certificates, for those who bring their own TCP connection: HTTP. */
public final class Secured {
    private Secured() {}

    /**
     * Makes a handshake on a connected socket.
     *
     * @param line whom it should be with, whose certificates are believed, and how long it may take
     * @throws NetException.CertificateRefused when the certificate is not to be believed
     * @throws IOException when there is no TLS
     */
    public static SSLSocket over(Socket tcp, Line line) throws IOException {
        try {
            return Handshake.on(tcp, line);
        } catch (IOException e) {
            throw Handshake.failure(line, e);
        }
    }
}
