package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.util.Optional;

/** PLAIN on the client's side (RFC 4616): everything in one message. */
final class PlainClient implements SaslClient {
    private final SaslMessage message;
    private boolean sent;

    PlainClient(String identity, String user, Secret password) {
        this.message = PlainMessage.write(identity, user, password);
    }

    @Override
    public Mechanism mechanism() {
        return Mechanism.PLAIN;
    }

    @Override
    public Optional<SaslMessage> initialResponse() {
        return Optional.of(message);
    }

    @Override
    public SaslClientStep challenge(SaslMessage challenge) {
        // The text of the challenge does not matter: some servers prompt where none is defined.
        if (sent) {
            return new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        sent = true;
        return new SaslClientStep.Respond(message);
    }

    @Override
    public boolean serverProved() {
        return true;
    }
}
