package dev.buzon.cli;

import dev.buzon.client.account.MailAccount.Server;
import java.util.List;
import java.util.Optional;

/**
 * The servers for a new account, as the person agreed to them.
 *
 * @param incoming where mail is collected, with the likeliest user name
 * @param users all user names that could be meant, the likeliest first; never empty
 * @param outgoing where mail is handed in
 * @param issuer the OAuth issuer that the provider named
 */
record Found(
        Server incoming, List<String> users, Optional<Server> outgoing, Optional<String> issuer) {
    Found {
        users = List.copyOf(users);
    }

    /** The same with this user name at both servers. */
    Found as(String user) {
        return new Found(
                as(incoming, user), List.of(user), outgoing.map(one -> as(one, user)), issuer);
    }

    private static Server as(Server server, String user) {
        return new Server(server.host(), server.port(), server.security(), user, server.trust());
    }
}
