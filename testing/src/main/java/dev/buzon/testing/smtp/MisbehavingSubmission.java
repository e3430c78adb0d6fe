package dev.buzon.testing.smtp;

import dev.buzon.testing.tls.TestAuthority;
import dev.buzon.testing.wire.Doorway;
import dev.buzon.testing.wire.Said;
import dev.buzon.testing.wire.Transcript;
import dev.buzon.testing.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A submission server for one person on two free loopback ports, in clear (with STARTTLS) and under
 * TLS, that follows a script of {@link SmtpQuirk}s, keeps what it took and remembers everything
 * that clients said. It takes a message from anybody: what a client has to do before is the
 * client's business and can be read from the transcript.
 *
 * <pre>{@code
 * try (MisbehavingSubmission server =
 *         MisbehavingSubmission.with(new SmtpQuirk.Drops(Step.MESSAGE, true, End.FIN)).start()) {
 *     ... send to server.port() ...
 *     assertThat(server.taken()).hasSize(1);
 * }
 * }</pre>
 */
public final class MisbehavingSubmission implements AutoCloseable {
    private final Script script;
    private final Doorway doorway;

    /** What a server is to be like. */
    public static final class Builder {
        private final List<SmtpQuirk> quirks;
        private String user = "ana";
        private String password = "secreto";
        private String token = "tok123";
        private List<String> mechanisms = List.of("PLAIN", "SCRAM-SHA-256");

        private Builder(List<SmtpQuirk> quirks) {
            this.quirks = quirks;
        }

        /** Somebody else than ana, whose password is the usual one of the fixtures. */
        public Builder account(String name, String pass) {
            user = name;
            password = pass;
            return this;
        }

        /** Another token than {@code tok123} for XOAUTH2 and OAUTHBEARER. */
        public Builder token(String bearer) {
            token = bearer;
            return this;
        }

        /**
         * The mechanisms that it has and lists: PLAIN, LOGIN, SCRAM-SHA-256, XOAUTH2, OAUTHBEARER.
         */
        public Builder mechanisms(String... names) {
            mechanisms = List.of(names);
            return this;
        }

        /** Opens the ports. */
        public MisbehavingSubmission start() {
            return new MisbehavingSubmission(
                    new Script(new Script.Door(user, password, token, mechanisms), quirks));
        }
    }

    private MisbehavingSubmission(Script script) {
        this.script = script;
        this.doorway = Doorway.open(0, 0, this::talk);
    }

    /** A server with these quirks; with none it behaves. */
    public static Builder with(SmtpQuirk... quirks) {
        return new Builder(List.of(quirks));
    }

    private void talk(Wire wire, int number, boolean tls) throws IOException {
        new Conversation(script, number, wire).hold(tls);
    }

    /** The loopback port for clear text and STARTTLS. */
    public int port() {
        return doorway.port();
    }

    /** The loopback port where TLS begins at once. */
    public int tlsPort() {
        return doorway.tlsPort();
    }

    /** The authority of its certificate, which is for localhost and 127.0.0.1 if it is right. */
    public TestAuthority authority() {
        return script.authority();
    }

    /** From now on it has these quirks and no others; refusals are counted from the beginning. */
    public void behave(SmtpQuirk... quirks) {
        script.behave(Arrays.asList(quirks));
    }

    /** Lets everybody go on who waits at this moment. */
    public void release() {
        script.gate().release();
    }

    /** What it took, in order; a message that was sent twice is there twice. */
    public List<TakenMail> taken() {
        return script.taken();
    }

    /**
     * Waits until so many messages were taken.
     *
     * @return whether that was so in time
     */
    public boolean awaitTaken(int count, Duration atMost) throws InterruptedException {
        return script.gate().await(() -> taken().size() >= count, atMost);
    }

    /** What was said, a transcript for each connection, in the order they were accepted. */
    public List<Transcript> transcripts() {
        return doorway.transcripts();
    }

    /** Whether a password, a token or a proof came without TLS. */
    public boolean heardCredentialInClear() {
        return doorway.heard().stream().anyMatch(line -> line.credential() && !line.underTls());
    }

    /** Everything that clients said, over all connections. */
    public List<Said> heard() {
        return doorway.heard();
    }

    /** Closes the ports and everything that is open. */
    @Override
    public void close() {
        script.gate().close();
        doorway.close();
    }
}
