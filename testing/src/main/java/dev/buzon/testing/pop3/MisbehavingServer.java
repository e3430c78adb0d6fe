package dev.buzon.testing.pop3;

import dev.buzon.testing.tls.TestAuthority;
import dev.buzon.testing.wire.Said;
import dev.buzon.testing.wire.Transcript;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * A POP3 server for one person on two free loopback ports, in clear (with STLS) and under TLS, that
 * follows a script of {@link Quirk}s and remembers everything that clients said.
 *
 * <pre>{@code
 * try (MisbehavingServer server =
 *         MisbehavingServer.with(new Quirk.CutInAnswer(Turn.RETR, 2, 100, End.FIN))
 *                 .message("Subject: one\r\n\r\n1\r\n")
 *                 .message("Subject: two\r\n\r\n2\r\n")
 *                 .start()) {
 *     ... collect from server.port() ...
 *     assertThat(server.deletesAsked()).containsExactly(1);
 * }
 * }</pre>
 *
 * <p>Nothing is random in it. It is bounded: what is endless ends after 2 GiB, who says nothing for
 * five minutes is not waited for, and {@link #close} ends everything.
 */
public final class MisbehavingServer implements AutoCloseable {
    /** Who may come in, if nothing else is said. */
    public static final String USER = "ana";

    /** The password, if nothing else is said. */
    public static final String PASSWORD = "secreto";

    /** The token, if nothing else is said. */
    public static final String TOKEN = "tok123";

    /** Connections that wait to be accepted. */
    private static final int BACKLOG = 500;

    /** What a server is to be like. */
    public static final class Builder {
        private final List<Quirk> quirks = new ArrayList<>();
        private final List<byte[]> messages = new ArrayList<>();
        private String user = USER;
        private String password = PASSWORD;
        private String token = TOKEN;
        private List<String> mechanisms = List.of("PLAIN", "SCRAM-SHA-256");
        private int port;
        private int tlsPort;

        private Builder() {}

        /** It has these quirks as well. */
        public Builder quirks(List<Quirk> more) {
            quirks.addAll(more);
            return this;
        }

        /** It has these quirks as well. */
        public Builder quirks(Quirk... more) {
            return quirks(Arrays.asList(more));
        }

        /** Another user and password. */
        public Builder account(String name, String secret) {
            user = name;
            password = secret;
            return this;
        }

        /** Another token for XOAUTH2 and OAUTHBEARER. */
        public Builder token(String bearer) {
            token = bearer;
            return this;
        }

        /** The mechanisms of SASL that it has and lists; also XOAUTH2, OAUTHBEARER. */
        public Builder mechanisms(String... names) {
            mechanisms = List.of(names);
            return this;
        }

        /** A message that waits, with CRLF. */
        public Builder message(byte[] octets) {
            messages.add(octets.clone());
            return this;
        }

        /** A message that waits, with CRLF, a character to an octet. */
        public Builder message(String text) {
            return message(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** These messages wait. */
        public Builder messages(List<byte[]> all) {
            all.forEach(this::message);
            return this;
        }

        /** Chosen ports instead of free ones, in clear and under TLS. */
        public Builder ports(int inClear, int underTls) {
            port = inClear;
            tlsPort = underTls;
            return this;
        }

        /** Opens the ports. */
        public MisbehavingServer start() {
            try {
                return new MisbehavingServer(this);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final House house;
    private final ServerSocket inClear;
    private final ServerSocket underTls;
    private final List<Transcript> transcripts = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private MisbehavingServer(Builder wish) throws IOException {
        house =
                new House(
                        new House.Door(wish.user, wish.password, wish.token, wish.mechanisms),
                        wish.quirks);
        wish.messages.forEach(house.box()::put);
        inClear = listen(wish.port);
        underTls = listen(wish.tlsPort);
        Thread.ofVirtual().name("misbehaving").start(() -> accept(inClear, false));
        Thread.ofVirtual().name("misbehaving-tls").start(() -> accept(underTls, true));
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
    }

    /** A server with these quirks; with none it behaves. */
    public static Builder with(Quirk... quirks) {
        return new Builder().quirks(quirks);
    }

    /** The loopback port for clear text and STLS. */
    public int port() {
        return inClear.getLocalPort();
    }

    /** The loopback port where TLS begins at once. */
    public int tlsPort() {
        return underTls.getLocalPort();
    }

    /** The authority of its certificate, which is for localhost and 127.0.0.1 if it is right. */
    public TestAuthority authority() {
        return house.authority();
    }

    /** From now on it has these quirks and no others; refusals are counted from the beginning. */
    public void behave(Quirk... quirks) {
        behave(Arrays.asList(quirks));
    }

    /** From now on it has these quirks and no others; refusals are counted from the beginning. */
    public void behave(List<Quirk> quirks) {
        house.behave(quirks);
    }

    /** The quirks it has now. */
    public List<Quirk> quirks() {
        return house.quirks();
    }

    /** Lets everybody go on who stalls at this moment. */
    public void release() {
        house.release();
    }

    /** Puts one more message into the maildrop, for sessions that begin from now on. */
    public HeldMessage put(byte[] octets) {
        return house.box().put(octets);
    }

    /** The messages that were not deleted, in order. */
    public List<HeldMessage> messages() {
        return house.box().messages();
    }

    /** The ids of the messages for which DELE came, whether granted and committed or not. */
    public Set<Integer> deletesAsked() {
        return house.box().deletesAsked();
    }

    /** How often the message of this id was sent whole in answer to RETR. */
    public int retrievals(int id) {
        return house.box().retrievals(id);
    }

    /** How many sessions were logged in so far. */
    public int visits() {
        return house.visits();
    }

    /** What was said, a transcript for each connection, in the order they were accepted. */
    public List<Transcript> transcripts() {
        return List.copyOf(transcripts);
    }

    /** Everything that clients said, over all connections. */
    public List<Said> heard() {
        return transcripts.stream()
                .flatMap(one -> one.lines().stream())
                .filter(line -> line.side() == Said.Side.CLIENT)
                .toList();
    }

    /** Whether a password, a token or a proof came without TLS. */
    public boolean heardCredentialInClear() {
        return heard().stream().anyMatch(line -> line.credential() && !line.underTls());
    }

    /**
     * Waits until so many messages are left.
     *
     * @return whether that was so in time
     */
    public boolean awaitMessages(int count, Duration atMost) throws InterruptedException {
        Predicate<MessageBox> left = box -> box.messages().size() == count;
        return house.await(left, atMost.toMillis());
    }

    private void accept(ServerSocket listener, boolean tls) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                begin(socket, tls);
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private synchronized void begin(Socket socket, boolean tls) {
        var transcript = new Transcript();
        transcripts.add(transcript);
        int number = transcripts.size();
        Thread.ofVirtual()
                .name("misbehaving-" + number)
                .start(() -> talk(socket, transcript, number, tls));
    }

    private void talk(Socket socket, Transcript transcript, int number, boolean tls) {
        var script = new Script(house, number);
        try (Wire wire = new Wire(socket, transcript)) {
            var narrow = script.first(Quirk.NarrowPipe.class);
            if (narrow.isPresent()) {
                wire.narrow(narrow.get().octets());
            }
            new Conversation(house, script, wire).hold(tls);
        } catch (IOException _) {
            // the client is gone, or the script ended it: the transcript tells
        } finally {
            open.remove(socket);
        }
    }

    /** Closes the ports and everything that is open. */
    @Override
    public void close() {
        house.close();
        try {
            inClear.close();
            underTls.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (Socket socket : open) {
                try {
                    socket.close();
                } catch (IOException _) {
                    // closed already
                }
            }
        }
    }
}
