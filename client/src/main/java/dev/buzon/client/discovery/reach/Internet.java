package dev.buzon.client.discovery.reach;

import dev.buzon.client.net.Dialer;
import dev.buzon.client.net.ServerAddress;
import dev.buzon.client.net.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The internet as it is seen from here.
 *
 * @param dns who is asked about names
 * @param policy which addresses may be connected to; each is looked at after it was looked up, and
 *     the very same is then used, so that no second answer can change it
 * @param detour where addresses are really reached
 * @param trust whose certificates are believed
 */
public record Internet(Dns dns, AddressPolicy policy, Detour detour, Trust trust) {
    /** How long one address of several may take to be reached. */
    private static final Duration ONE_ADDRESS = Duration.ofMillis(1_500);

    /** More addresses of one host than these are not tried. */
    private static final int ADDRESSES_LIMIT = 4;

    /** The real one: the system's resolvers and authorities, public addresses only. */
    public static Internet system() {
        return new Internet(
                Dns.system(), AddressPolicy.publicOnly(), Detour.none(), Trust.system());
    }

    /** The same with other authorities. */
    public Internet trusting(Trust other) {
        return new Internet(dns, policy, detour, other);
    }

    /** The same with another policy. */
    public Internet allowing(AddressPolicy other) {
        return new Internet(dns, other, detour, trust);
    }

    /**
     * Where to connect for a host and a port.
     *
     * @return at least one address, all of them allowed
     * @throws NoAnswerException {@link Verdict#NOTHING} when there is no such host, {@link
     *     Verdict#ADDRESS_REFUSED} when all its addresses are such that we do not go there
     */
    public List<InetSocketAddress> endpoints(String host, int port, Deadline deadline)
            throws NoAnswerException {
        List<InetAddress> addresses = dns.addresses(host, deadline).values();
        if (addresses.isEmpty()) {
            throw new NoAnswerException(Verdict.NOTHING, "there is no host " + host);
        }
        List<InetAddress> allowed = addresses.stream().filter(policy::allows).toList();
        if (allowed.isEmpty()) {
            throw new NoAnswerException(
                    Verdict.ADDRESS_REFUSED,
                    host
                            + " is at "
                            + addresses.getFirst().getHostAddress()
                            + ", which is no public address");
        }
        return allowed.stream()
                .limit(ADDRESSES_LIMIT)
                .map(address -> detour.to(new InetSocketAddress(address, port)))
                .toList();
    }

    /**
     * A dialer that goes by this internet's rules: for trying a login at a server that was found.
     */
    public Dialer dialer() {
        return this::dial;
    }

    private Socket dial(ServerAddress server, Duration limit) throws IOException {
        Deadline deadline = Deadline.in(limit);
        List<InetSocketAddress> endpoints;
        try {
            endpoints = endpoints(server.host(), server.port(), deadline);
        } catch (NoAnswerException e) {
            throw new Unresolved(e);
        }
        List<IOException> failures = new ArrayList<>();
        for (InetSocketAddress endpoint : endpoints) {
            if (deadline.isOver()) {
                failures.add(new SocketTimeoutException("no connection in time"));
                break;
            }
            Socket socket = new Socket();
            try {
                Duration patience =
                        endpoints.size() == 1 ? deadline.left() : deadline.left(ONE_ADDRESS);
                socket.connect(endpoint, Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
                return socket;
            } catch (IOException e) {
                socket.close();
                failures.add(e);
            }
        }
        throw failures.getLast();
    }

    /** A name that leads nowhere, or where we do not go. */
    @SuppressWarnings("serial") // never leaves the process
    static final class Unresolved extends UnknownHostException {
        private final transient NoAnswerException why;

        Unresolved(NoAnswerException why) {
            super(why.detail());
            this.why = why;
        }

        NoAnswerException why() {
            return why;
        }
    }
}
