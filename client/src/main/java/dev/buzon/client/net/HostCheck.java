package dev.buzon.client.net;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes a certificate whose path the JDK accepts, whose signatures are of our century, and that
 * names the host that was asked for.
 */
final class HostCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager path;

    HostCheck(X509ExtendedTrustManager path) {
        this.path = path;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        String host = hostOf(socket);
        if (chain.length == 0) {
            throw refused("there is none", chain, host);
        }
        checkPath(chain, type, socket, host);
        for (X509Certificate certificate : chain) {
            String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
            boolean own =
                    certificate
                            .getSubjectX500Principal()
                            .equals(certificate.getIssuerX500Principal());
            if (!own && (algorithm.startsWith("SHA1") || algorithm.startsWith("MD"))) {
                throw refused(
                        "it is signed with " + algorithm + ", which can be forged", chain, host);
            }
        }
        if (!HostNames.matches(chain[0], host)) {
            String names = String.join(", ", HostNames.of(chain[0]));
            throw refused("it is for " + names + " and not for " + host, chain, host);
        }
    }

    private void checkPath(X509Certificate[] chain, String type, Socket socket, String host)
            throws CertificateException {
        try {
            path.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            RefusedByUs refused = refused(why(chain[0], e), chain, host);
            refused.initCause(e);
            throw refused;
        }
    }

    private static String why(X509Certificate certificate, CertificateException failure) {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException _) {
            return "it expired on " + certificate.getNotAfter().toInstant();
        } catch (CertificateNotYetValidException _) {
            return "it is not valid before " + certificate.getNotBefore().toInstant();
        }
        boolean own =
                certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        String detail = Printable.text(String.valueOf(failure.getMessage()));
        return own
                ? "it is signed by itself and by no authority that is trusted"
                : "no trusted authority stands behind it (" + detail + ")";
    }

    static String hostOf(Socket socket) throws CertificateException {
        if (socket instanceof SSLSocket tls) {
            SSLSession session = tls.getHandshakeSession();
            if (session != null && session.getPeerHost() != null) {
                return session.getPeerHost();
            }
        }
        throw new CertificateException("it is not known which host was asked for");
    }

    static RefusedByUs refused(String why, X509Certificate[] chain, String host) {
        List<String> names = chain.length == 0 ? List.of() : HostNames.of(chain[0]);
        String pin = "";
        try {
            pin = chain.length == 0 ? "" : HexFormat.of().formatHex(sha256(chain[0]));
        } catch (CertificateException _) {
            // then there is nothing to pin
        }
        return new RefusedByUs(new NetException.Refusal(why, host, names, pin));
    }

    static byte[] sha256(X509Certificate certificate) throws CertificateEncodingException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("only sockets are used");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("without a connection nothing is trusted");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return path.getAcceptedIssuers();
    }
}
