package dev.buzon.testing.internet;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** A name server on loopback, UDP and TCP, that knows what it was told and nothing else. */
public final class FakeDns implements AutoCloseable {
    private static final int TTL_SECONDS = 60;

    /** What fits into a datagram; longer answers come by TCP (RFC 1035 §4.2.1). */
    private static final int DATAGRAM_OCTETS = 1_232;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Map<Name, List<InetAddress>> turning = new ConcurrentHashMap<>();
    private final Set<Name> silent = ConcurrentHashMap.newKeySet();
    private final Set<Name> broken = ConcurrentHashMap.newKeySet();
    private final Set<Name> vouchedFor = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    FakeDns() {
        Doors doors = Doors.open();
        this.udp = doors.udp();
        this.tcp = doors.tcp();
        Thread.ofVirtual().name("fake-dns-udp").start(this::serveDatagrams);
        Thread.ofVirtual().name("fake-dns-tcp").start(this::serveConnections);
    }

    /** A datagram socket and a server socket of the same port. */
    private record Doors(DatagramSocket udp, ServerSocket tcp) {
        private static final int ATTEMPTS = 100;

        /** A port that is free for TCP may be taken for UDP: then another one. */
        static Doors open() {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try {
                for (int attempt = 1; ; attempt++) {
                    ServerSocket tcp = new ServerSocket(0, 50, loopback);
                    try {
                        var address = new InetSocketAddress(loopback, tcp.getLocalPort());
                        return new Doors(new DatagramSocket(address), tcp);
                    } catch (BindException e) {
                        tcp.close();
                        if (attempt == ATTEMPTS) {
                            throw e;
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    /** A host has this address, IPv4 or IPv6. */
    public FakeDns address(String name, String address) {
        try {
            InetAddress one = InetAddress.getByName(address);
            return add(
                    one.getAddress().length == 4
                            ? new ARecord(name(name), DClass.IN, TTL_SECONDS, one)
                            : new AAAARecord(name(name), DClass.IN, TTL_SECONDS, one));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A host has another of these addresses each time it is asked for: a rebinding attack. */
    public FakeDns turningAddress(String name, String... addresses) {
        turning.put(
                name(name),
                Arrays.stream(addresses)
                        .map(address -> {
                            try {
                                return InetAddress.getByName(address);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        })
                        .toList());
        return this;
    }

    /** A name is another name for a host. */
    public FakeDns alias(String name, String target) {
        return add(new CNAMERecord(name(name), DClass.IN, TTL_SECONDS, name(target)));
    }

    /** A domain's mail is taken by this host. */
    public FakeDns exchanger(String domain, int preference, String host) {
        return add(new MXRecord(name(domain), DClass.IN, TTL_SECONDS, preference, name(host)));
    }

    /** A service is at this host and port; {@code .} means that it is not offered. */
    public FakeDns service(String name, int priority, int weight, int port, String host) {
        return add(
                new SRVRecord(
                        name(name), DClass.IN, TTL_SECONDS, priority, weight, port, name(host)));
    }

    /** A text, in one string or in several. */
    public FakeDns text(String name, String... strings) {
        return add(new TXTRecord(name(name), DClass.IN, TTL_SECONDS, List.of(strings)));
    }

    /** Questions about this name are never answered. */
    public FakeDns silentAbout(String name) {
        silent.add(name(name));
        return this;
    }

    /** Questions about this name are answered with SERVFAIL. */
    public FakeDns brokenAbout(String name) {
        broken.add(name(name));
        return this;
    }

    /** Answers about this name have the mark of a resolver that checked DNSSEC. */
    public FakeDns vouchedFor(String name) {
        vouchedFor.add(name(name));
        return this;
    }

    /** All questions so far, such as {@code MX example.org}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FakeDns add(Record record) {
        records.computeIfAbsent(record.getName(), _ -> new CopyOnWriteArrayList<>()).add(record);
        return this;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text.toLowerCase(Locale.ROOT), Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private void serveDatagrams() {
        byte[] room = new byte[4_096];
        while (!udp.isClosed()) {
            DatagramPacket packet = new DatagramPacket(room, room.length);
            try {
                udp.receive(packet);
                byte[] answer =
                        answer(
                                Arrays.copyOf(packet.getData(), packet.getLength()),
                                DATAGRAM_OCTETS);
                if (answer.length > 0) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException _) {
                // closed, or a question that was none
            }
        }
    }

    private void serveConnections() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                DataInputStream in = new DataInputStream(socket.getInputStream());
                DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
            while (true) {
                byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), Message.MAXLENGTH);
                if (answer.length > 0) {
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                }
            }
        } catch (IOException _) {
            // the other side has gone
        }
    }

    /** The answer to a question; no octets for one that is not answered. */
    private byte[] answer(byte[] octets, int limit) throws IOException {
        Message query = new Message(octets);
        Record question = query.getQuestion();
        Name name = name(question.getName().toString());
        asked.add(Type.string(question.getType()) + " " + name.toString(true));
        if (silent.contains(name)) {
            return new byte[0];
        }
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RD);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        if (broken.contains(name)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        } else if (!fill(answer, name, question.getType())) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        if (vouchedFor.contains(name)) {
            answer.getHeader().setFlag(Flags.AD);
        }
        return answer.toWire(limit);
    }

    /** Puts the records of a name into an answer, its alias first; whether there is the name. */
    private boolean fill(Message answer, Name name, int type) {
        List<InetAddress> turns = turning.getOrDefault(name, List.of());
        if (!turns.isEmpty() && type == Type.A) {
            InetAddress now = turns.get(turn.getAndIncrement() % turns.size());
            answer.addRecord(new ARecord(name, DClass.IN, 0, now), Section.ANSWER);
            return true;
        }
        List<Record> known = records.getOrDefault(name, List.of());
        for (Record record : known) {
            if (record.getType() == type) {
                answer.addRecord(record, Section.ANSWER);
            } else if (record instanceof CNAMERecord alias) {
                answer.addRecord(record, Section.ANSWER);
                fill(answer, alias.getTarget(), type);
            }
        }
        return !known.isEmpty() || !turns.isEmpty();
    }
}
