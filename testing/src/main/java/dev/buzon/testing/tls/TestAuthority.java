package dev.buzon.testing.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that nobody trusts but the test that made it. ECDSA on P-256. */
public final class TestAuthority {
    private static final int SERIAL_BITS = 127;
    private static final Duration VALID = Duration.ofDays(30);
    private static final char[] NO_PASSWORD = {};

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority() throws GeneralSecurityException {
        keys = freshKeys();
        X500Name name = name("Buzon test authority");
        Instant now = Instant.now();
        var builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        serial(),
                        Date.from(now.minus(VALID)),
                        Date.from(now.plus(VALID)),
                        name,
                        keys.getPublic());
        certificate = signed(builder, keys.getPrivate(), true);
    }

    /** A new authority. */
    public static TestAuthority create() {
        try {
            return new TestAuthority();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its own certificate: what a client has to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Its own certificate in PEM, as programs read it. */
    public String pem() {
        try {
            return pem(certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes its own certificate in PEM to a file. */
    public Path writeTo(Path file) {
        try {
            return Files.writeString(file, pem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client uses that trusts this authority and no other. */
    public SSLContext client() {
        return trusting(certificate);
    }

    /** What a client uses that trusts these certificates and no others. */
    public static SSLContext trusting(X509Certificate... certificates) {
        try {
            KeyStore store = emptyStore();
            for (X509Certificate one : certificates) {
                store.setCertificateEntry(one.getSerialNumber().toString(), one);
            }
            var managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server uses, with a new certificate of this form. */
    public ServerIdentity issue(CertificateForm form) {
        try {
            KeyPair pair = freshKeys();
            X509Certificate one = sign(form, pair);
            List<X509Certificate> chain =
                    form.selfSigned() ? List.of(one) : List.of(one, certificate);
            return new ServerIdentity(one, serverContext(pair.getPrivate(), chain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What a server has.
     *
     * @param certificate what it shows
     * @param context what it speaks TLS with
     */
    public record ServerIdentity(X509Certificate certificate, SSLContext context) {}

    private X509Certificate sign(CertificateForm form, KeyPair pair)
            throws GeneralSecurityException {
        X500Name subject = name(form.commonName());
        var builder =
                new JcaX509v3CertificateBuilder(
                        form.selfSigned()
                                ? subject
                                : X500Name.getInstance(
                                        certificate.getSubjectX500Principal().getEncoded()),
                        serial(),
                        Date.from(form.from()),
                        Date.from(form.until()),
                        subject,
                        pair.getPublic());
        if (!form.names().isEmpty()) {
            extend(builder, form.names());
        }
        return signed(builder, form.selfSigned() ? pair.getPrivate() : keys.getPrivate(), false);
    }

    private static void extend(JcaX509v3CertificateBuilder builder, List<String> names)
            throws GeneralSecurityException {
        try {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            names.stream()
                                    .map(TestAuthority::generalName)
                                    .toArray(GeneralName[]::new)));
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static GeneralName generalName(String name) {
        boolean literal = name.contains(":") || name.matches("[0-9]+(\\.[0-9]+){3}");
        return new GeneralName(literal ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    private static X509Certificate signed(
            JcaX509v3CertificateBuilder builder, PrivateKey key, boolean authority)
            throws GeneralSecurityException {
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            int usage =
                    authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (!authority) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            }
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static SSLContext serverContext(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException {
        KeyStore store = emptyStore();
        store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, NO_PASSWORD);
            return store;
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair freshKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    }

    private static String pem(X509Certificate one) throws GeneralSecurityException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n"
                + lines.encodeToString(one.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
