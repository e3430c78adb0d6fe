package dev.buzon.server.net;

import dev.buzon.protocol.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a key and its certificates come from; asked again whenever the files change. */
public sealed interface CertificateSource {
    /** The files whose change means a new certificate. */
    List<Path> files();

    /** Reads the identity, complete and checked. */
    TlsIdentity load() throws IOException, GeneralSecurityException;

    /**
     * PEM files, as ACME clients write them; both may be the same file.
     *
     * @param chain the server's certificate, then the intermediate ones
     * @param key its private key: PKCS#8, PKCS#1 or SEC 1, not encrypted
     */
    record Pem(Path chain, Path key) implements CertificateSource {
        @Override
        public List<Path> files() {
            return chain.equals(key) ? List.of(chain) : List.of(chain, key);
        }

        @Override
        public TlsIdentity load() throws IOException, GeneralSecurityException {
            return TlsIdentity.of(PemFiles.key(key), PemFiles.chain(chain));
        }
    }

    /** A PKCS#12 file with one private key. */
    record Pkcs12(Path file, Secret password) implements CertificateSource {
        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public TlsIdentity load() throws IOException, GeneralSecurityException {
            byte[] octets = password.octets();
            char[] chars = new char[octets.length];
            for (int i = 0; i < octets.length; i++) {
                chars[i] = (char) (octets[i] & 0xff);
            }
            var store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Files.readAllBytes(file)), chars);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, chars) instanceof PrivateKey key) {
                    var chain = new ArrayList<X509Certificate>();
                    for (Certificate one : store.getCertificateChain(alias)) {
                        chain.add((X509Certificate) one);
                    }
                    return TlsIdentity.of(key, chain);
                }
            }
            throw new GeneralSecurityException("there is no private key in " + file);
        }
    }

    /**
     * A certificate the server signs itself, made the first time it is asked for and again shortly
     * before it expires: good for trying, and for people who compare fingerprints.
     *
     * @param file where it is kept, key and certificate in one, mode 0600
     * @param names host names and addresses it is for; the first one is its subject
     */
    record SelfSigned(Path file, List<String> names, InstantSource clock)
            implements CertificateSource {
        private static final Logger LOG = LoggerFactory.getLogger(SelfSigned.class);
        private static final Duration RENEW_BEFORE = Duration.ofDays(30);

        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public TlsIdentity load() throws IOException, GeneralSecurityException {
            if (Files.exists(file)) {
                TlsIdentity kept = TlsIdentity.of(PemFiles.key(file), PemFiles.chain(file));
                if (kept.expires().isAfter(clock.instant().plus(RENEW_BEFORE))) {
                    return kept;
                }
            }
            LOG.warn(
                    "no certificate is configured: made a self-signed one in {}; mail programs will"
                            + " ask people whether they trust it",
                    file);
            return SelfSigning.make(file, names, clock.instant());
        }
    }
}
