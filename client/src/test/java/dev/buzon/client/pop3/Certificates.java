package dev.buzon.client.pop3;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Certificates right and wrong, below an authority of their own. RSA, so that SHA-1 is possible.
 */
final class Certificates {
    /** What a server has, and its chain. */
    record Identity(X509Certificate certificate, KeyPair keys, List<X509Certificate> above) {}

    /** What is to be made; the usual one is right for localhost. */
    record Form(
            String commonName,
            List<GeneralName> names,
            Duration from,
            Duration until,
            String signature,
            Optional<String> onlyBelow,
            boolean authority) {
        static Form of(GeneralName... names) {
            return new Form(
                    "somebody",
                    List.of(names),
                    Duration.ofDays(-10),
                    Duration.ofDays(10),
                    "SHA256withRSA",
                    Optional.empty(),
                    false);
        }

        static Form dns(String... names) {
            List<GeneralName> all = new ArrayList<>();
            for (String name : names) {
                all.add(new GeneralName(GeneralName.dNSName, name));
            }
            return of(all.toArray(GeneralName[]::new));
        }

        Form common(String name) {
            return new Form(name, names, from, until, signature, onlyBelow, authority);
        }

        Form valid(int fromDays, int untilDays) {
            return new Form(
                    commonName,
                    names,
                    Duration.ofDays(fromDays),
                    Duration.ofDays(untilDays),
                    signature,
                    onlyBelow,
                    authority);
        }

        Form signed(String algorithm) {
            return new Form(commonName, names, from, until, algorithm, onlyBelow, authority);
        }

        Form authority(Optional<String> below) {
            return new Form(commonName, names, from, until, signature, below, true);
        }
    }

    private static final KeyPair KEYS = keys();

    private final Identity root;

    Certificates() {
        root = selfSigned(Form.of().common("Root of the tests").authority(Optional.empty()));
    }

    Identity root() {
        return root;
    }

    /** A certificate that the root signs. */
    Identity issue(Form form) {
        return issue(form, root);
    }

    /** A certificate that this authority signs. */
    static Identity issue(Form form, Identity by) {
        List<X509Certificate> above = new ArrayList<>(List.of(by.certificate()));
        above.addAll(by.above());
        return new Identity(make(form, subject(by)), KEYS, above);
    }

    static Identity selfSigned(Form form) {
        return new Identity(make(form, new X500Name("CN=" + form.commonName())), KEYS, List.of());
    }

    /** The root in a PEM file. */
    Path authorities(Path folder) throws Exception {
        return Files.writeString(folder.resolve("root.pem"), pem(root.certificate()));
    }

    static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** What a server with this identity speaks TLS with. */
    static SSLContext server(Identity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            List<Certificate> chain = new ArrayList<>(List.of(identity.certificate()));
            chain.addAll(identity.above());
            store.setKeyEntry(
                    "server",
                    identity.keys().getPrivate(),
                    new char[0],
                    chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X500Name subject(Identity identity) {
        return X500Name.getInstance(identity.certificate().getSubjectX500Principal().getEncoded());
    }

    private static X509Certificate make(Form form, X500Name issuer) {
        try {
            Instant now = Instant.now();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            issuer,
                            BigInteger.valueOf(System.nanoTime()),
                            Date.from(now.plus(form.from())),
                            Date.from(now.plus(form.until())),
                            new X500Name("CN=" + form.commonName()),
                            KEYS.getPublic());
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(form.authority()));
            if (!form.names().isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(form.names().toArray(GeneralName[]::new)));
            }
            if (form.onlyBelow().isPresent()) {
                GeneralName name = new GeneralName(GeneralName.dNSName, form.onlyBelow().get());
                builder.addExtension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(new GeneralSubtree[] {new GeneralSubtree(name)}, null));
            }
            var signer = new JcaContentSignerBuilder(form.signature()).build(KEYS.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
