package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.util.Arrays;
import java.util.Optional;

/** LOGIN on the client's side: the first prompt gets the name, the second the password. */
final class LoginClient implements SaslClient {
    private final String user;
    private final Secret password;
    private int prompts;

    LoginClient(String user, Secret password) {
        this.user = user;
        this.password = password;
    }

    @Override
    public Mechanism mechanism() {
        return Mechanism.LOGIN;
    }

    @Override
    public Optional<SaslMessage> initialResponse() {
        return Optional.empty(); // not every server takes the name with AUTH
    }

    @Override
    public SaslClientStep challenge(SaslMessage challenge) {
        prompts++;
        return switch (prompts) { // the words of the prompts differ from server to server
            case 1 -> new SaslClientStep.Respond(SaslMessage.of(user));
            case 2 -> new SaslClientStep.Respond(passwordMessage());
            default -> new SaslClientStep.GiveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        };
    }

    @Override
    public boolean serverProved() {
        return true;
    }

    private SaslMessage passwordMessage() {
        byte[] octets = password.octets();
        SaslMessage message = SaslMessage.of(octets);
        Arrays.fill(octets, (byte) 0);
        return message;
    }
}
