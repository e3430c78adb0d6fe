package dev.buzon.server.admin;

import dev.buzon.server.admin.AdminAnswer.Reason;
import dev.buzon.server.net.Connection;
import dev.buzon.server.net.ConnectionEndedException;
import dev.buzon.server.net.Endpoint;
import dev.buzon.server.net.Peer;
import dev.buzon.server.net.Service;
import dev.buzon.server.net.TimeLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The server's side of the admin channel: one request, one answer. */
public final class AdminService implements Service {
    /** The name of the socket in the data folder. */
    public static final String SOCKET = "admin.sock";

    /** Who may open the socket: the user the server runs as, and root. */
    public static final String MODE = "rw-------";

    /** How long a request may take to arrive: a program writes it at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AccountAdministration accounts;

    /** Answers with what becomes of the requests there. */
    public AdminService(AccountAdministration accounts) {
        this.accounts = accounts;
    }

    /** What a listener on {@link #SOCKET} offers. */
    public static Endpoint endpoint(AccountAdministration accounts) {
        return new Endpoint(
                "admin",
                new AdminService(accounts),
                Optional.empty(),
                Optional.empty(),
                TimeLimits.USUAL.withIdle(PATIENCE).withWrite(PATIENCE),
                AdminCodec.lines(new AdminAnswer.Refused(Reason.STORE_BUSY, List.of())).getFirst());
    }

    @Override
    public void serve(Connection connection) throws ConnectionEndedException {
        if (!(connection.peer() instanceof Peer.Local)) {
            throw new IllegalStateException("the admin channel is for this machine only");
        }
        connection.deadline(PATIENCE);
        Optional<String> line = line(connection);
        connection.noDeadline();
        if (line.isPresent()) {
            AdminAnswer answer =
                    AdminCodec.request(line.get())
                            .map(accounts::carryOut)
                            .orElseGet(() ->
                                    new AdminAnswer.Refused(Reason.NOT_UNDERSTOOD, List.of("1")));
            for (String one : AdminCodec.lines(answer)) {
                connection.write((one + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            connection.flush();
        }
    }

    /** The one line of the client without its LF; nothing when it does not come or is too long. */
    private static Optional<String> line(Connection connection) {
        for (int looked = 0; looked < AdminCodec.LINE_OCTETS; ) {
            ByteBuffer input = connection.input();
            while (looked < input.remaining()) {
                if (input.get(input.position() + looked) == '\n') {
                    var line = new byte[looked];
                    input.get(line);
                    input.clear().flip();
                    return Optional.of(new String(line, StandardCharsets.ISO_8859_1));
                }
                looked++;
            }
            if (!connection.read()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
