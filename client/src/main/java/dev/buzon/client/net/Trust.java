package dev.buzon.client.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are believed. The name of the host is checked in any case, but for a pinned
 * certificate, which is believed for itself. One object keeps the TLS sessions that were made with
 * it, so that the next connection to the same server costs less (RFC 8446 §2.2): share it.
 */
public final class Trust {
    private static final Trust SYSTEM =
            new Trust("the authorities of this Java", Trust::systemManager);

    /** The largest file of authorities that is read, in octets. */
    private static final long FILE_LIMIT = 16 << 20;

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private static final ConcurrentMap<String, Trust> PINNED = new ConcurrentHashMap<>();

    private interface Source {
        X509ExtendedTrustManager manager() throws GeneralSecurityException;
    }

    private final String description;
    private final Source source;
    private @Nullable SSLContext context;

    private Trust(String description, Source source) {
        this.description = description;
        this.source = source;
    }

    /** The authorities that this Java trusts. */
    public static Trust system() {
        return SYSTEM;
    }

    /**
     * Only the authorities in this file, one or more certificates in PEM or one in DER.
     *
     * @throws IOException when the file cannot be read or holds no certificate
     */
    public static Trust authorities(Path file) throws IOException {
        if (Files.size(file) > FILE_LIMIT) {
            throw new IOException(file + " is too large to be a list of authorities");
        }
        try {
            byte[] octets = certificatesOnly(Files.readAllBytes(file));
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(octets));
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in " + file);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            X509ExtendedTrustManager manager = new HostCheck(manager(store));
            return new Trust("the authorities in " + file, () -> manager);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate can be read from " + file, e);
        }
    }

    /**
     * Only the certificate with this SHA-256, whatever its names, its issuer and its dates: for a
     * server of one's own, chosen by a person who compared the figure (C-017).
     *
     * @param sha256 of the certificate in DER, 64 hexadecimal digits; colons and blanks are ignored
     * @throws IllegalArgumentException when it is not that
     */
    public static Trust pinned(String sha256) {
        String hex = sha256.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a pin is a SHA-256, 64 hexadecimal digits");
        }
        return PINNED.computeIfAbsent(
                hex,
                pin ->
                        new Trust(
                                "the pinned certificate " + pin,
                                () -> new PinCheck(HexFormat.of().parseHex(pin))));
    }

    /** Of a PEM file its certificates, whatever else is in it, such as keys; all else as it is. */
    private static byte[] certificatesOnly(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        if (!text.contains("-----BEGIN")) {
            return octets;
        }
        StringBuilder only = new StringBuilder();
        CERTIFICATE.matcher(text).results().forEach(r -> only.append(r.group()).append('\n'));
        return only.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The TLS context that believes so; always the same, so that sessions are resumed. */
    synchronized SSLContext context() throws GeneralSecurityException {
        SSLContext made = context;
        if (made == null) {
            made = SSLContext.getInstance("TLS");
            made.init(null, new TrustManager[] {source.manager()}, null);
            context = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return description;
    }

    private static X509ExtendedTrustManager systemManager() throws GeneralSecurityException {
        return new HostCheck(manager(null));
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("this Java checks no certificates");
    }
}
