package dev.buzon.testing.pop3;

import dev.buzon.testing.tls.TestAuthority;
import dev.buzon.testing.wire.Doorway;
import dev.buzon.testing.wire.Said;
import dev.buzon.testing.wire.Transcript;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
            return new MisbehavingServer(this);
        }
    }

    private final House house;
    private final Doorway doorway;

    private MisbehavingServer(Builder wish) {
        house =
                new House(
                        new House.Door(wish.user, wish.password, wish.token, wish.mechanisms),
                        wish.quirks);
        wish.messages.forEach(house.box()::put);
        doorway = Doorway.open(wish.port, wish.tlsPort, this::talk);
    }

    /** A server with these quirks; with none it behaves. */
    public static Builder with(Quirk... quirks) {
        return new Builder().quirks(quirks);
    }

    /** The loopback port for clear text and STLS. */
    public int port() {
        return doorway.port();
    }

    /** The loopback port where TLS begins at once. */
    public int tlsPort() {
        return doorway.tlsPort();
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
        house.gate().release();
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
        return doorway.transcripts();
    }

    /** Everything that clients said, over all connections. */
    public List<Said> heard() {
        return doorway.heard();
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
        return house.gate().await(() -> messages().size() == count, atMost);
    }

    private void talk(Wire wire, int number, boolean tls) throws IOException {
        var script = new Script(house, number);
        var narrow = script.first(Quirk.NarrowPipe.class);
        if (narrow.isPresent()) {
            wire.narrow(narrow.get().octets());
        }
        new Conversation(house, script, wire).hold(tls);
    }

    /** Closes the ports and everything that is open. */
    @Override
    public void close() {
        house.gate().close();
        doorway.close();
    }
}
