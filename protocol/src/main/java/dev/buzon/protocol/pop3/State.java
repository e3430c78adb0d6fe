package dev.buzon.protocol.pop3;

import dev.buzon.protocol.sasl.SaslServer;
import java.util.BitSet;
import java.util.Optional;

/** RFC 1939 §3 as a value: each state carries exactly the data that exists in it. */
sealed interface State {
    /** Before login (RFC 1939 §4): the name that USER gave. */
    record Authorization(Optional<String> user) implements State {
        static final Authorization FRESH = new Authorization(Optional.empty());
    }

    /** The driver looks at credentials; nothing else happens until it says what became of it. */
    record LoggingIn() implements State {}

    /** In the middle of a SASL exchange (RFC 5034 §4). */
    record Exchange(SaslServer sasl) implements State {}

    /** After login (RFC 1939 §5): the frozen list, and what was done to it. */
    record Transaction(Listing listing, Offer.UserTerms terms, Marks marks) implements State {}

    /** After QUIT, or given up: nothing is obeyed any more (RFC 1939 §6). */
    record Closed() implements State {}

    /** What a session did to the messages of its list; bit n is message number n. */
    final class Marks {
        final BitSet deleted = new BitSet();
        final BitSet fetched = new BitSet();
        final BitSet expiring =
                new BitSet(); // fetched since the last RSET, for EXPIRE 0 (RFC 2449 §6.7)
        long deletedOctets;

        boolean live(Listing listing, int number) {
            return number >= 1 && number <= listing.count() && !deleted.get(number);
        }
    }
}
