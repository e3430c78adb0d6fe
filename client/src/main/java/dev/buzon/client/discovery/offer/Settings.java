package dev.buzon.client.discovery.offer;

import java.util.List;
import java.util.Optional;

/**
 * All that one source says about the servers of an address.
 *
 * @param provider the provider's name for people, printable; may be empty
 * @param incoming where mail is collected, the best first as the source has it
 * @param outgoing where mail is handed in, likewise
 * @param hints how the provider would like mail to be collected
 * @param oauth its OAuth server, if it named one
 */
public record Settings(
        String provider,
        List<Offer> incoming,
        List<Offer> outgoing,
        Hints hints,
        Optional<OAuthHint> oauth) {
    /** Keeps copies. */
    public Settings {
        incoming = List.copyOf(incoming);
        outgoing = List.copyOf(outgoing);
    }

    /** Only servers. */
    public static Settings of(List<Offer> incoming, List<Offer> outgoing) {
        return new Settings("", incoming, outgoing, Hints.NONE, Optional.empty());
    }

    /** Whether there is no server in it. */
    public boolean isEmpty() {
        return incoming.isEmpty() && outgoing.isEmpty();
    }
}
