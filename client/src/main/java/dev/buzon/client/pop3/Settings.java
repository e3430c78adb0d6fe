package dev.buzon.client.pop3;

import dev.buzon.client.net.Line;
import dev.buzon.client.net.Security;
import java.util.Optional;

/**
 * All that an opening has to know; what {@link Pop3} gathers.
 *
 * @param only the mechanism that was chosen; empty for the best
 * @param plaintextAllowed whether a weaker way than SCRAM may be used although SCRAM was used
 *     before
 * @param utf8 whether messages are wanted with UTF-8 in their headers, if the server can (RFC 6856)
 * @param language of the server's texts, if asked for (RFC 6856 §3)
 * @param listsAhead whether the list is asked for together with the last step of the login
 */
record Settings(
        Line line,
        Security security,
        Optional<Credentials> credentials,
        Optional<String> only,
        boolean plaintextAllowed,
        boolean utf8,
        Optional<String> language,
        boolean listsAhead,
        Quirks quirks) {}
