package dev.buzon.testing.internet;

import dev.buzon.testing.tls.CertificateForm;
import dev.buzon.testing.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * An internet on loopback. Hosts get addresses out of the networks for documentation, so whoever
 * uses it needs two things: its name server, and the table of where those addresses really are.
 *
 * <pre>{@code
 * try (FakeInternet internet = new FakeInternet()) {
 *     internet.host("autoconfig.example.org").page("/mail/config-v1.1.xml", FakePage.xml("..."));
 *     internet.host("pop.example.org").pop3s();
 *     internet.dns().exchanger("example.org", 10, "mx.example.org");
 * }
 * }</pre>
 */
public final class FakeInternet implements AutoCloseable {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final FakeDns dns = new FakeDns();
    private final TestAuthority authority = TestAuthority.create();
    private final Map<String, Host> hosts = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, InetSocketAddress> places = new ConcurrentHashMap<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** An internet with nobody in it. */
    public FakeInternet() {}

    /** Its name server. */
    public FakeDns dns() {
        return dns;
    }

    /** The authority that signs its certificates. */
    public TestAuthority authority() {
        return authority;
    }

    /** The host of this name; it has an address from now on. */
    public synchronized Host host(String name) {
        Host known = hosts.get(name);
        if (known != null) {
            return known;
        }
        int number = hosts.size() + 1;
        String network = number < 250 ? "192.0.2." : "198.51.100.";
        Host host = new Host(name, network + number % 250);
        dns.address(name, host.address);
        hosts.put(name, host);
        return host;
    }

    /** Where each address and port really is; there is nothing at any other. */
    public Map<InetSocketAddress, InetSocketAddress> places() {
        return Map.copyOf(places);
    }

    /**
     * Every command that mail servers heard and every request that web servers got, whole, in no
     * certain order.
     */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /**
     * Writes down what another process needs: lines {@code dns ADDRESS:PORT}, {@code authorities
     * FILE} and {@code place ADDRESS:PORT ADDRESS:PORT}, the public one first.
     *
     * @param folder where the files are put; the one to name is {@code internet.txt}
     */
    public Path writeTo(Path folder) {
        Map<String, String> sorted = new TreeMap<>();
        places.forEach((shown, real) -> sorted.put(text(shown), text(real)));
        String lines =
                sorted.entrySet().stream()
                        .map(entry -> "place " + entry.getKey() + " " + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        Path pem = authority.writeTo(folder.resolve("authority.pem"));
        try {
            return Files.writeString(
                    folder.resolve("internet.txt"),
                    "dns " + text(dns.address()) + "\nauthorities " + pem + "\n" + lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        dns.close();
        open.forEach(one -> {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private synchronized <T extends AutoCloseable> T keep(T one) {
        open.add(one);
        return one;
    }

    /** One host: a name, an address, and what listens there. */
    public final class Host {
        private final String name;
        private final String address;
        private final Map<Integer, FakeWebServer> webs = new ConcurrentHashMap<>();
        private CertificateForm certificate;

        private Host(String name, String address) {
            this.name = name;
            this.address = address;
            this.certificate = CertificateForm.of(name);
        }

        /** Its name. */
        public String name() {
            return name;
        }

        /** Its public address, as text. */
        public String address() {
            return address;
        }

        /** What listens here from now on shows a certificate of this form. */
        public Host certificate(CertificateForm form) {
            this.certificate = form;
            return this;
        }

        /** It has a page on the https port. */
        public Host page(String path, FakePage page) {
            return page(HTTPS, path, page);
        }

        /** It has a page on the plain http port. */
        public Host plainPage(String path, FakePage page) {
            return page(HTTP, path, page);
        }

        /** A POP3 server with TLS from the first octet, on 995. */
        public Host pop3s() {
            return mail(995, FakeMailServer.Language.POP3, FakeMailServer.Protection.IMPLICIT);
        }

        /** A POP3 server with STLS, on 110. */
        public Host pop3() {
            return mail(110, FakeMailServer.Language.POP3, FakeMailServer.Protection.UPGRADE);
        }

        /** A POP3 server without any TLS, on 110. */
        public Host clearPop3() {
            return mail(110, FakeMailServer.Language.POP3, FakeMailServer.Protection.NONE);
        }

        /** A submission server with TLS from the first octet, on 465. */
        public Host submissions() {
            return mail(465, FakeMailServer.Language.SMTP, FakeMailServer.Protection.IMPLICIT);
        }

        /** A submission server with STARTTLS, on 587. */
        public Host submission() {
            return mail(587, FakeMailServer.Language.SMTP, FakeMailServer.Protection.UPGRADE);
        }

        /** Takes connections at this port and never says anything. */
        public Host blackHole(int port) {
            try {
                ServerSocket silent =
                        keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
                return at(
                        port,
                        new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What listens there, on this machine, is at this port of the host. */
        public Host at(int port, InetSocketAddress real) {
            places.put(new InetSocketAddress(ip(), port), real);
            return this;
        }

        private Host mail(
                int port, FakeMailServer.Language language, FakeMailServer.Protection protection) {
            FakeMailServer server =
                    keep(
                            new FakeMailServer(
                                    language,
                                    protection,
                                    Optional.of(authority.issue(certificate).context()),
                                    line -> heard.add(name + ":" + port + " " + line)));
            return at(port, server.address());
        }

        private Host page(int port, String path, FakePage page) {
            webs.computeIfAbsent(port, this::web).page(path, page);
            return this;
        }

        private FakeWebServer web(int port) {
            boolean secured = port == HTTPS;
            FakeWebServer server =
                    keep(
                            new FakeWebServer(
                                    (secured ? "https://" : "http://") + name,
                                    secured
                                            ? Optional.of(authority.issue(certificate).context())
                                            : Optional.empty(),
                                    heard::add));
            at(port, server.address());
            return server;
        }

        private InetAddress ip() {
            try {
                return InetAddress.getByName(address);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
