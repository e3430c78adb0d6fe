package dev.buzon.client.discovery;

import dev.buzon.client.discovery.name.MailAddress;
import dev.buzon.client.discovery.reach.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found about an address.
 *
 * @param address the address
 * @param proposals the ways to set it up, the best first
 * @param findings every question and what became of it, by source
 * @param took how long it all took
 */
public record Report(
        MailAddress address, List<Proposal> proposals, List<Finding> findings, Duration took) {
    /** Keeps copies. */
    public Report {
        proposals = List.copyOf(proposals);
        findings = List.copyOf(findings);
    }

    /** The proposal to show first: one that can be used, if there is any. */
    public Optional<Proposal> best() {
        return proposals.stream().findFirst();
    }

    /** What became of the questions for one source. */
    public List<Finding> of(Source source) {
        return findings.stream().filter(finding -> finding.source() == source).toList();
    }

    /**
     * The registered domains that some source wanted to send us to, and to which the person would
     * have to agree ({@link Wishes#agreeingTo}).
     */
    public Set<String> consentsWanted() {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.REDIRECT_NEEDS_CONSENT)
                .flatMap(finding -> finding.consent().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
