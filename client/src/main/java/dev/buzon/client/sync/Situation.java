package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.pop3.Listed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a plan is made of.
 *
 * @param known what the ledger has
 * @param listing the server's list, complete
 * @param policy what the person wants
 * @param now the time by our clock
 * @param thrownAway receipts of messages that the person has thrown away
 * @param server what the server can do
 * @param session what this session has found out so far
 */
public record Situation(
        Collection<Entry> known,
        List<Listed> listing,
        Policy policy,
        Instant now,
        Set<String> thrownAway,
        Server server,
        Session session) {
    /**
     * What is known of a server.
     *
     * @param topWorks whether headers can be asked for
     * @param sizesWrong whether the sizes it announces were shown to mean nothing
     */
    public record Server(boolean topWorks, boolean sizesWrong) {}

    /**
     * What a session has found out.
     *
     * @param headers digests of headers, by message number, as far as they were asked for
     * @param tried numbers of messages that were collected in vain or compared
     * @param certain the ledger's entries of messages whose content came in this session, by number
     */
    public record Session(
            Map<Integer, Digest> headers, Set<Integer> tried, Map<Integer, Long> certain) {
        /** A session that has only its list. */
        public static final Session NEW = new Session(Map.of(), Set.of(), Map.of());

        /** Keeps copies. */
        public Session {
            headers = Map.copyOf(headers);
            tried = Set.copyOf(tried);
            certain = Map.copyOf(certain);
        }
    }

    /** The first look at the list of a server as it should be. */
    public static Situation first(
            Collection<Entry> known, List<Listed> listing, Policy policy, Instant now) {
        return new Situation(
                known, listing, policy, now, Set.of(), new Server(true, false), Session.NEW);
    }

    /** The same with this found out. */
    public Situation session(Session found) {
        return new Situation(known, listing, policy, now, thrownAway, server, found);
    }

    /** The same at another server. */
    public Situation server(Server other) {
        return new Situation(known, listing, policy, now, thrownAway, other, session);
    }

    /** The same with these messages thrown away here. */
    public Situation thrownAway(Set<String> receipts) {
        return new Situation(known, listing, policy, now, receipts, server, session);
    }
}
