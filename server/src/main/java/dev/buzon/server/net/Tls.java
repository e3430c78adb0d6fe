package dev.buzon.server.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of TLS: the certificates of the moment, replaced without a restart when their
 * files change, and the rules of RFC 9325. New certificates that do not load leave the old ones in
 * use. Connections that are open keep what they began with.
 */
public final class Tls implements Deadlines.Watched {
    /**
     * How it is set up.
     *
     * @param sources in order: the first is for clients that name no host, or none of ours
     * @param strictNames whether a client that names a host of nobody's here is refused with
     *     unrecognized_name (RFC 9325 §3.7) instead of given the first certificate
     */
    public record Setup(List<CertificateSource> sources, boolean strictNames) {}

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    /** How often the files are looked at. */
    static final Duration POLL = Duration.ofSeconds(2);

    /** How long before the end of a certificate the log begins to say so, once a day. */
    static final Duration WARN_BEFORE = Duration.ofDays(30);

    private static final Duration WARN_AGAIN = Duration.ofDays(1);

    /** What the files looked like when they were read. */
    private record Seen(Path file, long changedMillis, long octets) {}

    private final Setup setup;
    private final InstantSource clock;
    private final AtomicBoolean reloading = new AtomicBoolean();
    private volatile Optional<TlsContext> context = Optional.empty();
    private volatile List<Seen> seen = List.of();
    private volatile Instant warnedAt = Instant.MIN;
    private volatile long polledNanos;

    private Tls(Setup setup, InstantSource clock) {
        this.setup = setup;
        this.clock = clock;
    }

    /** No certificate, no TLS: STLS and STARTTLS are not offered (RFC 8314 §4). */
    public static Tls none() {
        return new Tls(new Setup(List.of(), false), InstantSource.system());
    }

    /**
     * TLS with the certificates of these sources.
     *
     * @throws IOException if one cannot be read
     * @throws GeneralSecurityException if one is damaged or does not fit its key
     */
    public static Tls of(Setup setup, InstantSource clock)
            throws IOException, GeneralSecurityException {
        var tls = new Tls(setup, clock);
        tls.load();
        return tls;
    }

    /** Whether a handshake can succeed, so that STLS may be announced. */
    public boolean offered() {
        return context.isPresent();
    }

    /** The certificates in use, the one for everybody first. */
    public List<TlsIdentity> identities() {
        return context.map(TlsContext::identities).orElse(List.of());
    }

    /** The certificates that end within 30 days, or have ended. */
    public List<TlsIdentity> expiring() {
        Instant limit = clock.instant().plus(WARN_BEFORE);
        return identities().stream().filter(one -> one.expires().isBefore(limit)).toList();
    }

    /** Reads all certificates again. If one is bad, those in use stay, and the log says why. */
    public boolean reload() {
        if (setup.sources().isEmpty()) {
            return true;
        }
        try {
            load();
            LOG.info("new certificates are in use");
            return true;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.error("the new certificates are not used, the old ones stay: {}", e.toString());
            return false;
        }
    }

    /** Looks every two seconds whether files have changed, and reloads on a thread of its own. */
    @Override
    public void check(long nowNanos) {
        if (setup.sources().isEmpty() || nowNanos - polledNanos < POLL.toNanos()) {
            return;
        }
        polledNanos = nowNanos;
        warnOfExpiry();
        if (!look().equals(seen) && reloading.compareAndSet(false, true)) {
            Thread.ofVirtual()
                    .name("certificates")
                    .start(() -> {
                        reload();
                        reloading.set(false);
                    });
        }
    }

    /** A new engine for one connection, in server mode, if there is a certificate. */
    Optional<SSLEngine> engine(Optional<String> alpn) {
        return context.map(current -> current.engine(alpn));
    }

    /**
     * The certificates of the moment as JSSE's own type, for a library that makes its sockets
     * itself: each socket it makes has the rules and the certificates of the mail ports.
     *
     * @throws IllegalStateException if TLS is not offered
     */
    public SSLContext forLibraries() {
        if (!offered()) {
            throw new IllegalStateException("there is no certificate");
        }
        return new LiveContext(() -> context.orElseThrow());
    }

    private synchronized void load() throws IOException, GeneralSecurityException {
        seen = look();
        var identities = new ArrayList<TlsIdentity>();
        for (CertificateSource source : setup.sources()) {
            identities.add(source.load());
        }
        context = Optional.of(TlsContext.of(identities, setup.strictNames()));
        seen =
                setup.sources().stream().anyMatch(CertificateSource.SelfSigned.class::isInstance)
                        ? look()
                        : seen;
        warnedAt = Instant.MIN;
        warnOfExpiry();
    }

    private List<Seen> look() {
        return setup.sources().stream().flatMap(s -> s.files().stream()).map(Tls::look).toList();
    }

    private static Seen look(Path file) {
        try {
            return new Seen(file, Files.getLastModifiedTime(file).toMillis(), Files.size(file));
        } catch (IOException e) {
            return new Seen(file, -1, -1);
        }
    }

    private void warnOfExpiry() {
        Instant now = clock.instant();
        if (warnedAt.isAfter(now.minus(WARN_AGAIN))) {
            return;
        }
        for (TlsIdentity one : expiring()) {
            warnedAt = now;
            LOG.warn("the certificate for {} ends on {}", one.names(), one.expires());
        }
    }
}
