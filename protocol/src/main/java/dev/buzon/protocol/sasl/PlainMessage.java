package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The one message of PLAIN: identity NUL user NUL password (RFC 4616 §2). */
final class PlainMessage {
    /** The longest identity, user and password, each, in octets; RFC 4616 §2 asks for 255. */
    static final int MAX_FIELD_OCTETS = 1024;

    private PlainMessage() {}

    /** What the driver must do with a message of a client: check the password, or fail. */
    static SaslStep read(SaslMessage message) {
        byte[] octets = message.view();
        int first = nul(octets, 0);
        int second = nul(octets, first + 1);
        boolean twoNuls = second < octets.length && nul(octets, second + 1) == octets.length;
        if (!twoNuls || second == first + 1 || second + 1 == octets.length) {
            return new SaslStep.Failed(SaslFailure.BAD_MESSAGE);
        }
        if (first > MAX_FIELD_OCTETS
                || second - first - 1 > MAX_FIELD_OCTETS
                || octets.length - second - 1 > MAX_FIELD_OCTETS) {
            return new SaslStep.Failed(SaslFailure.TOO_LONG);
        }
        Optional<String> identity = Utf8.text(octets, 0, first);
        Optional<String> user = Utf8.text(octets, first + 1, second);
        if (identity.isEmpty()
                || user.isEmpty()
                || !Utf8.isWellFormed(octets, second + 1, octets.length)) {
            return new SaslStep.Failed(SaslFailure.BAD_MESSAGE);
        }
        return new SaslStep.CheckPassword(
                identity.filter(name -> !name.isEmpty()),
                user.get(),
                message.secret(second + 1, octets.length));
    }

    /** The message of a client. */
    static SaslMessage write(String identity, String user, Secret password) {
        byte[] names = (identity + '\0' + user + '\0').getBytes(StandardCharsets.UTF_8);
        byte[] secret = password.octets();
        byte[] octets = Arrays.copyOf(names, names.length + secret.length);
        System.arraycopy(secret, 0, octets, names.length, secret.length);
        SaslMessage message = SaslMessage.of(octets);
        Arrays.fill(secret, (byte) 0);
        Arrays.fill(octets, (byte) 0);
        return message;
    }

    /** Where the next NUL is, or the length if there is none. */
    private static int nul(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] != 0) {
            at++;
        }
        return at;
    }
}
