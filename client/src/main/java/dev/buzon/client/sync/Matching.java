package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds for each listed message what is known of it: by its identifier, and by its header where
 * there is none or none can be relied on. One pass over the list and one over the ledger.
 */
final class Matching {
    /** If so many were known and none is listed any more, the identifiers changed. */
    static final int KNOWN_BEFORE_CHANGE = 10;

    private final Situation situation;
    private final Map<String, List<Entry>> byUid = new HashMap<>();
    private final Map<String, Integer> timesListed = new HashMap<>();
    private final Map<Digest, List<Entry>> orphansByHeader = new HashMap<>();
    private final Set<Long> matched = new HashSet<>();
    private final Map<Integer, Entry> certain = new HashMap<>();
    private final boolean allChanged;
    private final boolean numbersOnly;

    Matching(Situation situation) {
        this.situation = situation;
        for (Entry entry : situation.known()) {
            byUid.merge(entry.uid(), List.of(entry), Matching::both);
        }
        gatherCertain();
        for (Listed listed : situation.listing()) {
            timesListed.merge(key(listed), 1, Integer::sum);
        }
        this.allChanged = lookForChange();
        this.numbersOnly = lookForNumbers();
        if (!situation.session().headers().isEmpty()) {
            gatherOrphans();
        }
    }

    private static List<Entry> both(List<Entry> some, List<Entry> more) {
        List<Entry> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Messages whose content came in this session: no identifier has to be believed for them. */
    private void gatherCertain() {
        if (situation.session().certain().isEmpty()) {
            return;
        }
        Map<Long, Entry> byId = new HashMap<>();
        situation.known().forEach(entry -> byId.put(entry.id(), entry));
        situation
                .session()
                .certain()
                .forEach((number, id) -> {
                    Entry entry = byId.get(id);
                    if (entry != null && entry.stage().collected()) {
                        certain.put(number, entry);
                        matched.add(id);
                    }
                });
    }

    /** Collected messages whose identifier is not listed: a listed one may be one of them. */
    private void gatherOrphans() {
        for (Entry entry : situation.known()) {
            if (entry.stage().collected() && !timesListed.containsKey(entry.uid())) {
                entry.headerDigest()
                        .ifPresent(header ->
                                orphansByHeader
                                        .computeIfAbsent(header, h -> new ArrayList<>(1))
                                        .add(entry));
            }
        }
    }

    /** What each listed message is, in the order of the list. */
    List<Match> matches() {
        List<Match> matches = new ArrayList<>(situation.listing().size());
        for (Listed listed : situation.listing()) {
            matches.add(match(listed));
        }
        return matches;
    }

    /** The entries that belong to a listed message, once {@link #matches} was called. */
    Set<Long> matched() {
        return matched;
    }

    /** What a message is known by; empty when there is nothing yet. */
    String key(Listed listed) {
        return listed.uid().orElseGet(() -> header(listed).map(Matching::headerKey).orElse(""));
    }

    /** What stands in for an identifier where the server has none. */
    static String headerKey(Digest header) {
        return "header:" + header.hex();
    }

    private Optional<Digest> header(Listed listed) {
        return Optional.ofNullable(situation.session().headers().get(listed.number()));
    }

    private Match match(Listed listed) {
        Entry sure = certain.get(listed.number());
        if (sure != null) {
            return new Match.Collected(sure, false);
        }
        String key = key(listed);
        if (key.isEmpty()) {
            return new Match.Ambiguous(Why.NO_IDENTIFIER);
        }
        List<Entry> entries = byUid.getOrDefault(key, List.of());
        List<Entry> collected = entries.stream().filter(e -> e.stage().collected()).toList();
        boolean alone = timesListed.getOrDefault(key, 1) == 1;
        if (alone && collected.size() == 1 && matched.add(collected.getFirst().id())) {
            return one(listed, collected.getFirst());
        }
        if (!collected.isEmpty() || !alone) {
            return among(listed, collected, alone);
        }
        for (Entry entry : entries) {
            if (matched.add(entry.id())) {
                return new Match.NotCollected(entry);
            }
        }
        return orphan(listed);
    }

    /** How a message relates to the only one that was collected under its identifier. */
    private Match one(Listed listed, Entry entry) {
        Optional<Digest> header = header(listed);
        boolean headerKnown = header.isPresent() && entry.headerDigest().isPresent();
        boolean sameHeader = headerKnown && header.equals(entry.headerDigest());
        if (headerKnown && !sameHeader) {
            return new Match.Doubtful(entry, Why.IDENTIFIER_REUSED, true);
        }
        if (entry.announced() != listed.octets()) {
            return new Match.Doubtful(entry, Why.SIZE_CHANGED, true);
        }
        if (listed.uid().isEmpty()) {
            return new Match.Doubtful(entry, Why.NO_IDENTIFIER, false);
        }
        boolean returned = entry.gone() || entry.stage() == Stage.DELETED;
        return (returned || numbersOnly) && !sameHeader
                ? new Match.Doubtful(entry, Why.RETURNED, false)
                : new Match.Collected(entry, false);
    }

    /** Several were collected under an identifier, or several are listed under it (C-005). */
    private Match among(Listed listed, List<Entry> collected, boolean alone) {
        Optional<Digest> header = header(listed);
        for (Entry entry : collected) {
            boolean fits =
                    entry.announced() == listed.octets()
                            && (header.isEmpty() || header.equals(entry.headerDigest()));
            if (fits && matched.add(entry.id())) {
                boolean sure = listed.uid().isPresent() && header.isPresent() && alone;
                return sure
                        ? one(listed, entry)
                        : new Match.Doubtful(entry, Why.SAME_IDENTIFIER, false);
            }
        }
        return new Match.Ambiguous(Why.SAME_IDENTIFIER);
    }

    /** Nothing is known under its key: it may be known under another that is not listed. */
    private Match orphan(Listed listed) {
        Optional<Digest> header = header(listed);
        if (header.isPresent()) {
            for (Entry entry : orphansByHeader.getOrDefault(header.get(), List.of())) {
                if (matched.add(entry.id())) {
                    return entry.announced() == listed.octets()
                            ? new Match.Collected(entry, true)
                            : new Match.Doubtful(entry, Why.SIZE_CHANGED, true);
                }
            }
        }
        // Headers of TOP and of RETR may differ: without an identifier they prove no news.
        boolean onlyContentTells = listed.uid().isEmpty() || (allChanged && header.isEmpty());
        return onlyContentTells ? new Match.Ambiguous(Why.NO_IDENTIFIER) : new Match.Unknown();
    }

    /** Whether many were there last time and none of them is now, while others are. */
    boolean allIdentifiersChanged() {
        return allChanged;
    }

    private boolean lookForChange() {
        if (situation.listing().isEmpty()) {
            return false;
        }
        int before = 0;
        for (Entry entry : situation.known()) {
            if (timesListed.containsKey(entry.uid())) {
                return false;
            }
            if (entry.stage() == Stage.STORED && !entry.gone()) {
                before++;
            }
        }
        return before >= KNOWN_BEFORE_CHANGE;
    }

    /** Whether the identifiers are just the numbers, which say nothing about the next session. */
    private boolean lookForNumbers() {
        for (Listed listed : situation.listing()) {
            String number = Integer.toString(listed.number());
            if (listed.uid().filter(number::equals).isEmpty()) {
                return false;
            }
        }
        return !situation.listing().isEmpty();
    }
}
