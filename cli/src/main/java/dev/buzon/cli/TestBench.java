package dev.buzon.cli;

import dev.buzon.testing.InMemoryPostOffice;
import dev.buzon.testing.PostOfficeBuilder;
import dev.buzon.testing.pop3.MisbehavingServer;
import dev.buzon.testing.pop3.Quirk;
import dev.buzon.testing.pop3.QuirkyServer;
import dev.buzon.testing.pop3.QuirkyServers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The servers that a test talks to: the post office, and the one that misbehaves. */
final class TestBench implements AutoCloseable {
    private static final List<String> OFFICE_DOORS =
            List.of("pop3", "pop3s", "smtp", "submission", "submissions", "lmtp");
    private static final String MISBEHAVING_POP3 = "misbehaving-pop3";
    private static final String MISBEHAVING_POP3S = "misbehaving-pop3s";
    private static final String CONTROL = "control";
    private static final Set<String> OTHER_DOORS =
            Set.of(MISBEHAVING_POP3, MISBEHAVING_POP3S, CONTROL);

    /**
     * What is wanted.
     *
     * @param accounts addresses and their passwords
     * @param misbehaving names of the catalogue; empty for no such server yet
     * @param ports chosen ports by the names of the doors
     */
    record Wish(
            Map<String, String> accounts, List<String> misbehaving, Map<String, Integer> ports) {}

    private final Wish wish;
    private final InMemoryPostOffice office;
    private Optional<MisbehavingServer> misbehaving = Optional.empty();

    TestBench(Wish wish) {
        this.wish = wish;
        PostOfficeBuilder builder = InMemoryPostOffice.with();
        wish.accounts().forEach(builder::account);
        wish.ports()
                .forEach((door, port) -> {
                    if (!OTHER_DOORS.contains(door)) {
                        builder.port(door, port);
                    }
                });
        this.office = builder.start();
        try {
            if (!wish.misbehaving().isEmpty()) {
                misbehave(wish.misbehaving());
            }
        } catch (RuntimeException e) {
            office.close();
            throw e;
        }
    }

    InMemoryPostOffice office() {
        return office;
    }

    /**
     * The server that misbehaves.
     *
     * @throws IllegalArgumentException when none was asked for
     */
    synchronized MisbehavingServer misbehaving() {
        return misbehaving.orElseThrow(
                () -> new IllegalArgumentException("nothing misbehaves yet: say misbehave NAME"));
    }

    /** Whom the server that misbehaves lets in: the first account. */
    String misbehavingUser() {
        return wish.accounts().keySet().iterator().next();
    }

    /**
     * Has a server misbehave like those of the catalogue: the one that runs, which keeps its
     * messages, or a new one with the messages of the first.
     *
     * @throws IllegalArgumentException when a name is not in the catalogue
     */
    synchronized MisbehavingServer misbehave(List<String> names) {
        List<QuirkyServer> models = names.stream().map(TestBench::model).toList();
        List<Quirk> quirks = new ArrayList<>();
        models.forEach(model -> quirks.addAll(model.quirks()));
        if (misbehaving.isPresent()) {
            misbehaving.get().behave(quirks);
        } else {
            String user = misbehavingUser();
            misbehaving =
                    Optional.of(
                            models.getFirst()
                                    .builder(quirks)
                                    .account(user, wish.accounts().getOrDefault(user, ""))
                                    .ports(chosen(MISBEHAVING_POP3), chosen(MISBEHAVING_POP3S))
                                    .start());
        }
        return misbehaving.get();
    }

    private int chosen(String door) {
        return wish.ports().getOrDefault(door, 0);
    }

    private static QuirkyServer model(String name) {
        return QuirkyServers.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("no " + name + " in the catalogue"));
    }

    /** All ports by the names of the doors. */
    synchronized Map<String, Integer> ports() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        OFFICE_DOORS.forEach(door -> ports.put(door, office.port(door)));
        misbehaving.ifPresent(server -> {
            ports.put(MISBEHAVING_POP3, server.port());
            ports.put(MISBEHAVING_POP3S, server.tlsPort());
        });
        return ports;
    }

    /** What a client has to trust, in PEM. */
    synchronized String pem() {
        try {
            byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
            String own =
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, newline)
                                    .encodeToString(office.certificate().getEncoded())
                            + "\n-----END CERTIFICATE-----\n";
            return own + misbehaving.map(server -> server.authority().pem()).orElse("");
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        misbehaving.ifPresent(MisbehavingServer::close);
        office.close();
    }
}
