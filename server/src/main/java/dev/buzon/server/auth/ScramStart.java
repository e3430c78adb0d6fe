package dev.buzon.server.auth;

import dev.buzon.protocol.sasl.ScramCredentials;

/** What the authenticator says to a name that wants to log in by SCRAM. */
public sealed interface ScramStart {
    /** The exchange ends here. */
    record Ended(Outcome outcome) implements ScramStart {}

    /**
     * Go on with these keys, real or invented, then say which way the proof went. Close it in any
     * case: an exchange that is given up counts for nothing.
     */
    final class Ready implements ScramStart, AutoCloseable {
        private final ScramCredentials credentials;
        private final Outcome ifProved;
        private final GuessGuard.Attempt attempt;

        Ready(ScramCredentials credentials, Outcome ifProved, GuessGuard.Attempt attempt) {
            this.credentials = credentials;
            this.ifProved = ifProved;
            this.attempt = attempt;
        }

        /** The keys for {@link dev.buzon.protocol.sasl.SaslServer#scram}. */
        public ScramCredentials credentials() {
            return credentials;
        }

        /** The client's proof was right, and the client took the server's. */
        public Outcome proved() {
            if (!(ifProved instanceof Outcome.Authenticated)) {
                return refuted(); // somebody guessed invented keys
            }
            attempt.succeeded();
            return ifProved;
        }

        /** The client's proof was wrong. */
        public Outcome refuted() {
            attempt.failed();
            return new Outcome.Refused();
        }

        @Override
        public void close() {
            attempt.close();
        }
    }
}
