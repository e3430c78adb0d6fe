package dev.buzon.protocol.pop3;

import dev.buzon.protocol.sasl.ChannelBinding;
import dev.buzon.protocol.sasl.Mechanism;
import dev.buzon.protocol.sasl.SaslOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a listener offers, decided before a connection begins. What CAPA says follows from it by a
 * pure function, so that each tag is listed exactly when its command works (RFC 2449 §5).
 *
 * @param stls whether a certificate is there, so that STLS would succeed (RFC 8314 §4)
 * @param withoutTls which logins are taken on this connection before TLS (RFC 8314 §4.1)
 * @param loginMechanism whether LOGIN is offered over TLS
 * @param apopTimestamp the timestamp of the greeting, with its angle brackets, when APOP is on (RFC
 *     1939 §7)
 * @param language the language until LANG says otherwise
 * @param expire retention before login (RFC 2449 §6.7)
 * @param loginDelay least time between logins before login (RFC 2449 §6.5)
 * @param version the program's version, shown after login only
 * @param limits when a connection is given up
 */
public record Offer(
        boolean stls,
        SaslOffer withoutTls,
        boolean loginMechanism,
        Optional<String> apopTimestamp,
        Language language,
        Expire expire,
        LoginDelay loginDelay,
        String version,
        Limits limits) {
    /** A capability line is at most this long, line end included (RFC 2449 §3). */
    private static final int LINE_LIMIT = 512;

    /**
     * How long messages stay (RFC 2449 §6.7).
     *
     * @param days least number of days, negative = never removed
     * @param varies whether some users have longer
     */
    public record Expire(int days, boolean varies) {
        /** Messages stay until somebody deletes them. */
        public static final Expire NEVER = new Expire(-1, false);

        String wire() {
            return (days < 0 ? "NEVER" : Integer.toString(days)) + (varies ? " USER" : "");
        }
    }

    /**
     * Least time between two logins of a user (RFC 2449 §6.5).
     *
     * @param seconds 0 = none, and then it is not listed
     * @param varies whether some users have less
     */
    public record LoginDelay(int seconds, boolean varies) {
        /** No delay. */
        public static final LoginDelay NONE = new LoginDelay(0, false);

        String wire() {
            return seconds + (varies ? " USER" : "");
        }
    }

    /**
     * When a connection is given up.
     *
     * @param failedLogins after so many failed logins
     * @param errors after so many errors in a row
     */
    public record Limits(int failedLogins, int errors) {
        /** 3 failed logins, 20 errors in a row. */
        public static final Limits USUAL = new Limits(3, 20);
    }

    /** Which logins a connection has now. */
    SaslOffer sasl(boolean tls, Optional<ChannelBinding> binding) {
        return tls ? SaslOffer.withTls(loginMechanism, binding) : withoutTls;
    }

    /**
     * The lines of CAPA (RFC 2449 §5). What is listed before login is listed after it too, but for
     * STLS, which ends with the AUTHORIZATION state (RFC 2595 §4).
     *
     * @param tls whether TLS is active
     * @param sasl which logins the connection has
     * @param user the user's own retention and delay once logged in
     */
    List<String> capabilities(boolean tls, SaslOffer sasl, Optional<UserTerms> user) {
        List<String> lines = new ArrayList<>(List.of("TOP", "UIDL"));
        if (sasl.passwordsMayBeSent()) {
            lines.add("USER");
        }
        if (!sasl.mechanisms().isEmpty()) {
            lines.add(bounded("SASL " + String.join(" ", names(sasl))));
        }
        lines.addAll(List.of("RESP-CODES", "AUTH-RESP-CODE", "PIPELINING"));
        lines.add("EXPIRE " + user.map(UserTerms::expire).orElse(expire).wire());
        LoginDelay delay = user.map(UserTerms::loginDelay).orElse(loginDelay);
        if (delay.seconds() > 0) {
            lines.add("LOGIN-DELAY " + delay.wire());
        }
        if (stls && !tls && user.isEmpty()) {
            lines.add("STLS");
        }
        lines.addAll(List.of("UTF8 USER", "LANG"));
        lines.add("IMPLEMENTATION Buzon" + (user.isPresent() ? "-" + version : ""));
        return lines;
    }

    /** The names of the mechanisms, in the order in which they are listed. */
    static List<String> names(SaslOffer sasl) {
        return sasl.mechanisms().stream().map(Mechanism::wireName).toList();
    }

    /** Cut at a word, so that a long list of mechanisms stays a capability line. */
    private static String bounded(String line) {
        return line.length() <= LINE_LIMIT - 2
                ? line
                : line.substring(0, line.lastIndexOf(' ', LINE_LIMIT - 2));
    }

    /**
     * What is in force for the one who logged in.
     *
     * @param expire the user's own retention
     * @param loginDelay the user's own least time between logins
     */
    public record UserTerms(Expire expire, LoginDelay loginDelay) {
        /** No rules. */
        public static final UserTerms NONE = new UserTerms(Expire.NEVER, LoginDelay.NONE);
    }
}
