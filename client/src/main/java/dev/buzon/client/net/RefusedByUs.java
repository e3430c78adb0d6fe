package dev.buzon.client.net;

import java.security.cert.CertificateException;

/** Carries our reason for refusing a certificate through the handshake. */
@SuppressWarnings("serial") // never leaves this package
final class RefusedByUs extends CertificateException {
    private final transient NetException.Refusal refusal;

    RefusedByUs(NetException.Refusal refusal) {
        super(refusal.why());
        this.refusal = refusal;
    }

    NetException.Refusal refusal() {
        return refusal;
    }
}
