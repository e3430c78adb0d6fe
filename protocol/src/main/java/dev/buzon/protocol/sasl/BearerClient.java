package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * An access token of OAuth 2 on the client's side: OAUTHBEARER (RFC 7628 §3.1) and its older form
 * XOAUTH2. Both are one message, with AUTH or after an empty challenge; a server that refuses the
 * token says why in a challenge, wants an answer without meaning, and then fails the exchange (RFC
 * 7628 §3.2.2, §3.2.3).
 */
final class BearerClient implements SaslClient {
    /** What separates the fields of both messages. */
    private static final char SEPARATOR = '\u0001';

    private static final SaslMessage SEPARATOR_ALONE = SaslMessage.of(new byte[] {SEPARATOR});

    private final Mechanism mechanism;
    private final SaslMessage message;
    private final SaslMessage acknowledgement;
    private boolean sent;
    private Optional<BearerRefusal> refusal = Optional.empty();

    private BearerClient(Mechanism mechanism, SaslMessage message, SaslMessage acknowledgement) {
        this.mechanism = mechanism;
        this.message = message;
        this.acknowledgement = acknowledgement;
    }

    static BearerClient oauthBearer(String user, Secret token, String host, int port) {
        // The name is a saslname of the GS2 header (RFC 5801 §4), escaped as in SCRAM.
        String start =
                "n,a="
                        + ScramAttributes.escape(checked(user))
                        + ","
                        + SEPARATOR
                        + "host="
                        + checked(host)
                        + SEPARATOR
                        + "port="
                        + port;
        return new BearerClient(Mechanism.OAUTHBEARER, write(start, token), SEPARATOR_ALONE);
    }

    static BearerClient xoauth2(String user, Secret token) {
        return new BearerClient(
                Mechanism.XOAUTH2, write("user=" + checked(user), token), SaslMessage.empty());
    }

    @Override
    public Mechanism mechanism() {
        return mechanism;
    }

    @Override
    public Optional<SaslMessage> initialResponse() {
        return Optional.of(message);
    }

    @Override
    public SaslClientStep challenge(SaslMessage challenge) {
        if (refusal.isPresent()) {
            return new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        if (challenge.isEmpty() && !sent) {
            sent = true;
            return new SaslClientStep.Respond(message);
        }
        refusal = Optional.of(BearerRefusal.read(challenge));
        return new SaslClientStep.Respond(acknowledgement);
    }

    /** Nothing is proved, but a server that refused the token cannot accept it afterwards. */
    @Override
    public boolean serverProved() {
        return refusal.isEmpty();
    }

    @Override
    public Optional<BearerRefusal> refusal() {
        return refusal;
    }

    private static SaslMessage write(String start, Secret token) {
        byte[] front = (start + SEPARATOR + "auth=Bearer ").getBytes(StandardCharsets.UTF_8);
        byte[] secret = token.octets();
        byte[] octets = Arrays.copyOf(front, front.length + secret.length + 2);
        System.arraycopy(secret, 0, octets, front.length, secret.length);
        Arrays.fill(octets, octets.length - 2, octets.length, (byte) SEPARATOR);
        boolean sound = isToken(secret);
        SaslMessage message = SaslMessage.of(octets);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(octets, (byte) 0);
        if (!sound) {
            throw new IllegalArgumentException("this is no access token");
        }
        return message;
    }

    /** Visible ASCII only, which is more than RFC 6750 §2.1 allows and still cannot end a field. */
    private static boolean isToken(byte[] octets) {
        for (byte octet : octets) {
            if (octet <= ' ' || octet == 0x7F) {
                return false;
            }
        }
        return octets.length > 0;
    }

    private static String checked(String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("this is no name for a login");
        }
        return name;
    }
}
