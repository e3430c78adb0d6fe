package dev.buzon.protocol.sasl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What decides which mechanisms a connection has. Mechanisms that send the password need TLS, or
 * the word of the configuration that clear text is good enough here (RFC 4616 §5, RFC 8314 §4.1).
 *
 * @param tlsActive whether TLS protects the connection now
 * @param clearTextAllowed whether passwords may go without TLS, as over loopback
 * @param scram whether SCRAM-SHA-256 is on
 * @param login whether LOGIN is on; it is offered over TLS only, whatever else is allowed
 * @param channelBinding what ties an exchange to this TLS connection, where that is defined
 */
public record SaslOffer(
        boolean tlsActive,
        boolean clearTextAllowed,
        boolean scram,
        boolean login,
        Optional<ChannelBinding> channelBinding) {

    /** The offer of a connection without TLS: SCRAM, and PLAIN if clear text is allowed. */
    public static SaslOffer withoutTls(boolean clearTextAllowed) {
        return new SaslOffer(false, clearTextAllowed, true, false, Optional.empty());
    }

    /** The offer of a connection with TLS: SCRAM, PLAIN and, if wanted, LOGIN. */
    public static SaslOffer withTls(boolean login, Optional<ChannelBinding> channelBinding) {
        return new SaslOffer(true, false, true, login, channelBinding);
    }

    /** Whether USER and PASS, PLAIN and the like may be used (RFC 8314 §4.1). */
    public boolean passwordsMayBeSent() {
        return tlsActive || clearTextAllowed;
    }

    /** Whether this mechanism may be used on this connection. */
    public boolean has(Mechanism mechanism) {
        return switch (mechanism) {
            case SCRAM_SHA_256_PLUS -> scram && tlsActive && channelBinding.isPresent();
            case SCRAM_SHA_256 -> scram;
            case PLAIN -> passwordsMayBeSent();
            case LOGIN -> login && tlsActive;
            case OAUTHBEARER, XOAUTH2 -> false; // no server's half
        };
    }

    /** The mechanisms that may be used, in the order in which they are listed (RFC 4422 §6.1.2). */
    public List<Mechanism> mechanisms() {
        List<Mechanism> offered = new ArrayList<>();
        for (Mechanism mechanism : Mechanism.values()) {
            if (has(mechanism)) {
                offered.add(mechanism);
            }
        }
        return List.copyOf(offered);
    }
}
