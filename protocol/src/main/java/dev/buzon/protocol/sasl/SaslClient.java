package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/**
 * One exchange on the client's side: challenges of the server in, answers out. Good for one AUTH
 * command. The caller prepares names and passwords (RFC 8265) and sends PLAIN and LOGIN over TLS
 * only. Not for use by several threads.
 */
public sealed interface SaslClient permits PlainClient, LoginClient, ScramClient, BearerClient {
    /** The mechanism to name in AUTH. */
    Mechanism mechanism();

    /** The message that may go with AUTH; for LOGIN there is none. */
    Optional<SaslMessage> initialResponse();

    /**
     * Answers a challenge. If the initial response did not go with AUTH, the first challenge is
     * empty and is answered with it.
     */
    SaslClientStep challenge(SaslMessage challenge);

    /**
     * Whether the server's {@code +OK} may be believed: false if the mechanism lets the server
     * prove itself and it did not (RFC 5802 §3).
     */
    boolean serverProved();

    /**
     * What the server said about a token that it refused, once it did; other mechanisms say
     * nothing.
     */
    default Optional<BearerRefusal> refusal() {
        return Optional.empty();
    }

    /** PLAIN (RFC 4616) for the user itself. */
    static SaslClient plain(String user, Secret password) {
        return new PlainClient("", user, password);
    }

    /** PLAIN (RFC 4616) for another identity than the user's own. */
    static SaslClient plain(String authorizationIdentity, String user, Secret password) {
        return new PlainClient(authorizationIdentity, user, password);
    }

    /** LOGIN, for servers that have nothing better. */
    static SaslClient login(String user, Secret password) {
        return new LoginClient(user, password);
    }

    /** SCRAM-SHA-256 (RFC 7677) on a connection that cannot bind. */
    static SaslClient scramSha256(String user, Secret password, ScramNonce nonce) {
        return new ScramClient(user, password, nonce, ScramClient.Binding.unsupported());
    }

    /**
     * SCRAM-SHA-256 on a connection that could bind, to a server that did not list PLUS; if
     * somebody took PLUS off the list, the server notices and refuses (RFC 5802 §6).
     */
    static SaslClient scramSha256WithoutPlus(String user, Secret password, ScramNonce nonce) {
        return new ScramClient(user, password, nonce, ScramClient.Binding.notSeen());
    }

    /** SCRAM-SHA-256-PLUS, bound to the TLS connection. */
    static SaslClient scramSha256Plus(
            String user, Secret password, ScramNonce nonce, ChannelBinding binding) {
        return new ScramClient(user, password, nonce, ScramClient.Binding.used(binding));
    }

    /**
     * OAUTHBEARER (RFC 7628), over TLS only.
     *
     * @param host the server's name as it was connected to; the token's message says it again
     * @param port its port, from 1 to 65535
     * @throws IllegalArgumentException if the token or the names hold what would change the message
     */
    static SaslClient oauthBearer(String user, Secret token, String host, int port) {
        return BearerClient.oauthBearer(user, token, host, port);
    }

    /**
     * XOAUTH2, the older form of the same, over TLS only.
     *
     * @throws IllegalArgumentException if the token or the name holds what would change the message
     */
    static SaslClient xoauth2(String user, Secret token) {
        return BearerClient.xoauth2(user, token);
    }
}
