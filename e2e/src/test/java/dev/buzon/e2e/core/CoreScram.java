package dev.buzon.e2e.core;

import dev.buzon.protocol.Secret;
import dev.buzon.protocol.sasl.ScramCredentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys for SCRAM: those of "user" are the example of RFC 7677 §3, all others are invented. */
final class CoreScram {
    private static final byte[] VECTOR_SALT =
            Base64.getDecoder().decode("W22ZaJ0SNY7soEsUEjb6gQ==");
    private static final Secret INVENTOR =
            Secret.of("the server's key".getBytes(StandardCharsets.US_ASCII));

    private CoreScram() {}

    static ScramCredentials credentials(CoreOffice office, String user) {
        if (office.name(user).equals("user")) {
            var password = Secret.of("pencil".getBytes(StandardCharsets.US_ASCII));
            return ScramCredentials.derive(password, VECTOR_SALT, ScramCredentials.MIN_ITERATIONS);
        }
        return ScramCredentials.invented(INVENTOR, user, ScramCredentials.MIN_ITERATIONS);
    }
}
