package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.Domains;
import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.name.ShownHost;
import dev.buzon.client.discovery.offer.Offer;
import dev.buzon.client.discovery.offer.Offer.Endpoint;
import dev.buzon.client.discovery.reach.Reach;
import dev.buzon.client.discovery.reach.Verdict;
import dev.buzon.client.net.Security;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From what everybody said to an ordered list of proposals. What works comes before what does not,
 * what is encrypted before what is not; then the better source, and within it what it put first.
 */
final class Ranking {
    /** The most proposals that are made. */
    private static final int PROPOSALS_LIMIT = 12;

    private final MailAddress address;
    private final Board.Snapshot seen;

    private Ranking(MailAddress address, Board.Snapshot seen) {
        this.address = address;
        this.seen = seen;
    }

    /** The proposals, the best first. */
    static List<Proposal> of(MailAddress address, Board.Snapshot seen) {
        return new Ranking(address, seen).proposals();
    }

    private List<Proposal> proposals() {
        List<Proposal> all = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        for (Found found : seen.founds()) {
            Optional<Choice> outgoing = outgoing(found);
            if (found.source() == Source.GUESS && isPop3NotOffered()) {
                continue; // the domain said that there is none, whatever answers there
            }
            for (Offer offer : found.settings().incoming()) {
                Choice incoming = choice(found, offer);
                record Key(Endpoint incoming, List<String> users, Optional<Endpoint> outgoing) {}
                Key key =
                        new Key(
                                incoming.offer().endpoint(),
                                incoming.offer().users(),
                                outgoing.map(choice -> choice.offer().endpoint()));
                if (known.add(key)) {
                    all.add(
                            new Proposal(
                                    found.settings().provider(),
                                    incoming,
                                    outgoing,
                                    found.settings().hints(),
                                    found.settings().oauth()));
                }
            }
        }
        all.sort(Comparator.comparing(Proposal::incoming, BY_WORTH)); // stable: sources stay so
        return all.stream().limit(PROPOSALS_LIMIT).toList();
    }

    private static final Comparator<Choice> BY_WORTH =
            Comparator.comparingInt(Ranking::trouble)
                    .thenComparing(choice -> choice.concerns().contains(Concern.CLEARTEXT));

    /** What works, what nobody looked at, what does not work. */
    private static int trouble(Choice choice) {
        if (choice.reach().isFailed()) {
            return 2;
        }
        return choice.reach().state() == Reach.State.NOT_TRIED ? 1 : 0;
    }

    /** The best outgoing server of the same answer, or else of the next that has one. */
    private Optional<Choice> outgoing(Found own) {
        Optional<Choice> best = bestOutgoing(own);
        if (best.isPresent()) {
            return best;
        }
        return seen.founds().stream().flatMap(found -> bestOutgoing(found).stream()).min(BY_WORTH);
    }

    private Optional<Choice> bestOutgoing(Found found) {
        return found.settings().outgoing().stream()
                .map(offer -> choice(found, offer))
                .min(BY_WORTH);
    }

    /** Whether the domain's SRV records say that it has no POP3 (RFC 6186 §3.4). */
    private boolean isPop3NotOffered() {
        return seen.findings().stream()
                        .filter(finding -> finding.source() == Source.SRV)
                        .filter(finding -> finding.verdict() == Verdict.NOT_OFFERED)
                        .filter(finding -> finding.asked().startsWith("SRV _pop3"))
                        .count()
                == 2;
    }

    private Choice choice(Found found, Offer named) {
        Offer offer = named;
        Reach reach = seen.reaches().getOrDefault(Inquiry.endpoint(named), Reach.NOT_TRIED);
        if (named.security() == Security.CLEARTEXT && reach.isVerified()) {
            offer = named.secured(Security.UPGRADE); // it can do better than was said
        } else if (named.security() == Security.CLEARTEXT && reach.state() == Reach.State.NO_TLS) {
            reach = new Reach(Reach.State.CLEARTEXT, reach.detail(), reach.names(), reach.took());
        }
        ShownHost host = ShownHost.of(offer.server().host(), address.domain());
        return new Choice(
                offer,
                found.source(),
                found.origin(),
                host,
                reach,
                agreeing(named.endpoint()),
                concerns(found, offer, host, reach));
    }

    private Set<Source> agreeing(Endpoint endpoint) {
        Set<Source> agreeing = EnumSet.noneOf(Source.class);
        for (Found found : seen.founds()) {
            boolean named =
                    found.settings().incoming().stream()
                                    .anyMatch(o -> o.endpoint().equals(endpoint))
                            || found.settings().outgoing().stream()
                                    .anyMatch(o -> o.endpoint().equals(endpoint));
            if (named) {
                agreeing.add(found.source());
            }
        }
        return agreeing;
    }

    private Set<Concern> concerns(Found found, Offer offer, ShownHost host, Reach reach) {
        Set<Concern> concerns = EnumSet.noneOf(Concern.class);
        if (found.origin() != Origin.LOCAL && !Domains.sameOwner(host.ascii(), address.domain())) {
            concerns.add(Concern.OUTSIDE_DOMAIN);
        }
        if (!host.oddities().isEmpty()) {
            concerns.add(Concern.MISLEADING_NAME);
        }
        if (offer.security() == Security.CLEARTEXT) {
            concerns.add(Concern.CLEARTEXT);
        }
        switch (found.origin()) {
            case DNS -> concerns.add(Concern.UNSIGNED_DNS);
            case HTTP -> concerns.add(Concern.PLAIN_HTTP);
            case GUESSED -> concerns.add(Concern.GUESSED);
            case LOCAL, HTTPS, HTTPS_AND_DIGEST, DNSSEC -> {
                // as good as it gets
            }
        }
        switch (reach.state()) {
            case CERTIFICATE_REFUSED -> concerns.add(Concern.CERTIFICATE_REFUSED);
            case NO_TLS, OTHER_PROTOCOL, ADDRESS_REFUSED, NO_HOST, UNREACHABLE, TIMED_OUT ->
                    concerns.add(Concern.NOT_WORKING);
            case NOT_TRIED -> concerns.add(Concern.NOT_TRIED);
            case VERIFIED, CLEARTEXT -> {
                // it was reached
            }
        }
        return concerns;
    }
}
