package dev.buzon.client.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that the records of a ledger say together. */
final class Known {
    private final Map<Long, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<Long>> byUid = new HashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private long lastId;

    /** Takes one more record in; one that speaks of a message nobody knows changes nothing. */
    void apply(Change change) {
        switch (change) {
            case Change.Put(var entry) -> put(entry);
            case Change.Moved(var id, var stage, var second) ->
                    entry(id).ifPresent(entry -> put(entry.at(stage, second)));
            case Change.Gone(var id, var second) ->
                    entry(id).ifPresent(entry -> put(entry.goneAt(second)));
            case Change.Listed(var id, var uid, var announced, var proven) ->
                    entry(id).ifPresent(entry -> put(entry.listedAs(uid, announced, proven)));
            case Change.Dropped(var id) -> drop(id);
            case Change.Fact(var key, var value) -> {
                if (value.isEmpty()) {
                    facts.remove(key);
                } else {
                    facts.put(key, value);
                }
            }
        }
    }

    private void put(Entry entry) {
        lastId = Math.max(lastId, entry.id());
        Entry before = entries.put(entry.id(), entry);
        if (before != null && before.uid().equals(entry.uid())) {
            return;
        }
        if (before != null) {
            forgetUid(before);
        }
        List<Long> ids = byUid.get(entry.uid());
        if (ids == null) {
            byUid.put(entry.uid(), List.of(entry.id())); // nearly always the only one
        } else {
            List<Long> more = new ArrayList<>(ids);
            more.add(entry.id());
            byUid.put(entry.uid(), more);
        }
    }

    private void drop(long id) {
        Entry before = entries.remove(id);
        if (before != null) {
            forgetUid(before);
        }
    }

    private void forgetUid(Entry entry) {
        List<Long> rest = new ArrayList<>(byUid.getOrDefault(entry.uid(), List.of()));
        rest.remove(entry.id());
        if (rest.isEmpty()) {
            byUid.remove(entry.uid());
        } else {
            byUid.put(entry.uid(), List.copyOf(rest));
        }
    }

    Optional<Entry> entry(long id) {
        return Optional.ofNullable(entries.get(id));
    }

    List<Entry> of(String uid) {
        List<Entry> found = new ArrayList<>(1);
        for (long id : byUid.getOrDefault(uid, List.of())) {
            entry(id).ifPresent(found::add);
        }
        return found;
    }

    Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }

    long nextId() {
        return ++lastId;
    }

    /** Everything in as few records as possible. */
    List<Change> summary() {
        List<Change> summary = new ArrayList<>(entries.size() + facts.size());
        facts.forEach((key, value) -> summary.add(new Change.Fact(key, value)));
        entries.values().forEach(entry -> summary.add(new Change.Put(entry)));
        return summary;
    }

    /** Forgets what has been missing from the server since before then and needs nothing done. */
    void forgetGoneBefore(Instant then) {
        List<Entry> old = new ArrayList<>();
        for (Entry entry : entries.values()) {
            boolean settled =
                    entry.stage() != Stage.PLACING && entry.stage() != Stage.PLACING_HEADER;
            if (settled && entry.gone() && entry.goneSecond() < then.getEpochSecond()) {
                old.add(entry);
            }
        }
        old.forEach(entry -> drop(entry.id()));
    }
}
