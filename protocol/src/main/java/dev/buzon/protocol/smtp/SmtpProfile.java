package dev.buzon.protocol.smtp;

import java.util.List;

/** What a listener is: which of the three services, and what it offers. */
public sealed interface SmtpProfile {
    /** What all services have. */
    Common common();

    /**
     * What all services have.
     *
     * @param hostName the server's name, in greetings and hellos
     * @param startTls whether STARTTLS is offered on a connection without TLS
     * @param reports whether delivery reports work, so that DSN is listed (RFC 3461; S-028)
     * @param limits how much one connection may ask for
     */
    record Common(String hostName, boolean startTls, boolean reports, SmtpLimits limits) {
        public Common {
            if (!AddressSyntax.isDomain(hostName)) {
                throw new IllegalArgumentException("not a host name: " + hostName);
            }
        }
    }

    /** Port 25: mail for our own people from everywhere (RFC 5321). */
    record Reception(Common common) implements SmtpProfile {}

    /**
     * Ports 587 and 465: mail of our own people for everybody (RFC 6409, RFC 8314 §3.3).
     *
     * @param mechanisms SASL mechanisms that work over TLS, in the order to list them
     * @param cleartextLogin whether they may be used without TLS: for loopback, or where the
     *     operator says so (S-039)
     */
    record Submission(Common common, List<String> mechanisms, boolean cleartextLogin)
            implements SmtpProfile {
        public Submission {
            mechanisms = List.copyOf(mechanisms);
            for (String mechanism : mechanisms) {
                if (!SmtpCommand.Auth.isMechanism(mechanism)) {
                    throw new IllegalArgumentException("not a mechanism name: " + mechanism);
                }
            }
        }

        /** The same for a connection whose TLS gives nothing to bind a login to (RFC 9266 §2). */
        Submission withoutBinding() {
            List<String> unbound =
                    mechanisms.stream().filter(name -> !name.endsWith("-PLUS")).toList();
            return new Submission(common, unbound, cleartextLogin);
        }
    }

    /** Mail from another server of ours, one answer per recipient; never port 25 (RFC 2033). */
    record Lmtp(Common common) implements SmtpProfile {}
}
