package dev.buzon.client.sync;

import dev.buzon.client.ledger.Digest;
import dev.buzon.client.ledger.Entry;
import dev.buzon.client.ledger.Places;
import dev.buzon.client.ledger.Stage;
import dev.buzon.client.pop3.Listed;
import java.util.ArrayList;
import java.util.BitSet;
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
    private final List<Entry> known;
    private final Places byUid;
    private final Map<String, List<Integer>> severalByUid = new HashMap<>();
    private final Set<String> listedTwice = new HashSet<>();
    private final Map<Digest, List<Integer>> orphansByHeader = new HashMap<>();

    /** Places in the ledger's list of those that belong to a listed message. */
    private final BitSet matched = new BitSet();

    private final Map<Integer, Entry> certain = new HashMap<>();
    private final boolean allChanged;
    private final boolean numbersOnly;

    Matching(Situation situation) {
        this.situation = situation;
        this.known = List.copyOf(situation.known());
        this.byUid = new Places(place -> known.get(place).uid(), known.size());
        for (int place = 0; place < known.size(); place++) {
            byUid.add(known.get(place).uid(), place);
        }
        gatherCertain();
        gatherListedTwice();
        this.allChanged = lookForChange();
        this.numbersOnly = lookForNumbers();
        if (!situation.session().headers().isEmpty()) {
            gatherOrphans();
        }
    }

    private void gatherListedTwice() {
        Set<String> once = HashSet.newHashSet(situation.listing().size());
        for (Listed listed : situation.listing()) {
            String key = key(listed);
            if (!once.add(key)) {
                listedTwice.add(key);
            }
        }
    }

    /** Messages whose content came in this session: no identifier has to be believed for them. */
    private void gatherCertain() {
        if (situation.session().certain().isEmpty()) {
            return;
        }
        Set<Long> wanted = Set.copyOf(situation.session().certain().values());
        Map<Long, Integer> places = new HashMap<>();
        for (int place = 0; place < known.size(); place++) {
            Entry entry = known.get(place);
            if (wanted.contains(entry.id()) && entry.stage().collected()) {
                places.put(entry.id(), place);
            }
        }
        situation
                .session()
                .certain()
                .forEach((number, id) -> {
                    Integer place = places.get(id);
                    if (place != null) {
                        certain.put(number, known.get(place));
                        matched.set(place);
                    }
                });
    }

    /** Collected messages whose identifier is not listed: a listed one may be one of them. */
    private void gatherOrphans() {
        Set<String> listed = new HashSet<>();
        situation.listing().forEach(one -> listed.add(key(one)));
        for (int i = 0; i < known.size(); i++) {
            int place = i;
            Entry entry = known.get(place);
            if (entry.stage().collected() && !listed.contains(entry.uid())) {
                entry.headerDigest()
                        .ifPresent(header ->
                                orphansByHeader
                                        .computeIfAbsent(header, h -> new ArrayList<>(1))
                                        .add(place));
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

    /**
     * The ledger's entries of which no listed message is known, once {@link #matches} was called.
     */
    List<Entry> notListed() {
        List<Entry> notListed = new ArrayList<>();
        for (int place = matched.nextClearBit(0);
                place < known.size();
                place = matched.nextClearBit(place + 1)) {
            notListed.add(known.get(place));
        }
        return notListed;
    }

    /** Takes an entry for a listed message, unless it is taken. */
    private boolean match(int place) {
        boolean free = !matched.get(place);
        matched.set(place);
        return free;
    }

    /** Where the entries with this identifier are. */
    private List<Integer> places(String key) {
        List<Integer> several = severalByUid.get(key);
        if (several != null) {
            return several;
        }
        List<Integer> places = byUid.of(key);
        if (places.size() > 1) {
            severalByUid.put(key, places);
        }
        return places;
    }

    private List<Integer> collected(List<Integer> places) {
        List<Integer> collected = new ArrayList<>(1);
        for (int place : places) {
            if (known.get(place).stage().collected()) {
                collected.add(place);
            }
        }
        return collected;
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
        List<Integer> places = places(key);
        List<Integer> collected = collected(places);
        boolean alone = !listedTwice.contains(key);
        if (alone && collected.size() == 1 && match(collected.getFirst())) {
            return one(listed, known.get(collected.getFirst()));
        }
        if (!collected.isEmpty() || !alone) {
            return among(listed, collected, alone);
        }
        for (int place : places) {
            if (match(place)) {
                return new Match.NotCollected(known.get(place));
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
    private Match among(Listed listed, List<Integer> collected, boolean alone) {
        Optional<Digest> header = header(listed);
        for (int place : collected) {
            Entry entry = known.get(place);
            boolean fits =
                    entry.announced() == listed.octets()
                            && (header.isEmpty() || header.equals(entry.headerDigest()));
            if (fits && match(place)) {
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
            for (int place : orphansByHeader.getOrDefault(header.get(), List.of())) {
                if (match(place)) {
                    Entry entry = known.get(place);
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
        for (Listed listed : situation.listing()) {
            if (!places(key(listed)).isEmpty()) {
                return false;
            }
        }
        int before = 0;
        for (Entry entry : known) {
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
