package dev.buzon.protocol.smtp;

import dev.buzon.protocol.sasl.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which mechanisms a client may try, and in which order (C-015, C-016): the password is proved
 * rather than told, and told only where nobody can listen. Pure: what is known goes in, a list
 * comes out.
 *
 * @param offered what the server lists, once TLS has begun (RFC 4954 §3)
 * @param token whether there is an access token instead of a password
 * @param mayTell whether a password or a token may be told: TLS protects the line, or a person said
 *     that nobody can touch it
 * @param canBind whether TLS gives data for channel binding (RFC 9266)
 * @param only the mechanism that the person chose; no other is used
 * @param scramExpected whether SCRAM was used before and no person allowed less since
 */
public record SmtpLoginPlan(
        List<String> offered,
        boolean token,
        boolean mayTell,
        boolean canBind,
        Optional<String> only,
        boolean scramExpected) {
    /** Octets of an AUTH command that carries an initial response (RFC 4954 §4, RFC 5321). */
    public static final int COMMAND_OCTETS = 512;

    public SmtpLoginPlan {
        offered = List.copyOf(offered);
    }

    /** The mechanisms to try, the best first; empty when there is none. */
    public List<Mechanism> mechanisms() {
        return all().stream().filter(this::isAllowed).toList();
    }

    /** Whether a mechanism was left out only because SCRAM was used before. */
    public boolean consentWouldHelp() {
        return mechanisms().isEmpty() && all().stream().anyMatch(m -> !tells(m) || mayTell);
    }

    private List<Mechanism> all() {
        List<Mechanism> all = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) { // the best first
            boolean wanted =
                    only.map(mechanism.wireName()::equalsIgnoreCase)
                            .orElseGet(() -> isOffered(mechanism));
            if (wanted && fits(mechanism)) {
                all.add(mechanism);
            }
        }
        if (all.contains(Mechanism.PLAIN)) {
            all.remove(Mechanism.LOGIN); // the same, worse
        }
        if (token && all.isEmpty() && only.isEmpty()) {
            all.add(Mechanism.XOAUTH2); // works on servers that do not list it
        }
        return all;
    }

    private boolean isOffered(Mechanism mechanism) {
        return offered.stream().anyMatch(mechanism.wireName()::equalsIgnoreCase);
    }

    private boolean fits(Mechanism mechanism) {
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS -> !token && canBind;
            case SCRAM_SHA_256, PLAIN, LOGIN -> !token;
            case OAUTHBEARER, XOAUTH2 -> token;
        };
    }

    private boolean isAllowed(Mechanism mechanism) {
        if (!tells(mechanism)) {
            return true;
        }
        return mayTell && (token || !scramExpected);
    }

    /** Whether whoever listens learns what opens the account. */
    private static boolean tells(Mechanism mechanism) {
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS, SCRAM_SHA_256 -> false;
            case OAUTHBEARER, XOAUTH2, PLAIN, LOGIN -> true;
        };
    }
}
