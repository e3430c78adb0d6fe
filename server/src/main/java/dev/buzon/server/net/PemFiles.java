package dev.buzon.server.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys as text (RFC 7468), read and written. */
final class PemFiles {
    /**
     * More than any chain needs: bounds what a wrong path in the configuration can make us read.
     */
    private static final long MAX_OCTETS = 1024L * 1024;

    private static final Pattern CERTIFICATE =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]*)-----END CERTIFICATE-----");
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private PemFiles() {}

    /** All certificates in a file, in their order; other blocks are passed over. */
    static List<X509Certificate> chain(Path file) throws IOException, GeneralSecurityException {
        Matcher blocks = CERTIFICATE.matcher(text(file));
        var factory = CertificateFactory.getInstance("X.509");
        var chain = new ArrayList<X509Certificate>();
        while (blocks.find()) {
            byte[] der = decode(blocks.group(1), file);
            chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
        }
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate in " + file);
        }
        return chain;
    }

    private static byte[] decode(String base64, Path file) throws GeneralSecurityException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("the certificate in " + file + " is damaged", e);
        }
    }

    /** The first private key in a file. */
    static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        try (var parser = new PEMParser(new StringReader(text(file)))) {
            var converter = new JcaPEMKeyConverter();
            Object block = parser.readObject();
            while (block != null) {
                if (block instanceof PrivateKeyInfo pkcs8) {
                    return converter.getPrivateKey(pkcs8);
                }
                if (block instanceof PEMKeyPair pair) {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                block = parser.readObject();
            }
        } catch (RuntimeException e) {
            throw new GeneralSecurityException("the key in " + file + " is damaged", e);
        }
        throw new GeneralSecurityException("there is no unencrypted private key in " + file);
    }

    /** One block of text. */
    static String block(String label, byte[] der) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, LINES.encodeToString(der), label);
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException(file + " is too large for a certificate or a key");
        }
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
