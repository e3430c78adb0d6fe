package dev.buzon.client.discovery;

import dev.buzon.client.discovery.offer.Hints;
import dev.buzon.client.discovery.offer.OAuthHint;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A way to set the account up.
 *
 * @param provider the provider's name for people, printable; may be empty
 * @param incoming where mail is collected
 * @param outgoing where mail is handed in; of another source when the first one named none
 * @param hints how the provider would like mail to be collected
 * @param oauth its OAuth server, if one was named
 */
public record Proposal(
        String provider,
        Choice incoming,
        Optional<Choice> outgoing,
        Hints hints,
        Optional<OAuthHint> oauth) {
    /** All that the person has to agree to. */
    public Set<Concern> concerns() {
        Set<Concern> all = EnumSet.noneOf(Concern.class);
        all.addAll(incoming.concerns());
        outgoing.ifPresent(choice -> all.addAll(choice.concerns()));
        return all;
    }

    /** Whether mail can be collected there by what is known: TLS, checked, and it speaks POP3. */
    public boolean isVerified() {
        return incoming.reach().isVerified();
    }
}
